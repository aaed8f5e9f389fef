"""Stage `names`: what people wrote into the names of files and folders. A witness, as far as a pattern reads it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runner.facts import Fact
from runner.knowledge import patterns
from runner.knowledge.paths import readable
from runner.schema import IntakeRow, Options, Row, StatedFact
from runner.stage import Column, Folders, Item, item_stage

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class NamesRow(Row):
    """What the path of a photo states."""

    path: str | None  # that was read; null where it is no text
    stated: tuple[StatedFact, ...]  # nothing where the path is not as the pattern says


@dataclass(frozen=True)
class NamesOptions(Options):
    """How the names of the set's files are made."""

    # {date}_{registration}, {place}/{date} {subject}: fields are kinds of facts; null: nothing is read
    pattern: str | None = None

    def problems(self) -> Sequence[str]:
        """Sentences about the pattern."""
        return [f"pattern: {problem}" for problem in patterns.problems(self.pattern)] if self.pattern else []


def is_where_it_was(part: pl.DataFrame, _folders: Folders) -> bool:
    """Whether each photo of a part still lies at the path that was read."""
    good = part.filter(part["status"] == "ok")
    return all(path is not None and os.path.lexists(path) for path in good["path"])


def facts_of(stated: Iterable[StatedFact]) -> Iterator[Fact]:
    """Stated values as facts of the stage's node."""
    return (Fact("", each.kind, each.value) for each in stated)


def as_text() -> pl.Expr:
    """`kind: value` of everything that is stated."""
    import polars as pl

    each = pl.element().struct
    return pl.col("stated").list.eval(pl.format("{}: {}", each.field("kind"), each.field("value")))


def _facts(row: NamesRow) -> Iterator[Fact]:
    return facts_of(row.stated)


@item_stage(
    "names",
    row=NamesRow,
    options=NamesOptions,
    needs={"file": IntakeRow},
    failure="optional",
    review=(Column("from_name", "From the name", as_text),),
    facts=_facts,
    label="file_name",
    looks=False,
    idle=lambda options: options.pattern is None,
    holds=is_where_it_was,
)
def names(items: Sequence[Item], options: NamesOptions, _folders: Folders) -> Iterator[NamesRow]:
    """Yield what the name of each photo and its folders state."""
    for item in items:
        path = readable(item.path)
        found = patterns.stated(options.pattern or "", path) if path else []
        yield NamesRow(str(path) if path else None, tuple(StatedFact(*each) for each in found))
