from __future__ import annotations

import os
from pathlib import Path

import pytest
from unlistable_folder import unlistable

from runner.engine.sampling import draw


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "photos"
    for number in range(40):
        place = made / f"day{number % 3}"
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:02}.jpg").write_bytes(b"%d" % number)
    (made / "notes.txt").write_text("no picture")
    (made / ".hidden.jpg").write_bytes(b"hidden")
    (tmp_path / "runs").mkdir()
    return made


def drawn(folder: Path, size: int = 10, exclude: tuple[str, ...] = ()) -> list[str]:
    found = draw(folder, folder.parent / "runs", exclude, size)
    return [os.path.relpath(source.source_path, folder) for source in found.discovery.sources]


def test_the_same_photos_come_out_each_time_and_new_ones_change_little(folder: Path) -> None:
    first = drawn(folder)
    assert len(set(first)) == 10
    assert drawn(folder) == first
    for number in range(4):
        (folder / f"new{number}.png").write_bytes(b"new %d" % number)
    assert len(set(drawn(folder)) & set(first)) >= 6
    assert {os.path.dirname(path) for path in first} == {"day0", "day1", "day2"}


def test_it_says_how_many_there_are(folder: Path) -> None:
    found = draw(folder, folder.parent / "runs", (), 7)
    assert (len(found.discovery.items), found.of) == (7, 40)
    assert len(draw(folder, folder.parent / "runs", (), 1000).discovery.items) == 40


def test_the_others_are_not_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("builtins.open", lambda path, mode, _open=open: (opened.append(path), _open(path, mode))[1])
    assert len(drawn(folder, 3)) == len(opened) == 3


def test_what_the_set_leaves_out_is_not_drawn(folder: Path) -> None:
    (folder / "runs").mkdir()
    (folder / "runs" / "rendition.jpg").write_bytes(b"made")
    found = draw(folder, folder / "runs", ("day1/*",), 100)
    names = {os.path.relpath(source.source_path, folder) for source in found.discovery.sources}
    assert names == {f"day{number % 3}/{number:02}.jpg" for number in range(40) if number % 3 != 1}


def test_a_folder_that_links_to_itself_is_walked_once(folder: Path) -> None:
    (folder / "day0" / "again").symlink_to(folder)
    assert len(drawn(folder, 1000)) == 40


def test_copies_are_one_photo_and_what_cannot_be_read_is_left_out(folder: Path) -> None:
    (folder / "copy.jpg").write_bytes(b"0")
    (folder / "gone.jpg").symlink_to(folder / "nowhere.jpg")
    found = draw(folder, folder.parent / "runs", (), 1000)
    assert (len(found.discovery.items), len(found.discovery.sources), found.of) == (40, 41, 42)


def test_a_folder_that_cannot_be_listed_is_no_photo(folder: Path) -> None:
    unlistable(folder)
    found = draw(folder, folder.parent / "runs", (), 40)
    assert (len(found.discovery.items), found.of) == (40, 40)
    assert found.discovery.ignored["folders that cannot be read"] == 1
