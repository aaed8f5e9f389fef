from __future__ import annotations

from pathlib import Path
from typing import Any

import pyexiv2
import pytest
from originals import item_of

from runner.errors import UnreadableFile
from runner.imaging.vips import pyvips
from runner.schema import ExifRow, IntakeRow
from runner.stage import Folders, Item
from runner.stages import kinds
from runner.stages.exif import ExifOptions, exif


def item(path: Path, format: str) -> Item:
    return item_of(path, {"file": IntakeRow("ab" * 32, 1, format, 64, 48)})


def results(folder: Path, *items: Item) -> list[Any]:
    return list(exif(items, ExifOptions(), Folders(folder, folder)))


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    pyvips.Image.black(64, 48).cast("uchar").jpegsave(str(path))
    return path


def test_each_item_gives_one_result_in_order(photo: Path) -> None:
    other = photo.with_name("other.png")
    pyvips.Image.black(64, 48).cast("uchar").pngsave(str(other))
    for path, model in ((photo, "X100"), (other, "X200")):
        with pyexiv2.Image(str(path)) as image:
            image.modify_exif({"Exif.Image.Model": model})
    gone = photo.with_name("gone.jpg")
    first, missing, second = results(photo.parent, item(other, "png"), item(gone, "jpeg"), item(photo, "jpeg"))
    assert (first.camera, second.camera) == ("X200", "X100")
    assert isinstance(missing, UnreadableFile)


def test_a_photo_with_damaged_metadata_is_still_a_photo(photo: Path) -> None:
    content = photo.read_bytes()
    photo.write_bytes(content[:2] + b"\xff\xe1\x00\x20Exif\x00\x00MM\x00*\xff\xff\xff\xff" + bytes(16) + content[2:])
    (row,) = results(photo.parent, item(photo, "jpeg"))
    assert isinstance(row, ExifRow)
    assert row.camera is None


def test_the_stage_is_registered() -> None:
    stage = kinds()["exif"]
    assert (stage.row, stage.needs, stage.place) == (ExifRow, {"file": IntakeRow}, "pool")
