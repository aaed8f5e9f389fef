"""Finds where the name of a forgotten person remains: what forgetting does not change by itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import polars as pl
import polars.selectors as cs

from runner import user_folder
from runner.people.nodes import nodes_of
from runner.people.person_row import PeopleRow
from runner.people.written_names import WrittenNames
from runner.review import settings
from runner.review.people.exported_names import Holding, Wanted, holding, out_of_reach
from runner.schema import GENERATED, TEXTS, GeneratedRow
from runner.store import evidence, people_exports, rows, runfile
from runner.store.catalog import open_existing
from runner.store.person_name import folded

_PAGES = frozenset({".html", ".json", ".jsonl", ".log", ".yaml", ".csv", ".md", ".txt", ".drafts", ".regenerating"})


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
    out_of_reach: Sequence[Path] = ()  # folders of such files that are not there now


def left(runs: Path, names: Sequence[str]) -> NameLeft:
    """Where any of a person's names remains in what this program wrote, regardless of case."""
    wanted = WrittenNames(names)
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
        [run for run in runfile.find(runs) if _is_in(run, wanted)], edits, decisions, file_names, published, redirects,
        begun, list(_pages(runs, wanted)), list(holding(exported, Wanted(frozenset(map(folded, names))))),
        out_of_reach(exported),
    )  # fmt: skip


def at_targets(runs: Path, names: Sequence[str]) -> Sequence[Published]:
    """Only the published photos."""
    with _asked(runs, names) as catalog:
        return _published(catalog)


@contextmanager
def _asked(runs: Path, names: Sequence[str]) -> Iterator[sqlite3.Connection]:
    """Open the catalogue with SQL functions that find rows with one of these names."""
    with open_existing(runs / "catalog.db") as catalog:
        wanted = WrittenNames(names)
        catalog.create_function("says", 1, lambda text: wanted.are_in_page(text or ""), deterministic=True)
        catalog.create_function("is_named_so", 1, lambda path: wanted.are_in_file_name(path or ""), deterministic=True)
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


def _is_in(run: Path, names: WrittenNames) -> bool:
    return (
        any(names.are_in(text) for text in _texts_of(run))
        or any(_is_in_page(page, names) for page in (*run.iterdir(), *(run / ".hydra").glob("*")))
        or (_is_in_rows(run, names) if (run / rows.FILE).is_file() else _is_in_evidence(run, names))
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


def _is_in_rows(run: Path, names: WrittenNames) -> bool:
    """True if the run's table contains a name; False if the table cannot be read."""
    try:
        table = pl.scan_parquet(run / rows.FILE, glob=False)
        schema = table.collect_schema()
        texts = [pl.col(name) for name, kind in schema.items() if kind == pl.String()]
        texts += [pl.col(name).list.join("\n") for name, kind in schema.items() if kind == pl.List(pl.String())]
        return any(_is_in_column(table, each, names) for each in texts)
    except (OSError, pl.exceptions.PolarsError):
        return False


def _is_in_evidence(run: Path, names: WrittenNames) -> bool:
    """True if a part of a run contains a name: one that was stopped before it had a table."""
    for part in sorted((run / "evidence").glob("*/*.parquet")):
        try:
            table = pl.read_parquet(part, glob=False)
        except (OSError, pl.exceptions.PolarsError):
            continue
        texts = table.select(cs.exclude(cs.numeric(), cs.boolean(), cs.binary()))
        if names.are_in_page(texts.write_ndjson()):
            return True
    return False


def _is_in_column(table: pl.LazyFrame, text: pl.Expr, names: WrittenNames) -> bool:
    """True if a column contains a name. Only texts with its first word are looked at closely."""
    plain = text.str.normalize("NFKC").str.to_lowercase().str.replace_all("ß", "ss", literal=True)
    may = plain.str.contains_any(list(names.first_words))
    found = table.select(text=text, may=may).filter("may").collect()["text"]
    return any(map(names.are_in, found.unique()))


def _pages(runs: Path, names: WrittenNames) -> Iterator[Path]:
    """Pages below the runs folder that belong to no run, texts that are being typed, and the user's own folder.

    That has the window's settings, with earlier reasons, and what was entered for sets.
    """
    others = (path for folder in (runs, *_folders(runs)) for path in folder.iterdir())
    own = (path for folder in user_folder.folders() for path in folder.rglob("*") if path.is_file())
    yield from (path for path in sorted({*others, *own, settings.place()}) if _is_in_page(path, names))


def _folders(runs: Path) -> Iterator[Path]:
    """Folders up to two levels deep that are not runs."""
    found = (path for path in (*runs.glob("*"), *runs.glob("*/*")) if path.is_dir() and not path.is_symlink())
    return (path for path in found if runfile.read(path) is None)


def _is_in_page(path: Path, names: WrittenNames) -> bool:
    try:
        return path.suffix in _PAGES and names.are_in_page(path.read_text("utf-8", "replace"))
    except OSError:
        return False
