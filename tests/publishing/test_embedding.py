"""What is embedded, read back by exiftool: EXIF, IPTC and XMP say the same."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyexiv2
import pytest
import pyvips
from publish_services import program
from publish_site import picture

from runner.errors import PublishError
from runner.publishing.embedding import PictureMetadata, embed

TEXTS = PictureMetadata(
    caption="Ein Graureiher „steht“ am Kanal, مالك الحزين 🦋 <b>&amp; x'); DROP TABLE",
    alt_text="A grey heron stands in shallow water beside reeds.",
    keywords=("grey heron", "Kanal", "water, shallow", "鷺", "🦋"),
    hierarchical=("animal|bird|grey heron", "Kanal"),
    title="Grey heron",
    creator="Zoë Müller",
    credit="Zoë Müller / Agency",
    copyright="© 2024 Zoë Müller",
    captured_at="2024-05-01 12:30:45",
    camera="Canon EOS 6D",
    lens="EF50mm f/1.8 STM",
    exposure_s=1 / 250,
    f_number=5.6,
    iso=400,
    focal_mm=50.0,
)


def read(data: bytes, folder: Path) -> dict[str, Any]:
    path = folder / "picture.jpg"
    path.write_bytes(data)
    command = [program("exiftool"), "-json", "-struct", "-n", "-G1", "-charset", "exif=UTF8", "-a", str(path)]
    ended = subprocess.run(command, check=True, capture_output=True)
    (found,) = json.loads(ended.stdout)
    return dict(found)


def test_exif_iptc_and_xmp_agree(tmp_path: Path) -> None:
    found = read(embed(picture(300), TEXTS), tmp_path)
    assert found["IFD0:ImageDescription"] == found["IPTC:Caption-Abstract"] == found["XMP-dc:Description"]
    assert found["XMP-dc:Description"] == TEXTS.caption
    assert found["IPTC:Keywords"] == found["XMP-dc:Subject"] == list(TEXTS.keywords)
    assert found["IFD0:Artist"] == found["IPTC:By-line"] == TEXTS.creator
    assert found["XMP-dc:Creator"] == [TEXTS.creator]
    assert found["IFD0:Copyright"] == found["IPTC:CopyrightNotice"] == found["XMP-dc:Rights"] == TEXTS.copyright
    assert found["IPTC:Credit"] == found["XMP-photoshop:Credit"] == TEXTS.credit
    assert found["IPTC:ObjectName"] == found["XMP-dc:Title"] == TEXTS.title
    assert found["IPTC:CodedCharacterSet"] in ("UTF8", "\x1b%G")


def test_alt_text_and_hierarchy_stand_in_their_own_fields(tmp_path: Path) -> None:
    found = read(embed(picture(300), TEXTS), tmp_path)
    assert found["XMP-iptcCore:AltTextAccessibility"] == TEXTS.alt_text
    assert found["XMP-lr:HierarchicalSubject"] == list(TEXTS.hierarchical)


def test_the_camera_s_facts_agree(tmp_path: Path) -> None:
    found = read(embed(picture(300), TEXTS), tmp_path)
    assert found["ExifIFD:DateTimeOriginal"] == "2024:05:01 12:30:45"
    assert found["XMP-photoshop:DateCreated"] == "2024:05:01 12:30:45"
    assert found["IPTC:DateCreated"] == "2024:05:01"
    assert (found["IFD0:Model"], found["ExifIFD:LensModel"]) == (TEXTS.camera, TEXTS.lens)
    assert found["ExifIFD:ExposureTime"] == pytest.approx(1 / 250)
    assert (found["ExifIFD:FNumber"], found["ExifIFD:ISO"], found["ExifIFD:FocalLength"]) == (5.6, 400, 50)


def test_nothing_of_what_was_in_the_picture_is_left_but_pixels_and_profile(tmp_path: Path) -> None:
    secret = {"Exif.GPSInfo.GPSLatitudeRef": "N", "Exif.GPSInfo.GPSLatitude": "52/1 22/1 0/1",
              "Exif.Photo.BodySerialNumber": "0123456789", "Exif.Image.Orientation": "6"}  # fmt: skip
    with pyexiv2.ImageData(picture(300)) as image:
        image.modify_exif(secret)
        image.modify_xmp({"Xmp.aux.SerialNumber": "0123456789"})
        image.modify_comment("0123456789")
        dirty = image.get_bytes()
    clean = embed(dirty, TEXTS)
    found = read(clean, tmp_path)
    assert not [name for name in found if "GPS" in name or "Serial" in name or "Orientation" in name]
    assert b"0123456789" not in clean
    assert found["ICC-header:ColorSpaceData"] == "RGB "
    before, after = (pyvips.Image.new_from_buffer(data, "") for data in (picture(300), clean))
    assert (before - after).abs().max() == 0


def test_the_position_is_embedded_only_when_it_is_given(tmp_path: Path) -> None:
    assert not [name for name in read(embed(picture(300), TEXTS), tmp_path) if "GPS" in name]
    found = read(embed(picture(300), replace(TEXTS, position=(52.3676, -4.9041))), tmp_path)
    assert found["Composite:GPSLatitude"] == pytest.approx(52.3676, abs=1e-5)
    assert found["Composite:GPSLongitude"] == pytest.approx(-4.9041, abs=1e-5)


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    found = read(embed(picture(300), PictureMetadata("A heron.", "A bird.", (), ())), tmp_path)
    assert not {
        name for name in found if name.split(":")[-1] in ("Artist", "By-line", "Copyright", "Keywords", "Model")
    }


def test_iptc_is_cut_at_its_bytes_and_xmp_is_whole(tmp_path: Path) -> None:
    long = replace(TEXTS, caption="é" * 1500, keywords=("ü" * 40,), creator="ö" * 40)
    found = read(embed(picture(300), long), tmp_path)
    assert found["XMP-dc:Description"] == found["IFD0:ImageDescription"] == "é" * 1500
    assert found["IPTC:Caption-Abstract"] == "é" * 1000
    assert (found["IPTC:Keywords"], found["IPTC:By-line"]) == ("ü" * 32, "ö" * 16)


def test_exiftool_finds_nothing_wrong(tmp_path: Path) -> None:
    (tmp_path / "picture.jpg").write_bytes(embed(picture(300), replace(TEXTS, position=(52.3676, -4.9041))))
    command = [program("exiftool"), "-validate", "-warning", "-error", "-a", str(tmp_path / "picture.jpg")]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert said.split(":")[1].strip() == "OK", said


def test_the_same_inputs_give_the_same_bytes() -> None:
    assert embed(picture(300), TEXTS) == embed(picture(300), TEXTS)


def test_what_is_no_picture_is_a_sentence() -> None:
    with pytest.raises(PublishError, match="cannot be written into the picture"):
        embed(b"no picture", TEXTS)
