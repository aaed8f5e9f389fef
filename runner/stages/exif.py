"""Stage `exif`: what camera and people wrote into the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

import polars as pl

from runner.errors import ItemError
from runner.imaging.filetypes import Format
from runner.schema import ExifRow, IntakeRow, Options
from runner.stage import Folders, Item, Result, item_stage


@dataclass(frozen=True)
class ExifOptions(Options):
    """There is nothing to choose: what is in the file is read."""


def sidecars_are_as_read(part: pl.DataFrame, _folders: Folders) -> bool:
    """Whether no sidecar of these photos was written, changed or removed since."""
    from runner.imaging.beside import is_as_recorded

    return all(map(is_as_recorded, part["sidecars"].explode().drop_nulls().to_list()))


@item_stage(
    "exif", row=ExifRow, options=ExifOptions, requires=(IntakeRow,), place="pool", version=2,
    products=sidecars_are_as_read,
)  # fmt: skip
def exif(items: Sequence[Item], _options: ExifOptions, _folders: Folders) -> Iterator[Result]:
    """Yield the metadata of each photo, or why its bytes could not be had."""
    from runner.imaging.metadata import read_metadata

    for item in items:
        try:
            yield read_metadata(item.path, cast(Format, item[IntakeRow].format))
        except ItemError as error:
            yield error
