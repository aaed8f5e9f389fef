"""Where the name of somebody who is forgotten still stands: what forgetting does not change by itself."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from runner.people.nodes import nodes_of
from runner.people.person_row import PeopleRow
from runner.review.generate import kept
from runner.schema import TEXTS, GeneratedRow
from runner.store import evidence, runfile
from runner.store.catalog import open_existing
from runner.text.language.slug import slug


class NameLeft(NamedTuple):
    """Where a name stands."""

    runs: Sequence[Path]  # whose tables, reports or generated texts hold it
    edits: int  # texts that people wrote, those that were replaced since included
    decisions: int  # texts that people approved or rejected by themselves, kept with what was decided
    file_names: int  # names of published files
    published: int  # photos at a target, by file name or text


def left(runs: Path, names: Sequence[str]) -> NameLeft:
    """Where any of the names of a person stands below a runs folder, whatever its capitals."""
    with open_existing(runs / "catalog.db") as catalog:
        catalog.create_function("says", 1, partial(_says, names=names), deterministic=True)
        catalog.create_function("is_named_so", 1, partial(_says, names=[slug(name) for name in names]))
        edits = _rows(catalog, "edits WHERE says(value)")
        decisions = _rows(catalog, "field_decisions WHERE says(value) OR says(reason)")
        file_names = _rows(catalog, "names WHERE is_named_so(name)")
        published = _rows(catalog, _PUBLISHED)
    return NameLeft(_runs(runs, names), edits, decisions, file_names, published)


def _runs(runs: Path, names: Sequence[str]) -> list[Path]:
    return [run for run in runfile.find(runs) if any(_says(text, names) for text in _texts_of(run))]


_PUBLISHED = "publications WHERE is_named_so(file_name) OR says(caption) OR says(alt_text) OR says(keywords)"


def _rows(catalog: sqlite3.Connection, where: str) -> int:
    """How many rows of a table hold a name, as text or as a file name has it."""
    (count,) = catalog.execute(f"SELECT count(*) FROM {where}").fetchone()
    return int(count)


def _says(text: str | None, names: Sequence[str]) -> bool:
    """Whether a text holds a name: as it is, or as JSON writes letters beyond ASCII."""
    held = (text or "").casefold()
    return any(name.casefold() in held or json.dumps(name)[1:-1].casefold() in held for name in names if name)


def _texts_of(run: Path) -> Iterator[str]:
    """The names in a run's evidence of people, and the texts that were generated for its photos since."""
    for node in nodes_of(run, "people"):
        table = evidence.scan(run, node, PeopleRow).select("persons").collect()
        yield from (name for names in table["persons"].drop_nulls() for name in names)
    if parts := evidence.parts(run, kept.STAGE):
        made = evidence.scan_parts(parts, GeneratedRow).select(*TEXTS).collect()
        for caption, alt_text, keywords in made.iter_rows():
            yield from filter(None, (caption, alt_text, *(keywords or ())))
