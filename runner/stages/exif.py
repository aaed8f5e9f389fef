"""Stage `exif`: what the camera and people wrote into the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from runner.errors import ItemError
from runner.imaging.filetypes import Format
from runner.schema import ExifRow, IntakeRow, Options
from runner.stage import Column, Folders, Item, Result, item_stage

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class ExifOptions(Options):
    """There are no options: whatever is in the file is read."""


def sidecars_are_as_read(part: pl.DataFrame, _folders: Folders) -> bool:
    """True if no sidecar of these photos has been written, changed or removed since."""
    from runner.imaging.beside import is_as_recorded

    return all(map(is_as_recorded, part["sidecars"].explode().drop_nulls().to_list()))


def sidecars_beside(path: Path, _options: ExifOptions) -> str:
    """The state of the photo's sidecars."""
    from runner.imaging.beside import surroundings

    return surroundings(path)


_COLUMNS = (
    Column("captured_at", "Taken", publish="moment"),
    Column("camera", "Camera", publish="text"),
    Column("lens", "Lens", publish="text"),
    Column("exposure_s", "Exposure (s)", publish="real"),
    Column("f_number", "F-number", publish="real"),
    Column("iso", "ISO", publish="integer"),
    Column("focal_mm", "Focal length (mm)", publish="real"),
    Column("latitude", "Latitude", publish="real"),
    Column("longitude", "Longitude", publish="real"),
    Column("orientation", "Orientation", shown=False),
    Column("utc_offset_min", "Offset from UTC (min)", publish="integer", shown=False),
    Column("focal_35mm", "Focal length at 35 mm (mm)", publish="real", shown=False),
    Column("altitude_m", "Altitude (m)", publish="real", shown=False),
    Column("unread", "Could not be read"),
)


@item_stage(
    "exif",
    row=ExifRow,
    options=ExifOptions,
    needs={"file": IntakeRow},
    review=_COLUMNS,
    place="pool",
    version=3,
    earlier={"0.1.0": 1},
    holds=sidecars_are_as_read,
    beside=sidecars_beside,
)
def exif(items: Sequence[Item], _options: ExifOptions, _folders: Folders) -> Iterator[Result]:
    """Yield the metadata of each photo, or why its bytes could not be read."""
    for item in items:
        try:
            yield _row(item)
        except ItemError as error:
            yield error


def _row(item: Item) -> ExifRow:
    from runner.imaging.metadata import read_metadata

    with item.original() as path:
        return read_metadata(path, cast(Format, item["file"].format))
