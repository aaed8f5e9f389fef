"""Stage `names`: what people wrote into the names of files and folders, as far as a pattern reads it. A witness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from runner.knowledge import patterns
from runner.knowledge.paths import PathRow, as_digest, as_text, facts, is_where_it_was, stated_of
from runner.schema import IntakeRow, Options
from runner.stage import Column, Folders, Item, item_stage


@dataclass(frozen=True)
class NamesOptions(Options):
    """How the names of the set's files are made."""

    # {date}_{registration}, {place}/{date} {subject}: fields are kinds of facts; null: nothing is read
    pattern: str | None = None

    def problems(self) -> Sequence[str]:
        """A sentence for each problem of the pattern."""
        return [f"pattern: {problem}" for problem in patterns.problems(self.pattern)] if self.pattern else []


def _stated(path: Path, options: NamesOptions) -> PathRow:
    return stated_of(path, partial(patterns.stated, options.pattern or ""))


def _beside(path: Path, options: NamesOptions) -> str:
    return as_digest(_stated(path, options))


@item_stage(
    "names",
    row=PathRow,
    options=NamesOptions,
    needs={"file": IntakeRow},
    failure="optional",
    review=(Column("from_name", "From the name", as_text),),
    facts=facts,
    label="file_name",
    looks=False,
    idle=lambda options: options.pattern is None,
    holds=is_where_it_was,
    beside=_beside,
)
def names(items: Sequence[Item], options: NamesOptions, _folders: Folders) -> Iterator[PathRow]:
    """Yield what the name of each photo and its folders state."""
    for item in items:
        yield _stated(item.path, options)
