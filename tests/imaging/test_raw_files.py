"""Raw files: the photo is their preview, or the sensor's pixels if it is too small; metadata as for JPEGs."""

from __future__ import annotations

import random
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
import pyvips
from made_raws import ON_THE_LEFT, UPRIGHT, UPSIDE_DOWN, cr3, dng
from originals import item_of
from pictures import photograph

from runner.errors import DecodeError, ItemError, RefusedFile
from runner.imaging.decode import decode, full_size_green, open_photo
from runner.imaging.derive import derive
from runner.imaging.filetypes import identify_file
from runner.imaging.metadata import read_metadata
from runner.imaging.probe import Header, Limits, probe
from runner.imaging.renditions import RenditionOptions
from runner.schema import IntakeRow
from runner.stage import Folders
from runner.stages.intake import intake

SIZE = (640, 427)
PICTURE = photograph("china")


def jpeg(scale: float = 1.0, turned: bool = False) -> bytes:
    picture = PICTURE.resize(scale)
    return bytes((picture.rot90() if turned else picture).jpegsave_buffer(Q=92))


def difference(one: pyvips.Image, other: pyvips.Image) -> float:
    scaled = other.resize(one.width / other.width, vscale=one.height / other.height)
    return float(np.abs(one.numpy().astype(int) - scaled.numpy().astype(int)).mean())


@pytest.mark.parametrize("orientation", [UPRIGHT, ON_THE_LEFT, UPSIDE_DOWN])
def test_the_preview_is_the_photo_upright(orientation: int, tmp_path: Path) -> None:
    path = dng(tmp_path / "IMG_1.DNG", PICTURE, jpeg(), orientation)
    assert probe(path, Limits()) == Header("raw", *SIZE)
    photo = open_photo(path, "raw")
    turned = {UPRIGHT: PICTURE, ON_THE_LEFT: PICTURE.rot270(), UPSIDE_DOWN: PICTURE.rot180()}[orientation]
    assert photo.size == (turned.width, turned.height)
    assert difference(decode(photo, photo.size), turned) < 4


def test_a_preview_that_is_turned_already_is_not_turned_again(tmp_path: Path) -> None:
    path = dng(tmp_path / "a.dng", PICTURE, jpeg(turned=True), ON_THE_LEFT)
    photo = open_photo(path, "raw")
    assert photo.size == SIZE[::-1]
    assert difference(decode(photo, photo.size), PICTURE.rot90()) < 4


def test_a_small_preview_is_enough_for_small_pictures_only(tmp_path: Path) -> None:
    path = dng(tmp_path / "a.dng", PICTURE, jpeg(0.5))
    photo = open_photo(path, "raw")
    assert photo.size == SIZE
    small, whole = decode(photo, (300, 200)), decode(photo, SIZE)
    assert difference(small, PICTURE) < 6
    assert (whole.width, whole.height) == SIZE
    edges = [np.abs(np.diff(each.numpy()[:, :, 1].astype(int), axis=1)).mean() for each in (whole, small.resize(2.2))]
    assert edges[0] > 1.3 * edges[1], "the sensor's pixels show what an enlarged preview does not"


@pytest.mark.parametrize("preview", ["none", "of another shape", "damaged"])
def test_without_a_preview_the_sensor_is_developed(preview: str, tmp_path: Path) -> None:
    shown = {"none": None, "damaged": jpeg(), "of another shape": bytes(PICTURE.crop(0, 0, 427, 427).jpegsave_buffer())}
    path = dng(tmp_path / "a.dng", PICTURE, shown[preview], ON_THE_LEFT)
    if preview == "damaged":
        path.write_bytes(path.read_bytes().replace(jpeg()[200:400], bytes(200)))
    photo = open_photo(path, "raw")
    assert photo.size == SIZE[::-1]
    found, wanted = (each.numpy().mean(axis=2) for each in (decode(photo, photo.size), PICTURE.rot270()))
    assert found.shape == wanted.shape
    assert np.corrcoef(found.ravel(), wanted.ravel())[0, 1] > 0.97


def test_everything_that_needs_pixels_is_made_of_a_raw_file(tmp_path: Path) -> None:
    path = dng(tmp_path / "a.dng", PICTURE, jpeg(0.5), ON_THE_LEFT)
    header = IntakeRow("", 1, "raw", *SIZE)
    row = derive(path, header, {"web": RenditionOptions(1500, 1000)}, (0.0, 1.0), tmp_path / "made")
    assert (row.width, row.height) == SIZE[::-1]
    assert (row.renditions[0].width, row.renditions[0].height) == SIZE[::-1]
    green = full_size_green(open_photo(path, "raw"))
    assert green is not None
    assert green.shape == SIZE


def test_the_metadata_are_those_of_a_jpeg(tmp_path: Path) -> None:
    row = read_metadata(dng(tmp_path / "a.dng", PICTURE, jpeg(), ON_THE_LEFT), "raw")
    assert (row.camera, row.captured_at) == ("Example One", datetime(2024, 7, 14, 9, 30, 5))
    assert (row.exposure_s, row.f_number, row.iso, row.focal_mm) == (1 / 250, 5.6, 400, 50.0)
    assert (row.orientation, row.unread) == (ON_THE_LEFT, ())


@pytest.mark.parametrize(("start", "kind"), [(b"IIRO", "orf"), (b"IIRS", "orf"), (b"IIU\0", "rw2")])
def test_makers_that_write_letters_of_their_own_into_the_head_are_read(start: bytes, kind: str, tmp_path: Path) -> None:
    plain = dng(tmp_path / "a.dng", PICTURE, jpeg())
    path = tmp_path / f"a.{kind}"
    path.write_bytes(start + plain.read_bytes()[4:])
    with path.open("rb") as file:
        assert identify_file(file) == ("raw", kind)
    known, row = read_metadata(plain, "raw"), read_metadata(path, "raw")
    for name in ("camera", "captured_at", "iso", "exposure_s", "f_number", "orientation"):
        assert getattr(row, name) == getattr(known, name) is not None, name


def test_the_directories_of_a_cr3_are_found_in_their_boxes(tmp_path: Path) -> None:
    path = cr3(tmp_path / "a.CR3")
    with path.open("rb") as file:
        assert identify_file(file) == ("raw", "cr3")
    row = read_metadata(path, "raw")
    assert (row.camera, row.captured_at) == ("Canon EOS R5", datetime(2024, 7, 14, 9, 30, 5))
    assert row.exposure_s == 1 / 500
    assert (round(row.latitude or 0, 4), round(row.longitude or 0, 4)) == (52.375, 4.89)


def test_half_a_raw_file_is_refused_as_half_a_file(tmp_path: Path) -> None:
    path = dng(tmp_path / "a.dng", PICTURE, jpeg())
    data = path.read_bytes()
    for length in (len(data) - 1, len(data) * 3 // 4, len(data) // 4):
        path.write_bytes(data[:length])
        with pytest.raises(RefusedFile) as refused:
            probe(path, Limits(min_bytes=0))
        assert refused.value.kind == "truncated"


def test_what_no_camera_wrote_is_a_row_with_its_reason(tmp_path: Path) -> None:
    bare = cr3(tmp_path / "a.cr3")
    bare.write_bytes(bare.read_bytes().ljust(4096, b"\0"))
    with pytest.raises(DecodeError, match="the raw file cannot be read"):
        probe(bare, Limits())
    folders = Folders(tmp_path, tmp_path / "run")
    (found,) = intake([item_of(bare, {})], Limits(), folders)
    assert isinstance(found, DecodeError)


def test_a_raw_file_is_taken_whatever_formats_a_set_names(tmp_path: Path) -> None:
    path = dng(tmp_path / "no extension", PICTURE, jpeg())
    assert probe(path, Limits(formats=("jpeg",))).format == "raw"
    with pytest.raises(RefusedFile, match="the set takes"):
        probe(_tiff(tmp_path / "a.tif"), Limits(formats=("jpeg",)))


def _tiff(path: Path) -> Path:
    PICTURE.tiffsave(str(path))
    return path


@pytest.mark.parametrize("seed", range(6))
def test_damaged_raw_files_are_rows_or_pictures(seed: int, tmp_path: Path) -> None:
    small = PICTURE.resize(0.4)
    whole = dng(tmp_path / "a.dng", small, bytes(small.resize(0.6).jpegsave_buffer()), ON_THE_LEFT).read_bytes()
    chance, path = random.Random(seed), tmp_path / "b.dng"
    for number in range(30):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 4, 40))):
            # Half of the changes are in the directories, where a byte decides over everything behind it.
            data[chance.randrange(1200 if number % 2 else len(data))] = chance.randrange(256)
        path.write_bytes(data[: len(data) - chance.choice((0, 0, 9, 5000))])
        try:
            header = probe(path, Limits(min_width=1, min_height=1))
            photo = open_photo(path, header.format)
            assert decode(photo, (80, 60)).width > 0
            assert decode(photo, photo.size).width > 0
        except ItemError:
            continue
        finally:
            read_metadata(path, "raw")
