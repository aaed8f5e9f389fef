from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pyexiv2
import pytest

from runner.errors import UnreadableFile
from runner.imaging.metadata import read_metadata
from runner.imaging.vips import pyvips
from runner.schema import ExifRow

Tags = Mapping[str, Any]


def plain(suffix: str = ".jpg") -> bytes:
    return (
        (pyvips.Image.black(64, 48, bands=3) + 90)
        .cast("uchar")
        .copy(interpretation="srgb")
        .write_to_buffer(suffix, keep="none")
    )


def tagged(path: Path, exif: Tags = {}, iptc: Tags = {}, xmp: Tags = {}, encoding: str = "utf-8") -> Path:  # noqa: B006
    path.write_bytes(plain(path.suffix))
    with pyexiv2.Image(str(path)) as image:
        for tags, write in ((exif, image.modify_exif), (iptc, image.modify_iptc), (xmp, image.modify_xmp)):
            if tags:
                write(dict(tags), encoding)
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return tmp_path / "photo.jpg"


def read(path: Path, **tags: Tags) -> ExifRow:
    return read_metadata(tagged(path, **tags), "jpeg")


FULL = {
    "Exif.Image.Make": "NIKON CORPORATION",
    "Exif.Image.Model": "NIKON D70",
    "Exif.Image.Orientation": "6",
    "Exif.Photo.LensModel": "AF-S DX 18-70mm",
    "Exif.Photo.ExposureTime": "1/250",
    "Exif.Photo.FNumber": "56/10",
    "Exif.Photo.ISOSpeedRatings": "200",
    "Exif.Photo.FocalLength": "185/10",
    "Exif.Photo.FocalLengthIn35mmFilm": "27",
    "Exif.Photo.DateTimeOriginal": "2008:03:15 09:52:01",
    "Exif.Photo.SubSecTimeOriginal": "07",
    "Exif.Photo.OffsetTimeOriginal": "-03:30",
    "Exif.Photo.DateTimeDigitized": "2010:01:01 00:00:00",
    "Exif.Image.DateTime": "2020:12:31 23:59:59",
    "Exif.GPSInfo.GPSLatitude": "52/1 22/1 3000/100",
    "Exif.GPSInfo.GPSLatitudeRef": "S",
    "Exif.GPSInfo.GPSLongitude": "4/1 54/1 0/1",
    "Exif.GPSInfo.GPSLongitudeRef": "W",
    "Exif.GPSInfo.GPSAltitude": "125/10",
    "Exif.GPSInfo.GPSAltitudeRef": "1",
}


@pytest.mark.parametrize(("suffix", "format"), [(".jpg", "jpeg"), (".png", "png"), (".webp", "webp"), (".tif", "tiff")])
def test_every_field_is_read_from_every_container(suffix: str, format: Any, tmp_path: Path) -> None:
    row = read_metadata(tagged(tmp_path / f"photo{suffix}", FULL), format)
    assert row.captured_at == datetime(2008, 3, 15, 9, 52, 1, 70_000)
    assert (row.utc_offset_min, row.camera, row.lens) == (-210, "Nikon D70", "AF-S DX 18-70mm")
    assert (row.exposure_s, row.f_number, row.iso, row.focal_mm, row.focal_35mm) == (1 / 250, 5.6, 200, 18.5, 27.0)
    assert (row.orientation, row.altitude_m) == (6, -12.5)
    assert (row.latitude, row.longitude) == (pytest.approx(-52.375), pytest.approx(-4.9))


def test_avif_is_read_too(tmp_path: Path) -> None:
    image = pyvips.Image.new_from_buffer(plain(), "").copy()
    image.set_type(pyvips.GValue.gstr_type, "exif-ifd0-Model", "X-T3 (X-T3, ASCII, 5 components, 5 bytes)")
    path = tmp_path / "photo.avif"
    image.heifsave(str(path), compression="av1", effort=0)
    assert read_metadata(path, "heif").camera == "X-T3"


def test_a_photo_without_metadata_has_none(photo: Path) -> None:
    row = read(photo)
    said = set(ExifRow.__slots__) - {"sidecars"}
    assert {name: getattr(row, name) for name in said if getattr(row, name)} == {"raw": "{}"}


def test_the_digitisation_counts_when_the_original_date_is_missing(photo: Path) -> None:
    tags = {"Exif.Photo.DateTimeDigitized": "2001:02:03 04:05:06", "Exif.Photo.SubSecTimeDigitized": "5"}
    row = read(photo, exif=tags | {"Exif.Photo.SubSecTimeOriginal": "9", "Exif.Photo.OffsetTimeDigitized": "+05:45"})
    assert (row.captured_at, row.utc_offset_min) == (datetime(2001, 2, 3, 4, 5, 6, 500_000), 345)


def test_the_date_of_the_last_change_is_no_capture_date(photo: Path) -> None:
    row = read(photo, exif={"Exif.Image.DateTime": "2020:12:31 23:59:59", "Exif.Photo.OffsetTimeOriginal": "+01:00"})
    assert (row.captured_at, row.utc_offset_min) == (None, None)


@pytest.mark.parametrize(
    "written",
    [
        "0000:00:00 00:00:00",
        "    :  :     :  :  ",
        "2021:13:01 10:00:00",
        "2021:02:30 10:00:00",
        "2021:02:03 25:00:00",
        "0001:01:01 00:00:00",
        "2021:02:03",
        "yesterday, at noon",
    ],
)
def test_an_impossible_date_is_no_date(written: str, photo: Path) -> None:
    assert read(photo, exif={"Exif.Photo.DateTimeOriginal": written}).captured_at is None


@pytest.mark.parametrize("written", ["2021-02-03 04:05:06", "2021:02:03T04:05:06", "2021/02/03 04:05:06"])
def test_a_date_is_read_in_the_other_ways_cameras_write_it(written: str, photo: Path) -> None:
    row = read(photo, exif={"Exif.Photo.DateTimeOriginal": written, "Exif.Photo.SubSecTimeOriginal": "ab"})
    assert row.captured_at == datetime(2021, 2, 3, 4, 5, 6)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [
        ("+00:00", 0),
        ("+14:00", 840),
        ("-12:00", -720),
        ("+0530", 330),
        ("+14:01", None),
        ("-13:00", None),
        ("+01:75", None),
    ],
)
def test_an_offset_is_taken_as_far_as_time_zones_reach(written: str, minutes: int | None, photo: Path) -> None:
    tags = {"Exif.Photo.DateTimeOriginal": "2021:02:03 04:05:06", "Exif.Photo.OffsetTimeOriginal": written}
    assert read(photo, exif=tags).utc_offset_min == minutes


@pytest.mark.parametrize(
    "tags",
    [
        {"Exif.GPSInfo.GPSLatitude": "0/0 0/0 0/0"},
        {"Exif.GPSInfo.GPSLatitude": "91/1 0/1 0/1"},
        {"Exif.GPSInfo.GPSLongitude": "180/1 0/1 1/1"},
        {"Exif.GPSInfo.GPSLatitudeRef": "X"},
        {"Exif.GPSInfo.GPSLongitudeRef": None},
        {"Exif.GPSInfo.GPSLongitude": None},
        {"Exif.GPSInfo.GPSLatitude": "0/1 0/1 0/1", "Exif.GPSInfo.GPSLongitude": "0/1 0/1 0/1"},
    ],
)
def test_a_position_that_cannot_be_is_none_at_all(tags: Tags, photo: Path) -> None:
    row = read(photo, exif=FULL | tags)
    assert (row.latitude, row.longitude) == (None, None)


def test_degrees_and_decimal_minutes_are_a_position(photo: Path) -> None:
    tags = {"Exif.GPSInfo.GPSLatitude": "52/1 5166/100", "Exif.GPSInfo.GPSLatitudeRef": "N"}
    assert read(photo, exif=FULL | tags).latitude == pytest.approx(52.861)


@pytest.mark.parametrize(
    ("tags", "metres"),
    [
        ({"Exif.GPSInfo.GPSAltitudeRef": "0"}, 12.5),
        ({"Exif.GPSInfo.GPSAltitudeRef": None}, 12.5),
        ({"Exif.GPSInfo.GPSAltitudeRef": "3"}, None),
        ({"Exif.GPSInfo.GPSAltitude": "0/0"}, None),
    ],
)
def test_altitude_is_above_the_sea_or_none(tags: Tags, metres: float | None, photo: Path) -> None:
    assert read(photo, exif=FULL | tags).altitude_m == metres


@pytest.mark.parametrize(
    ("tag", "written", "field"),
    [
        ("Exif.Photo.ExposureTime", "0/1", "exposure_s"),
        ("Exif.Photo.ExposureTime", "0/0", "exposure_s"),
        ("Exif.Photo.ExposureTime", "5/0", "exposure_s"),
        ("Exif.Photo.FNumber", "0/10", "f_number"),
        ("Exif.Photo.FocalLength", "0/0", "focal_mm"),
        ("Exif.Photo.FocalLengthIn35mmFilm", "0", "focal_35mm"),
        ("Exif.Photo.ISOSpeedRatings", "0", "iso"),
        ("Exif.Image.Orientation", "0", "orientation"),
        ("Exif.Image.Orientation", "9", "orientation"),
        ("Exif.Photo.LensModel", "----", "lens"),
        ("Exif.Photo.LensModel", "0.0 mm f/0.0", "lens"),
        ("Exif.Photo.LensModel", "   ", "lens"),
    ],
)
def test_a_value_that_says_unknown_is_none(tag: str, written: str, field: str, photo: Path) -> None:
    assert getattr(read(photo, exif={tag: written}), field) is None


def test_a_sensitivity_above_16_bits_is_in_the_longer_tag(photo: Path) -> None:
    tags = {"Exif.Photo.ISOSpeedRatings": "65535"}
    assert read(photo, exif=tags).iso is None
    assert read(photo, exif=tags | {"Exif.Photo.RecommendedExposureIndex": "204800"}).iso == 204_800


def test_a_lens_named_only_in_the_maker_note_is_found(photo: Path) -> None:
    tags = {"Exif.Image.Make": "Canon", "Exif.Canon.LensModel": "EF24-105mm f/4L IS USM"}
    assert read(photo, exif=tags).lens == "EF24-105mm f/4L IS USM"


def test_raw_holds_every_tag_as_text(photo: Path) -> None:
    row = read(photo, exif=FULL, iptc={"Iptc.Application2.City": "Haarlem"}, xmp={"Xmp.dc.subject": ["a", "b"]})
    raw = json.loads(row.raw)
    assert raw["exif"]["EXIF ExposureTime"] == "1/250"
    assert raw["exif"]["Image DateTime"] == "2020:12:31 23:59:59"
    assert raw["iptc"]["Iptc.Application2.City"] == "Haarlem"
    assert raw["xmp"]["Xmp.dc.subject"] == ["a", "b"]
    assert "error" not in raw


def test_raw_stays_small_and_says_what_it_shortens(photo: Path) -> None:
    words = [f"word {number}" for number in range(3000)]
    row = read(photo, exif={"Exif.Photo.UserComment": "x" * 40_000}, iptc={"Iptc.Application2.Keywords": words})
    assert len(row.keywords) == 3000
    assert json.loads(row.raw)["maker"]["Exif.Photo.UserComment"].endswith("x… (40000 characters)")
    assert len(row.raw) < 12_000


def test_damaged_exif_leaves_the_rest_and_says_so(photo: Path) -> None:
    tagged(photo, FULL, xmp={"Xmp.dc.title": {'lang="x-default"': "Still here"}})
    content = photo.read_bytes()
    start = content.index(b"Exif\x00\x00") + 6
    photo.write_bytes(content[: start + 4] + b"\xf0\xff\xff\xff" + content[start + 8 :])
    row = read_metadata(photo, "jpeg")
    assert (row.title, row.camera, row.captured_at) == ("Still here", None, None)
    assert "error" in json.loads(row.raw)


def test_a_maze_of_directories_is_given_up(photo: Path) -> None:
    # 400 entries, each of which points back to all of them as its GPS directory.
    entry = struct.pack("<HHII", 0x8825, 4, 1, 8)
    block = b"Exif\x00\x00II*\x00\x08\x00\x00\x00" + struct.pack("<H", 400) + entry * 400
    content = plain()
    photo.write_bytes(content[:2] + b"\xff\xe1" + struct.pack(">H", len(block) + 2) + block + content[2:])
    assert "in a loop" in json.loads(read_metadata(photo, "jpeg").raw)["error"]["exif"]


def test_a_file_that_vanished_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_metadata(tmp_path / "gone.jpg", "jpeg")


def test_the_photo_is_not_touched(photo: Path) -> None:
    tagged(photo, FULL)
    before, content = photo.stat(), photo.read_bytes()
    read_metadata(photo, "jpeg")
    assert photo.stat().st_mtime_ns == before.st_mtime_ns
    assert photo.read_bytes() == content


def test_nothing_is_printed(photo: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tagged(photo, FULL)
    content = photo.read_bytes()
    for cut in range(20, 400, 7):
        photo.write_bytes(content[:cut] + b"\xff" * 20 + content[cut + 20 :])
        read_metadata(photo, "jpeg")
    assert capfd.readouterr() == ("", "")
