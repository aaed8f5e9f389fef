from __future__ import annotations

import hashlib
import os
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from runner.engine.discovery import Discovery, discover
from runner.errors import DecodeError, RefusedFile, UnreadableFile
from runner.original import ReplacedFile, held, identify, is_certain
from runner.stage import Item
from runner.store.catalog import open_catalog

ONE, TWO = b"one" * 400, b"two" * 400


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photos" / "a.jpg"
    path.parent.mkdir()
    path.write_bytes(ONE)
    time.sleep(0.05)  # so that its time is a proof
    return path


def item_of(path: Path) -> Item:
    found = identify(path)
    return Item(found.sha256.hex()[:16], path, found.sha256.hex(), found.size, stamp=found.stamp)


def replace(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(TWO)
    times = path.stat()
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(path)


def overwrite(path: Path) -> None:
    """In place, in the same length, with the old time put back."""
    times = path.stat()
    with path.open("r+b") as file:
        file.write(TWO)
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


CHANGES: list[Callable[[Path], object]] = [
    replace, overwrite, append, lambda path: os.truncate(path, 100), lambda path: path.rename(path.with_name("b.jpg")),
    lambda path: path.unlink(),
]  # fmt: skip


def test_an_unchanged_original_is_read_and_not_hashed_again(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    item = item_of(photo)
    assert item.stamp
    monkeypatch.setattr(hashlib, "file_digest", lambda *_: pytest.fail("it was hashed again"))
    with item.original() as path:
        assert path.read_bytes() == ONE


@pytest.mark.parametrize("change", CHANGES)
def test_an_original_that_changed_before_it_is_opened_is_an_error_that_may_pass(
    photo: Path, change: Callable[[Path], object]
) -> None:
    item = item_of(photo)
    change(photo)
    with pytest.raises(UnreadableFile) as raised, item.original():
        pytest.fail("it was opened")
    assert not raised.value.lasting


@pytest.mark.parametrize("change", CHANGES)
def test_an_original_that_changes_while_it_is_read_is_an_error_that_may_pass(
    photo: Path, change: Callable[[Path], object]
) -> None:
    item = item_of(photo)
    with pytest.raises(ReplacedFile, match="changed, replaced, renamed or removed"), item.original():
        change(photo)


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_stage_made_of_an_original_that_changed_is_not_its_failure(
    photo: Path, change: Callable[[Path], object]
) -> None:
    item = item_of(photo)
    with pytest.raises(ReplacedFile) as raised, item.original():
        change(photo)
        raise DecodeError("half a picture")
    assert not raised.value.lasting


def test_an_error_of_an_unchanged_original_stays_what_it_is(photo: Path) -> None:
    with pytest.raises(RefusedFile), item_of(photo).original():
        raise RefusedFile("too small")


def test_a_file_put_back_meanwhile_is_noticed(photo: Path) -> None:
    item = item_of(photo)
    kept = photo.rename(photo.with_name("kept"))
    photo.write_bytes(TWO)
    with pytest.raises(ReplacedFile), item.original():
        pytest.fail("it was opened")
    kept.replace(photo)
    with item.original() as path:  # the bytes are hashed, since the time of the change says that something was
        assert path.read_bytes() == ONE


def test_a_file_written_just_now_is_hashed_before_and_after(photo: Path) -> None:
    photo.write_bytes(ONE)
    found = identify(photo)
    assert not is_certain(photo.stat(), photo.stat().st_mtime_ns)
    with pytest.raises(ReplacedFile), held(photo, found.sha256.hex()):
        before = photo.stat()
        overwrite(photo)
        assert photo.stat().st_size == before.st_size


def test_whole_seconds_of_a_coarse_file_system_prove_nothing_for_two(photo: Path) -> None:
    second = 1_700_000_000 * 1_000_000_000
    os.utime(photo, ns=(second, second))
    about = photo.stat()
    coarse = os.stat_result((*about[:7], 0, 0, 0), {"st_mtime_ns": second, "st_ctime_ns": second})
    assert not is_certain(coarse, second + 1_900_000_000)
    assert is_certain(coarse, second + 2_100_000_000)


def test_a_time_in_the_future_is_not_waited_for(photo: Path) -> None:
    ahead = time.time_ns() + 10**18
    os.utime(photo, ns=(ahead, ahead))
    time.sleep(0.05)
    assert identify(photo).stamp


def look(folder: Path) -> Discovery:
    (folder.parent / "runs").mkdir(exist_ok=True)
    with open_catalog(folder.parent / "runs" / "catalog.db") as catalog:
        return discover(folder, folder.parent / "runs", (), False, catalog, lambda done, total: None)


@pytest.mark.parametrize("change", [replace, overwrite])
def test_other_bytes_under_the_same_size_and_time_are_another_photo(
    photo: Path, change: Callable[[Path], object]
) -> None:
    assert look(photo.parent).items[0].sha256 == hashlib.sha256(ONE).hexdigest()
    change(photo)
    assert look(photo.parent).items[0].sha256 == hashlib.sha256(TWO).hexdigest()


def test_many_changes_at_random_moments_give_no_wrong_bytes(photo: Path) -> None:
    """What a block read to its end without an error is what the identity says."""
    chance, wrong, good, failed = random.Random(7), 0, 0, 0
    for _ in range(300):
        photo.write_bytes(ONE)
        item, moment = item_of(photo), chance.randrange(4)
        change = chance.choice(CHANGES)
        try:
            if moment == 0:
                change(photo)
            with item.original() as path:
                if moment == 1:
                    change(photo)
                read = path.read_bytes()
                if moment == 2:
                    change(photo)
            good, wrong = good + 1, wrong + (read != ONE)
        except (UnreadableFile, FileNotFoundError):
            failed += 1
    assert wrong == 0
    assert good > 50
    assert failed > 150
