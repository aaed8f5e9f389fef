"""Where the name of somebody who is forgotten still stands: what forgetting does not change by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
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
    file_names: int  # names of published files
    published: int  # photos at a target, by file name or text


def left(runs: Path, name: str) -> NameLeft:
    """Where the name of a person stands below a runs folder, whatever its capitals."""
    with open_existing(runs / "catalog.db") as catalog:
        edits = _rows(catalog, "edits WHERE says(value, :name)", name)
        file_names = _rows(catalog, "names WHERE says(name, :slug)", name)
        published = _rows(catalog, _PUBLISHED, name)
    return NameLeft(_runs(runs, name), edits, file_names, published)


def _runs(runs: Path, name: str) -> list[Path]:
    return [run for run in runfile.find(runs) if any(_says(text, name) for text in _texts_of(run))]


_PUBLISHED = "publications WHERE says(file_name, :slug) OR says(caption || alt_text || keywords, :name)"


def _rows(catalog: sqlite3.Connection, where: str, name: str) -> int:
    """How many rows of a table hold the name, as text or as a file name has it."""
    catalog.create_function("says", 2, _says, deterministic=True)
    (count,) = catalog.execute(f"SELECT count(*) FROM {where}", {"name": name, "slug": slug(name)}).fetchone()
    return int(count)


def _says(text: str | None, name: str) -> bool:
    return bool(name) and name.casefold() in (text or "").casefold()


def _texts_of(run: Path) -> Iterator[str]:
    """The names in a run's evidence of people, and the texts that were generated for its photos since."""
    for node in nodes_of(run, "people"):
        table = evidence.scan(run, node, PeopleRow).select("persons").collect()
        yield from (name for names in table["persons"].drop_nulls() for name in names)
    if parts := evidence.parts(run, kept.STAGE):
        made = evidence.scan_parts(parts, GeneratedRow).select(*TEXTS).collect()
        for caption, alt_text, keywords in made.iter_rows():
            yield from filter(None, (caption, alt_text, *(keywords or ())))
