"""Stage `read`: text in the picture, one row per line. A witness for names, signs, numbers and registrations."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal

from annotated_types import Ge, Le

from runner.errors import ItemError
from runner.facts import Fact, Look, Region
from runner.models.ocr.options import ReadOptions
from runner.models.options import LATER
from runner.schema import DeriveRow, IntakeRow, Options, Row
from runner.stage import Column, Folders, Item, Result, item_stage

if TYPE_CHECKING:
    import polars as pl

    from runner.models.ocr.lines import Line
    from runner.models.ocr.reader import Reader

_log = logging.getLogger(__name__)

SURE = 0.8
"""Certainty of a line's letters from which the line is a fact."""

NEARLY = 0.9
"""Lower bound for the size of a rendition in which lines are looked for, as a share of `reading.side`.

Of 60 registrations drawn on photos of 4 to 24 megapixels, 52 were read and none wrongly, whether lines were looked for
at 1600 pixels or in a JPEG of 1500.
"""


@dataclass(frozen=True, slots=True)
class LineRow(Row):
    """One line of text in a photo."""

    line: int  # number of the line from top to bottom, from 0
    text: str  # the text as read
    score: float  # mean confidence of its letters, 0 to 1
    region: Region  # its box, in shares of the upright picture
    registration: str | None  # the aircraft registration that it certainly shows, in the spelling of its register
    owner: str | None  # the whole line if it names the picture's owner: a copyright line, an agency's name
    provider: str  # the ONNX Runtime provider that was used


@dataclass(frozen=True)
class ReadingOptions(Options):
    """How thoroughly the original is read, and where that runs."""

    # what is looked at
    reading: ReadOptions
    # the rendition in which lines are looked for, if it is nearly as large as `reading.side` and the photo at least
    # twice as large; small lines are then read at full size. null, or if tiles are read: every pixel is looked at
    rendition: str | None = "web"
    # auto uses CUDA if ONNX Runtime can, otherwise the processor; cuda fails without it
    device: Literal["auto", "cpu", "cuda"] = "auto"
    # threads of the processor
    threads: Annotated[int, Ge(1), Le(256)] = 2
    # the calibration that says how often registrations are misread; null: a different mark is a warning, never an error
    calibration: str | None = field(default=None, metadata=LATER)


def _witness(options: ReadingOptions) -> Look:
    return Look("", options.calibration)


def _texts() -> pl.Expr:
    import polars as pl

    return pl.col("text").filter(pl.col("score") >= SURE)


def _registrations() -> pl.Expr:
    import polars as pl

    return pl.col("registration").drop_nulls().unique(maintain_order=True)


def _owners() -> pl.Expr:
    import polars as pl

    return pl.col("owner").drop_nulls()


def _facts(row: LineRow) -> Iterable[Fact]:
    if row.owner is not None:
        yield Fact("", "owner", row.owner, row.score, row.region)
    if row.registration is not None:
        yield Fact("", "registration", row.registration, row.score, row.region)
    if row.score >= SURE:
        yield Fact("", "text", row.text, row.score, row.region)


@item_stage(
    "read",
    row=LineRow,
    options=ReadingOptions,
    needs={"file": IntakeRow},
    uses={"pictures": DeriveRow},
    key="line",
    failure="optional",
    version=2,
    review=(
        Column("read_text", "Text in the picture", _texts),
        Column("registrations", "Registrations", _registrations),
        Column("owner_lines", "Whose picture it says it is", _owners),
    ),
    facts=_facts,
    witness=_witness,
    label="text_reader",
    place="model",
    pixels=True,
)
def read(items: Sequence[Item], options: ReadingOptions, folders: Folders) -> Iterator[Result]:
    """Yield the lines of each photo, or why it could not be decoded."""
    from runner.looking.opening import opened

    reader = _open(options.reading, options.device, options.threads)
    rendition, least = None if options.reading.tiles else options.rendition, NEARLY * options.reading.side
    for item in items:
        try:
            with opened(item, rendition, least, folders) as photo:
                found = reader.read(photo)
            yield _rows(found, reader)
        except ItemError as error:
            yield error


@cache
def _open(options: ReadOptions, device: Literal["auto", "cpu", "cuda"], threads: int) -> Reader:
    from runner.models.ocr.reader import Reader

    reader = Reader(options, device, threads)
    _log.info("text is read on %s", reader.provider.removesuffix("ExecutionProvider"))
    return reader


def _rows(lines: Sequence[Line], reader: Reader) -> list[LineRow]:
    from runner.text.lettering.ownership import ownership
    from runner.text.lettering.registrations import LineReading, registrations

    looks = [[LineReading(each.text, each.score, each.weakest) for each in line.readings] for line in lines]
    marks = {found.line: found.mark for found in registrations(looks) if found.asserted}
    return [
        LineRow(
            line=number,
            text=line.text,
            score=line.score,
            region=line.region,
            registration=marks.get(number),
            owner=line.text if ownership(line.text) else None,
            provider=reader.provider,
        )
        for number, line in enumerate(lines)
    ]
