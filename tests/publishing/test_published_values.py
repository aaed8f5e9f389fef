"""The values written into a published picture are those that were read, by our reader of originals and by exiftool."""

from __future__ import annotations

import json
import subprocess
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publish_services import program
from publish_site import picture

from runner.imaging.metadata import read_metadata
from runner.publishing.embedding import PictureMetadata, embed
from runner.schema import ExifRow

PICTURE = picture(64)
NOTHING = PictureMetadata("A heron.", "A bird.", (), ())
whole = st.integers(1, 0xFFFF)
measure = st.builds(lambda over, under: over / under, whole, whole)
unseen = ("Cc", "Cs", "Co", "Cn", "Zs", "Zl", "Zp", "Cf")
words = st.text(st.characters(codec="utf-8", exclude_categories=unseen), min_size=1, max_size=30)


def read_back(texts: PictureMetadata) -> ExifRow:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "photo.jpg")
        path.write_bytes(embed(PICTURE, texts))
        return read_metadata(path, "jpeg")


@settings(max_examples=150, deadline=None)
@given(
    exposure=st.one_of(measure, st.sampled_from([1 / 16000, 1 / 32000, 1 / 8000, 30.0, 0.3, 1 / 3, 1 / 180000])),
    f_number=st.floats(0.5, 64).map(lambda value: round(value, 2)),
    iso=st.integers(1, 10_000_000).filter(lambda value: value != 65535),
    focal=st.integers(1, 200_000).map(lambda tenths: tenths / 10),
    focal_35=st.integers(1, 5000).map(float),
)
def test_numbers(exposure: float, f_number: float, iso: int, focal: float, focal_35: float) -> None:
    row = read_back(
        replace(NOTHING, exposure_s=exposure, f_number=f_number, iso=iso, focal_mm=focal, focal_35mm=focal_35)
    )
    assert (row.exposure_s, row.f_number, row.iso, row.focal_mm, row.focal_35mm) == (
        exposure,
        f_number,
        iso,
        focal,
        focal_35,
    )


@settings(max_examples=100, deadline=None)
@given(
    at=st.datetimes(datetime(1826, 1, 1), datetime(2026, 1, 1)),  # a date in the future is not read
    offset=st.one_of(st.none(), st.integers(-12 * 60, 14 * 60)),
)
def test_dates(at: datetime, offset: int | None) -> None:
    row = read_back(replace(NOTHING, captured_at=at.isoformat(" "), utc_offset_min=offset))
    assert (row.captured_at, row.utc_offset_min) == (at, offset)


@settings(max_examples=100, deadline=None)
@given(
    latitude=st.floats(-90, 90), longitude=st.floats(-180, 180),
    altitude=st.one_of(st.none(), st.integers(-1_000_000, 9_000_000).map(lambda value: value / 100)),
)  # fmt: skip
def test_places(latitude: float, longitude: float, altitude: float | None) -> None:
    row = read_back(replace(NOTHING, position=(latitude, longitude), altitude_m=altitude))
    if row.latitude is None:  # what rounds to 0, 0 in the file is no position
        assert max(abs(latitude), abs(longitude)) < 1e-9
    else:
        assert row.latitude == pytest.approx(latitude, abs=1e-9)
        assert row.longitude == pytest.approx(longitude, abs=1e-9)
    assert row.altitude_m == altitude


@settings(max_examples=60, deadline=None)
@given(caption=words, keywords=st.lists(words, max_size=4, unique_by=str.casefold), camera=words, lens=words)
def test_texts(caption: str, keywords: list[str], camera: str, lens: str) -> None:
    row = read_back(
        replace(NOTHING, caption=f"A {caption}.", keywords=tuple(keywords), camera=f"X {camera}", lens=f"L {lens}")
    )
    normal = read_back(replace(NOTHING, caption=f"A {caption}."))
    assert row.caption == normal.caption
    assert row.alt_text == "A bird."
    assert row.unread == ()
    assert len(row.keywords) == len({word.casefold() for word in row.keywords}) <= len(keywords)
    assert (row.camera or "").startswith("X ")
    assert (row.lens or "").startswith("L ")


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"exposure_s": 1 / 16000}, {"ExifIFD:ExposureTime": "1/16000"}),
        ({"iso": 102_400}, {"ExifIFD:ISO": 65535, "ExifIFD:RecommendedExposureIndex": 102_400}),
        ({"iso": 64_000}, {"ExifIFD:ISO": 64_000}),
        (
            {"captured_at": "2024-07-01 12:00:00.250000", "utc_offset_min": 120},
            {"ExifIFD:DateTimeOriginal": "2024:07:01 12:00:00", "ExifIFD:SubSecTimeOriginal": 25,
             "ExifIFD:OffsetTimeOriginal": "+02:00", "XMP-photoshop:DateCreated": "2024:07:01 12:00:00.25+02:00",
             "IPTC:TimeCreated": "12:00:00+02:00"},
        ),
        (
            {"position": (45.5, -13.5), "altitude_m": -3.5},
            {"Composite:GPSAltitude": "3.5 m Below Sea Level", "GPS:GPSLatitudeRef": "North"},
        ),
    ],
)  # fmt: skip
def test_exiftool_reads_the_same(texts: dict[str, object], found: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(embed(PICTURE, replace(NOTHING, **texts)))  # type: ignore[arg-type]
    command = [program("exiftool"), "-json", "-G1", "-a", str(path)]
    (read,) = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert {name: read.get(name) for name in found} == found
