"""Finds where the name of a forgotten person remains: what forgetting does not change by itself."""

from __future__ import annotations

import html
import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl

from runner.people.nodes import nodes_of
from runner.people.person_row import PeopleRow
from runner.review import settings
from runner.review.people.exported_names import Holding, Wanted, holding
from runner.schema import GENERATED, TEXTS, GeneratedRow
from runner.store import evidence, people_exports, rows, runfile
from runner.store.catalog import open_existing
from runner.text.language.slug import slug

_PAGES = frozenset({".html", ".json", ".jsonl", ".log", ".yaml", ".csv", ".md", ".txt"})


class Published(NamedTuple):
    """A photo at a target whose texts, columns, file name or embedded people contain a name."""

    target: str
    set_name: str
    file_name: str


class NameLeft(NamedTuple):
    """Where a name remains."""

    runs: Sequence[Path]  # those whose tables, reports, logs or generated texts contain it
    edits: int  # texts that people wrote, including replaced ones
    decisions: int  # reasons, and texts that people decided about singly, as kept with the decision
    file_names: int  # names of published files
    published: Sequence[Published]
    redirects: int  # old addresses that redirect to published photos
    begun: int  # unfinished publishes at a target
    pages: Sequence[Path] = ()  # of sweeps and other files below the runs folder, and the window's own settings
    exported: Sequence[Holding] = ()  # XMP files for other programs


def left(runs: Path, names: Sequence[str]) -> NameLeft:
    """Where any of a person's names remains in what this program wrote, regardless of case."""
    folded = frozenset(name.casefold() for name in names)
    with _asked(runs, names) as catalog:
        edits = _rows(catalog, "edits WHERE says(value)")
        decisions = _rows(catalog, "field_decisions WHERE says(value) OR says(reason)")
        decisions += _rows(catalog, "decisions WHERE says(reason)")
        file_names = _rows(catalog, "names WHERE is_named_so(name)")
        redirects = _rows(catalog, "redirects WHERE is_named_so(old_path) OR is_named_so(new_path)")
        begun = _rows(catalog, "publish_journal WHERE says(entry) OR is_named_so(entry)")
        published = _published(catalog)
        exported = people_exports.noted(catalog)
    return NameLeft(
        [run for run in runfile.find(runs) if _is_in(run, names)], edits, decisions, file_names, published, redirects,
        begun, list(_pages(runs, names)), list(holding(exported, Wanted(folded))),
    )  # fmt: skip


def at_targets(runs: Path, names: Sequence[str]) -> Sequence[Published]:
    """Only the published photos."""
    with _asked(runs, names) as catalog:
        return _published(catalog)


@contextmanager
def _asked(runs: Path, names: Sequence[str]) -> Iterator[sqlite3.Connection]:
    """Open the catalogue with SQL functions that find rows with one of these names."""
    with open_existing(runs / "catalog.db") as catalog:
        catalog.create_function("says", 1, partial(_says, names=names), deterministic=True)
        catalog.create_function("is_named_so", 1, partial(_says, names=[slug(name) for name in names]))
        yield catalog


def _published(catalog: sqlite3.Connection) -> list[Published]:
    found = catalog.execute(
        "SELECT target, set_name, file_name FROM publications LEFT JOIN publication_details AS d"
        " USING (target, item_id) WHERE is_named_so(file_name) OR says(caption) OR says(alt_text) OR says(keywords)"
        " OR says(d.row) OR says(d.files) OR is_named_so(d.files) ORDER BY target, set_name, file_name"
    )
    return [Published(*row) for row in found]


def _rows(catalog: sqlite3.Connection, where: str) -> int:
    """Number of rows in a table that contain a name, as text or as in a file name."""
    (count,) = catalog.execute(f"SELECT count(*) FROM {where}").fetchone()
    return int(count)


def _says(text: str | None, names: Sequence[str]) -> bool:
    """True if a text contains a name, either as it is or escaped as in JSON and HTML."""
    held = (text or "").casefold()
    return any(each.casefold() in held for name in names if name for each in _written(name))


def _written(name: str) -> set[str]:
    return {name, json.dumps(name)[1:-1], html.escape(name)}


def _is_in(run: Path, names: Sequence[str]) -> bool:
    return (
        any(_says(text, names) for text in _texts_of(run))
        or any(_is_in_page(page, names) for page in run.iterdir())
        or _is_in_rows(run, names)
    )


def _texts_of(run: Path) -> Iterator[str]:
    """The names in a run's evidence about people, and the texts that were generated for its photos since."""
    for node in nodes_of(run, "people"):
        table = evidence.scan(run, node, PeopleRow).select("persons").collect()
        yield from (name for names in table["persons"].drop_nulls() for name in names)
    if parts := evidence.parts(run, GENERATED):
        made = evidence.scan_parts(parts, GeneratedRow).select(*TEXTS).collect()
        for caption, alt_text, keywords in made.iter_rows():
            yield from filter(None, (caption, alt_text, *(keywords or ())))


def _is_in_rows(run: Path, names: Sequence[str]) -> bool:
    """True if the run's table contains a name; False if the table cannot be read."""
    try:
        table = pl.scan_parquet(run / rows.FILE, glob=False)
        schema = table.collect_schema()
        texts = [pl.col(name) for name, kind in schema.items() if kind == pl.String()]
        texts += [pl.col(name).list.join("\n") for name, kind in schema.items() if kind == pl.List(pl.String())]
        lowered = [each.str.to_lowercase() for each in texts]
        held = [each.str.contains(name.lower(), literal=True).any() for each in lowered for name in names if name]
        return bool(held) and bool(table.select(pl.any_horizontal(held)).collect().item())
    except (OSError, pl.exceptions.PolarsError):
        return False


def _pages(runs: Path, names: Sequence[str]) -> Iterator[Path]:
    """Pages below the runs folder that belong to no run, and the window's settings, which keep earlier reasons."""
    others = (path for folder in (runs, *_folders(runs)) for path in folder.iterdir())
    yield from (path for path in sorted({*others, settings.place()}) if _is_in_page(path, names))


def _folders(runs: Path) -> Iterator[Path]:
    """Folders up to two levels deep that are not runs."""
    found = (path for path in (*runs.glob("*"), *runs.glob("*/*")) if path.is_dir() and not path.is_symlink())
    return (path for path in found if runfile.read(path) is None)


def _is_in_page(path: Path, names: Sequence[str]) -> bool:
    try:
        return path.suffix in _PAGES and _says(path.read_text("utf-8", "replace"), names)
    except OSError:
        return False
