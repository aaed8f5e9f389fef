"""Every pixel of a photo, as stages receive it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pictures import photograph

from runner import pixels
from runner.errors import DecodeError, UnreadableFile
from runner.imaging import adobe_rgb
from runner.imaging.decode import decode, full_size, open_photo
from runner.imaging.full_picture import full_picture
from runner.imaging.vips import pyvips
from runner.original import identify
from runner.pixels import PictureSlot
from runner.stage import Item


@pytest.fixture
def shared() -> Iterator[None]:
    slots = [PictureSlot()]
    pixels.share([each.descriptor for each in slots])
    yield
    pixels.share([])


def _item(path: Path, image: pyvips.Image, orientation: int = 1) -> Item:
    turned = image.copy()
    turned.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    path.write_bytes(turned.jpegsave_buffer(Q=90))
    found = identify(path)
    return Item(found.sha256.hex()[:16], path, found.sha256.hex(), stamp=found.stamp)


@pytest.mark.parametrize("slot", [None, 0])
@pytest.mark.parametrize("orientation", [1, 8])
def test_the_pixels_are_those_of_any_other_decode(
    tmp_path: Path, shared: None, slot: int | None, orientation: int
) -> None:
    item = replace(_item(tmp_path / "photo.jpg", photograph("china"), orientation), slot=slot)
    photo = open_photo(item.path, "jpeg")
    for _ in range(2):
        with full_picture(item, "jpeg") as picture:
            assert np.array_equal(picture.whole(), decode(photo, photo.size).numpy())


def test_who_comes_second_finds_it_decoded(tmp_path: Path, shared: None) -> None:
    item = replace(_item(tmp_path / "photo.jpg", photograph("china")), slot=0)
    with full_picture(item, "jpeg") as picture:
        first = picture.whole().copy()
    item.path.unlink()
    with full_picture(item, "jpeg") as picture:
        assert np.array_equal(picture.whole(), first)
    with pytest.raises(UnreadableFile), full_picture(replace(item, slot=None), "jpeg"):
        pass


def _in_adobe_rgb(name: str) -> pyvips.Image:
    image = photograph(name).copy()
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", adobe_rgb.profile())
    return image


def _profile_of_cmyk() -> bytes:
    printed = photograph("china").icc_export(output_profile="cmyk")
    return bytes(printed.get("icc-profile-data"))


@pytest.mark.parametrize("slot", [None, 0])
@pytest.mark.parametrize("orientation", [1, 3, 6])
def test_colours_of_a_profile_are_converted_where_they_are_looked_at(
    tmp_path: Path, shared: None, slot: int | None, orientation: int
) -> None:
    item = replace(_item(tmp_path / "photo.jpg", _in_adobe_rgb("china"), orientation), slot=slot)
    photo = open_photo(item.path, "jpeg")
    every_pixel = decode(photo, photo.size).numpy()
    stored = full_size(photo)
    assert stored.profile == adobe_rgb.profile()
    assert np.abs(stored.pixels.astype(int) - every_pixel).max() > 10
    for _ in range(2):
        with full_picture(item, "jpeg") as picture:
            assert np.array_equal(picture[100:140, 300:500], every_pixel[100:140, 300:500])
            assert np.array_equal(picture.whole(), every_pixel)


def test_who_comes_second_has_the_colours_too(tmp_path: Path, shared: None) -> None:
    item = replace(_item(tmp_path / "photo.jpg", _in_adobe_rgb("china")), slot=0)
    photo = open_photo(item.path, "jpeg")
    every_pixel = decode(photo, photo.size).numpy()
    with full_picture(item, "jpeg"):
        pass
    item.path.unlink()
    with full_picture(item, "jpeg") as picture:
        assert np.array_equal(picture.whole(), every_pixel)
    other = replace(_item(tmp_path / "other.jpg", photograph("china")), slot=0)
    with full_picture(other, "jpeg") as picture:
        assert np.abs(picture.whole().astype(int) - photograph("china").numpy()).mean() < 4, (
            "its own colours, not the last ones"
        )


def test_a_profile_too_large_for_a_slot_has_everybody_decode(
    tmp_path: Path, shared: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pixels, "PROFILE", 100)
    item = replace(_item(tmp_path / "photo.jpg", _in_adobe_rgb("china")), slot=0)
    photo = open_photo(item.path, "jpeg")
    for _ in range(2):
        with full_picture(item, "jpeg") as picture:
            assert np.array_equal(picture.whole(), decode(photo, photo.size).numpy())


@pytest.mark.parametrize("kind", ["damaged", "of another kind"])
def test_a_profile_that_cannot_be_used_is_ignored(tmp_path: Path, kind: str) -> None:
    image = photograph("china").copy()
    profile = b"no profile at all" * 20 if kind == "damaged" else _profile_of_cmyk()
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    item = _item(tmp_path / "photo.jpg", image)
    photo = open_photo(item.path, "jpeg")
    with full_picture(item, "jpeg") as picture:
        assert np.array_equal(picture.whole(), decode(photo, photo.size).numpy())


def test_another_photo_in_the_same_slot_is_another_picture(tmp_path: Path, shared: None) -> None:
    items = [replace(_item(tmp_path / f"{name}.jpg", photograph(name)), slot=0) for name in ("china", "flower")]
    for item in (*items, *items):
        photo = open_photo(item.path, "jpeg")
        with full_picture(item, "jpeg") as picture:
            assert np.array_equal(picture.whole(), decode(photo, photo.size).numpy())


def test_a_damaged_photo_fails_at_each_stage(tmp_path: Path, shared: None) -> None:
    whole = _item(tmp_path / "photo.jpg", photograph("china"))
    data = whole.path.read_bytes()
    whole.path.write_bytes(data[: len(data) // 2])
    found = identify(whole.path)
    item = Item(found.sha256.hex()[:16], whole.path, found.sha256.hex(), stamp=found.stamp, slot=0)
    for _ in range(2):
        with pytest.raises(DecodeError), full_picture(item, "jpeg"):
            pass


def test_what_was_replaced_before_it_was_decoded_gives_no_picture(tmp_path: Path, shared: None) -> None:
    item = replace(_item(tmp_path / "photo.jpg", photograph("china")), slot=0)
    _item(tmp_path / "photo.jpg", photograph("flower"))
    with pytest.raises(UnreadableFile), full_picture(item, "jpeg"):
        pass


def test_a_stage_cannot_change_what_the_next_one_sees(tmp_path: Path, shared: None) -> None:
    item = replace(_item(tmp_path / "photo.jpg", photograph("china")), slot=0)
    with full_picture(item, "jpeg") as picture, pytest.raises(ValueError, match="read-only"):
        picture.whole()[0, 0] = 0


@pytest.mark.parametrize("orientation", [1, 2, 3, 6])
def test_a_share_of_the_rows_is_right_as_far_as_it_goes(tmp_path: Path, orientation: int) -> None:
    item = _item(tmp_path / "photo.jpg", photograph("china"), orientation)
    photo = open_photo(item.path, "jpeg")
    every_pixel = decode(photo, photo.size).numpy()
    for share in (0.3, 1.0, 0.5):
        rows = int(share * len(every_pixel))
        with full_picture(item, "jpeg", share) as picture:
            assert picture.shape == every_pixel.shape
            assert np.array_equal(picture[:rows, :], every_pixel[:rows])


def test_who_shares_a_picture_decodes_all_of_it(tmp_path: Path, shared: None) -> None:
    item = replace(_item(tmp_path / "photo.jpg", photograph("china")), slot=0)
    photo = open_photo(item.path, "jpeg")
    every_pixel = decode(photo, photo.size).numpy()
    with full_picture(item, "jpeg", 0.1):
        pass
    item.path.unlink()
    with full_picture(item, "jpeg") as picture:
        assert np.array_equal(picture.whole(), every_pixel)


def test_an_upright_photo_is_decoded_no_further_than_asked(tmp_path: Path) -> None:
    whole = _item(tmp_path / "photo.jpg", photograph("china"))
    data = whole.path.read_bytes()
    whole.path.write_bytes(data[: len(data) * 3 // 4])
    found = identify(whole.path)
    item = Item(found.sha256.hex()[:16], whole.path, found.sha256.hex(), stamp=found.stamp)
    with full_picture(item, "jpeg", 0.2) as picture:
        assert picture[:80, :].any()
    with pytest.raises(DecodeError), full_picture(item, "jpeg", 1.0):
        pass


_LOOK = """
import resource, sys
from pathlib import Path
from runner.imaging.full_picture import full_picture
from runner.original import identify
from runner.stage import Item

def megabytes():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000

def look(path):
    with full_picture(Item(identify(path).sha256.hex(), path), "jpeg") as picture:
        return picture.shape

look(Path(sys.argv[1]))
before = megabytes()
print(*look(Path(sys.argv[2]))[:2], megabytes() - before)
"""


def test_a_large_picture_that_lies_on_its_side_is_in_memory_once(tmp_path: Path) -> None:
    _item(tmp_path / "small.jpg", photograph("china"))
    _item(tmp_path / "large.jpg", pyvips.Image.black(10_000, 7_000, bands=3).copy(interpretation="srgb"), 6)
    command = [sys.executable, "-c", _LOOK, str(tmp_path / "small.jpg"), str(tmp_path / "large.jpg")]
    height, width, megabytes = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    assert (int(height), int(width)) == (10_000, 7_000)
    assert float(megabytes) < 1.4 * 10_000 * 7_000 * 3 / 1e6
