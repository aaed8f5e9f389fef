"""Dates, numbers and places as cameras actually write them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pyexiv2
import pytest
from made_jpegs import (
    ASCII,
    BYTE,
    RATIONAL,
    SHORT,
    SRATIONAL,
    Entry,
    dataset,
    fractions,
    irb,
    packet,
    text,
    with_exif,
    with_segments,
    with_xmp,
)

from runner.imaging.metadata import read_metadata
from runner.messages import word
from runner.schema import ExifRow

ORIGINAL, OFFSET, OFFSET_OF_CHANGE = 0x9003, 0x9011, 0x9010
UNKNOWN = (0xFFFFFFFF, 0xFFFFFFFF)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return tmp_path / "photo.jpg"


def read(path: Path) -> ExifRow:
    return read_metadata(path, "jpeg")


def exif(path: Path, *entries: Entry) -> ExifRow:
    return read(with_exif(path, exif=entries))


@pytest.mark.parametrize(
    ("written", "at", "offset"),
    [
        ("2015:08:22 24:08:19", datetime(2015, 8, 22, 0, 8, 19), None),
        ("2024:08:13 17:14:26.123", datetime(2024, 8, 13, 17, 14, 26, 123_000), None),
        ("2024:08:13 17:14:26,5", datetime(2024, 8, 13, 17, 14, 26, 500_000), None),
        ("2016:12:31 23:59", datetime(2016, 12, 31, 23, 59), None),
        ("2011:06:14 15:47+02:00", datetime(2011, 6, 14, 15, 47), 120),
        ("2005: 8: 3  9: 4: 6", datetime(2005, 8, 3, 9, 4, 6), None),
        ("2005:8:3 9:4:6", datetime(2005, 8, 3, 9, 4, 6), None),
        ("2016:12:31 23:59:60", datetime(2016, 12, 31, 23, 59, 59), None),
        ("2019-05-06T07:08:09Z", datetime(2019, 5, 6, 7, 8, 9), 0),
        ("2019-05-06T07:08:09.25-0330", datetime(2019, 5, 6, 7, 8, 9, 250_000), -210),
        ("2019:05:06 07:08:61", None, None),
        ("2019:05:06 25:08:09", None, None),
        ("2019:05:06 07:60:09", None, None),
        ("2019:05:06", None, None),
    ],
)
def test_a_date_as_cameras_write_it(written: str, at: datetime | None, offset: int | None, photo: Path) -> None:
    row = exif(photo, (ORIGINAL, ASCII, text(written)))
    assert (row.captured_at, row.utc_offset_min) == (at, offset)


@pytest.mark.parametrize(
    ("entries", "offset"),
    [
        ([(OFFSET, ASCII, text("Z"))], 0),
        ([(OFFSET, ASCII, text("+02:00"))], 120),
        ([(OFFSET_OF_CHANGE, ASCII, text("+02:00"))], 120),
        ([(OFFSET, ASCII, text("-3:30"))], -210),
        ([(OFFSET, ASCII, text("   :  "))], None),
    ],
)
def test_an_offset_stands_beside(entries: list[Entry], offset: int | None, photo: Path) -> None:
    assert exif(photo, (ORIGINAL, ASCII, text("2019:05:06 07:08:09")), *entries).utc_offset_min == offset


def test_further_places_of_the_date_and_which_one_it_was(photo: Path) -> None:
    row = read(with_exif(photo, ifd0=[(ORIGINAL, ASCII, text("2019:05:06 07:08:09"))]))
    assert (row.captured_at, row.sources) == (datetime(2019, 5, 6, 7, 8, 9), ())
    row = read(with_xmp(photo, packet("<photoshop:DateCreated>1987-06-05T14:30:00+02:00</photoshop:DateCreated>")))
    assert (row.captured_at, row.utc_offset_min) == (datetime(1987, 6, 5, 14, 30), 120)
    assert "captured_at: XMP photoshop.DateCreated" in row.sources
    row = read(with_xmp(photo, packet("<xmp:CreateDate>1987-06-05T14:30</xmp:CreateDate>")))
    assert (row.captured_at, row.utc_offset_min) == (datetime(1987, 6, 5, 14, 30), None)
    made = "<xmp:CreateDate>1987-06-05T14:30</xmp:CreateDate><xmp:CreatorTool>Adobe Photoshop</xmp:CreatorTool>"
    assert read(with_xmp(photo, packet(made))).captured_at is None
    assert read(with_xmp(photo, packet(f"{made}<tiff:Model>X-T3</tiff:Model>"))).captured_at is not None
    assert read(with_xmp(photo, packet("<xmp:ModifyDate>1987-06-05T14:30</xmp:ModifyDate>"))).captured_at is None
    assert read(with_xmp(photo, packet("<photoshop:DateCreated>1987</photoshop:DateCreated>"))).captured_at is None
    row = read(with_segments(photo, irb(dataset(2, 55, b"19870605") + dataset(2, 60, b"143000+0200"))))
    assert (row.captured_at, row.utc_offset_min) == (datetime(1987, 6, 5, 14, 30), 120)


def gps_time(date: str, hour: int, minute: int, second: int) -> list[Entry]:
    return [(7, RATIONAL, fractions((hour, 1), (minute, 1), (second, 1))), (0x1D, ASCII, text(date))]


def test_the_clock_of_the_satellites_tells_the_time_zone(photo: Path) -> None:
    taken = [(ORIGINAL, ASCII, text("2024:07:01 12:00:00"))]
    row = read(with_exif(photo, exif=taken, gps=gps_time("2024:07:01", 9, 59, 30)))
    assert (row.utc_offset_min, row.sources) == (120, ("utc_offset_min: GPS time",))
    assert read(with_exif(photo, exif=taken, gps=gps_time("2024:07:01", 9, 53, 0))).utc_offset_min is None
    assert read(with_exif(photo, exif=taken, gps=gps_time("2024:06:01", 10, 0, 0))).utc_offset_min is None
    stated = [*taken, (OFFSET, ASCII, text("+01:00"))]
    assert read(with_exif(photo, exif=stated, gps=gps_time("2024:07:01", 10, 0, 0))).utc_offset_min == 60
    row = read(with_exif(photo, gps=gps_time("2024:07:01", 10, 0, 5)))
    assert (row.captured_at, row.utc_offset_min) == (datetime(2024, 7, 1, 10, 0, 5), 0)


NORTH, EAST = (1, ASCII, text("N")), (3, ASCII, text("E"))
LATITUDE = (2, RATIONAL, fractions((48, 1), (51, 1), (2960, 100)))
LONGITUDE = (4, RATIONAL, fractions((2, 1), (17, 1), (4020, 100)))
HERE = (NORTH, EAST, LATITUDE, LONGITUDE)


@pytest.mark.parametrize(
    ("entries", "altitude"),
    [
        ([(5, BYTE, b"\1")], -430),
        ([(5, BYTE, b"\0")], 430),
        ([], 430),
        ([(5, ASCII, text("1"))], -430),
        ([(5, ASCII, text("0"))], 430),
        ([(5, BYTE, b"\0"), (5, RATIONAL, fractions((260, 100)))], 430),
        ([(5, BYTE, b"\1"), (5, RATIONAL, fractions((260, 100)))], -430),
        ([(5, BYTE, b"\7")], None),
    ],
)
def test_an_altitude_is_never_on_the_wrong_side(entries: list[Entry], altitude: float | None, photo: Path) -> None:
    row = read(with_exif(photo, gps=[*HERE, *entries, (6, RATIONAL, fractions((430, 1)))]))
    assert row.altitude_m == altitude


def degrees(*pairs: tuple[int, int], tag: int = 2, signed: bool = False) -> Entry:
    return tag, SRATIONAL if signed else RATIONAL, fractions(*pairs, signed=signed)


@pytest.mark.parametrize(
    ("entries", "latitude", "longitude"),
    [
        (HERE, 48.858222, 2.2945),
        (
            [(1, ASCII, text("S")), degrees((-33, 1), (-51, 1), (-148, 5), signed=True), EAST, LONGITUDE],
            -33.858222,
            2.2945,
        ),
        (
            [(1, ASCII, text("N")), degrees((-33, 1), (51, 1), (148, 5), signed=True), EAST, LONGITUDE],
            -33.858222,
            2.2945,
        ),
        ([NORTH, degrees((48, 1), (5149, 100), (0, 0)), EAST, LONGITUDE], 48.858167, 2.2945),
        ([NORTH, degrees((4885816, 100000), (0, 0), (0, 0)), EAST, LONGITUDE], 48.85816, 2.2945),
        ([NORTH, degrees((48, 1), (0, 0), (0, 0)), EAST, LONGITUDE], None, None),
        ([NORTH, degrees(UNKNOWN, (51, 1), (0, 1)), EAST, LONGITUDE], None, None),
        ([(1, ASCII, text("n")), LATITUDE, EAST, LONGITUDE], 48.858222, 2.2945),
    ],
)
def test_a_position_is_read_or_none(entries: Any, latitude: float | None, longitude: float | None, photo: Path) -> None:
    row = read(with_exif(photo, gps=entries))
    expected = [None if value is None else pytest.approx(value, abs=1e-6) for value in (latitude, longitude)]
    assert [row.latitude, row.longitude] == expected


def test_a_position_in_xmp(photo: Path) -> None:
    body = "<exif:GPSLatitude>33,51.4933S</exif:GPSLatitude><exif:GPSLongitude>151,12,40E</exif:GPSLongitude>"
    row = read(with_xmp(photo, packet(body)))
    assert (row.latitude, row.longitude) == (pytest.approx(-33.858222, abs=1e-6), pytest.approx(151.211111, abs=1e-6))
    assert row.sources == ("position: XMP exif.GPS",)


EXPOSURE, F_NUMBER, ISO, FOCAL, FOCAL_35 = 0x829A, 0x829D, 0x8827, 0x920A, 0xA405


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ((EXPOSURE, RATIONAL, fractions(UNKNOWN)), "exposure_s"),
        ((EXPOSURE, RATIONAL, fractions((0xFFFFFFFF, 1))), "exposure_s"),
        ((F_NUMBER, RATIONAL, fractions((0xFFFFFFFF, 1))), "f_number"),
        ((F_NUMBER, RATIONAL, fractions((65535, 1))), "f_number"),
        ((FOCAL, RATIONAL, fractions((65535, 1))), "focal_mm"),
        ((FOCAL_35, SHORT, b"\xff\xff"), "focal_35mm"),
        ((ISO, SHORT, b"\xff\xff"), "iso"),
    ],
)
def test_what_no_lens_and_no_shutter_has_is_unknown(entry: Entry, field: str, photo: Path) -> None:
    assert getattr(exif(photo, entry), field) is None


def test_a_sensitivity_among_several_and_beyond_16_bits(photo: Path) -> None:
    assert exif(photo, (ISO, SHORT, b"\0\0\x90\1")).iso == 400
    assert exif(photo, (ISO, SHORT, b"\xff\xff"), (0x8833, 4, (204_800).to_bytes(4, "little"))).iso == 204_800
    assert exif(photo, (ISO, SHORT, b"\xff\xff"), (0x8831, 4, (102_400).to_bytes(4, "little"))).iso == 102_400


def test_apex_values_stand_in(photo: Path) -> None:
    apex = [
        (0x9201, SRATIONAL, fractions((7965784, 1000000), signed=True)),
        (0x9202, RATIONAL, fractions((4970854, 1000000))),
    ]
    row = exif(photo, *apex)
    assert (row.exposure_s, row.f_number) == (1 / 250, 5.6)
    assert row.sources == ("exposure_s: EXIF ShutterSpeedValue", "f_number: EXIF ApertureValue")
    row = exif(
        photo, (0x9201, SRATIONAL, fractions((-1, 1), signed=True)), (F_NUMBER, RATIONAL, fractions((2, 1))), apex[1]
    )
    assert (row.exposure_s, row.f_number) == (2.0, 2.0)


@pytest.mark.parametrize(
    ("make", "tags", "known"),
    [
        ("Canon", {"Exif.CanonCs.ISOSpeed": "17"}, {"iso": 100}),
        ("Canon", {"Exif.CanonCs.ISOSpeed": str(0x4000 | 3200)}, {"iso": 3200}),
        ("NIKON CORPORATION", {"Exif.Nikon3.ISOSpeed": "0 200"}, {"iso": 200}),
        ("CASIO", {"Exif.Casio.ISO": "64"}, {"iso": 64}),
    ],
)
def test_maker_notes_as_far_as_exiv2_writes_them(make: str, tags: Any, known: Any, photo: Path) -> None:
    with_segments(photo)
    with pyexiv2.Image(str(photo)) as image:
        image.modify_exif({"Exif.Image.Make": make, **tags})
    row = read(photo)
    assert {name: getattr(row, name) for name in known} == known
    assert row.sources == tuple(f"{name}: maker note" for name in known)


@pytest.mark.parametrize(
    "tag", ["Exif.CanonSi.ShutterSpeedValue", "Exif.CanonSi.ISOSpeed", "Exif.CanonSi.ApertureValue"]
)
def test_a_damaged_maker_note_is_no_value(tag: str, photo: Path) -> None:
    with_segments(photo)
    with pyexiv2.Image(str(photo)) as image:
        image.modify_exif({"Exif.Image.Make": "Canon", tag: "32767"})
    row = read(photo)
    assert (row.exposure_s, row.f_number, row.iso) == (None, None, None)


def test_a_date_in_the_future_gives_way_to_the_next_and_is_said(photo: Path) -> None:
    ahead = (ORIGINAL, ASCII, text("2098:05:06 10:00:00"))
    alone = exif(photo, ahead)
    assert alone.captured_at is None
    assert [word(said) for said in alone.unread] == [
        "date: 2098-05-06 is in the future and was not used: the clock of the camera or of this machine is wrong"
    ]
    row = exif(photo, ahead, (0x9004, ASCII, text("2019:05:06 10:00:00")))
    assert row.captured_at == datetime(2019, 5, 6, 10)
    assert len(row.unread) == 1
    today = datetime.now().replace(microsecond=0)
    assert exif(photo, (ORIGINAL, ASCII, text(f"{today:%Y:%m:%d %H:%M:%S}"))).captured_at == today


def test_a_machine_whose_clock_was_never_set_takes_no_date_away(photo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unset(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return datetime(1970, 1, 1, tzinfo=tz)

    monkeypatch.setattr("runner.imaging.moments.datetime", Unset)
    assert exif(photo, (ORIGINAL, ASCII, text("2019:05:06 10:00:00"))).captured_at == datetime(2019, 5, 6, 10)
