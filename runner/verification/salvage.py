"""A damaged catalogue: every sound row of what people did goes into a new one; the old one is kept beside it."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from runner.store import forgotten_file, seals, soundness
from runner.store.catalog import open_catalog
from runner.store.forgotten_people import forget_again
from runner.store.transactions import durable

_PARTS = ("", "-wal", "-shm", "-journal")
"""Endings of the files that SQLite keeps for one database."""


@dataclass(frozen=True)
class Saved:
    """What was saved of a table, and what not."""

    table: str
    rows: int
    lost: tuple[str, ...]  # rows that are not as they were written, as far as they can be read
    cut: bool  # whether the table ends in a damaged page: nobody knows how many rows are behind it


def salvage(path: Path) -> tuple[Path, list[Saved]]:
    """Put a new catalogue in the place of the damaged one; returns where that is kept, and what became of its tables.

    Results and names are not among it: the next run finds them in the evidence.
    """
    kept = path.with_name(f"{path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    for ending in _PARTS:
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{ending}").rename(kept.with_name(f"{kept.name}{ending}"))
    with open_catalog(path) as new, _readable(kept, new) as old:
        # What is no text any more must be readable too, to be shown.
        old.text_factory = lambda content: content.decode("utf-8", "backslashreplace")
        saved = [_table(old, new, table) for table in seals.tables(new) if table not in seals.CACHES]
        forget_again(new, forgotten_file.known(path.parent))  # the old one may have been a backup
        return kept, saved


@contextmanager
def _readable(kept: Path, new: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """A copy of the damaged catalogue, its schema as in the new one where both are of one version.

    The rows of a table can be whole where the text that declares it, or a trigger of it, is not.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "catalog.db"
        for ending in _PARTS:
            with suppress(FileNotFoundError):
                shutil.copy(kept.with_name(f"{kept.name}{ending}"), copy.with_name(f"{copy.name}{ending}"))
        with closing(sqlite3.connect(copy)) as old, suppress(*soundness.UNREADABLE):
            # See "PRAGMA writable_schema" in SQLite's documentation: a schema that cannot be parsed is no error then.
            old.execute("PRAGMA writable_schema = ON")
            if old.execute("PRAGMA user_version").fetchone() == new.execute("PRAGMA user_version").fetchone():
                declared = new.execute("SELECT sql, type, name FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
                old.executemany("UPDATE sqlite_schema SET sql = ? WHERE type = ? AND name = ?", declared)
                old.commit()
        with closing(sqlite3.connect(copy)) as old:
            seals.attach(old)
            yield old


def _table(old: sqlite3.Connection, new: sqlite3.Connection, table: str) -> Saved:
    try:
        columns = [name for name in seals.columns_of(old, table) if name in seals.columns_of(new, table)]
    except soundness.UNREADABLE:
        columns = []
    if not columns:
        return Saved(table, 0, (), True)
    found: dict[tuple[Any, ...], bool] = {}
    # From both ends: where a page cannot be read, what lies behind it can be reached from the other side.
    cut = [_gather(old, table, columns, direction, found) for direction in ("ASC", "DESC")]
    kept = [name for name in columns if name != "seal"]
    sound = [row[: len(kept)] for row, is_sound in found.items() if is_sound]
    insert = f"INSERT OR IGNORE INTO {table} ({', '.join(kept)}) VALUES ({', '.join('?' * len(kept))})"
    with durable(new):
        new.executemany(insert, sound)
    lost = tuple(", ".join(map(str, row[: len(kept)])) for row, is_sound in found.items() if not is_sound)
    return Saved(table, len(sound), lost, any(cut))


def _gather(
    old: sqlite3.Connection, table: str, columns: Sequence[str], direction: str, found: dict[tuple[Any, ...], bool]
) -> bool:
    """Read rows, as far as they can be, with whether each is as it was written; returns whether the end is missing."""
    kept = [name for name in columns if name != "seal"]
    sound = f"seal IS {seals.expression(kept, '')}" if "seal" in columns else "1"
    order = ", ".join(f"{name} {direction}" for name in seals.key_of(old, table))
    try:
        for is_sound, *row in old.execute(f"SELECT {sound}, {', '.join(kept)} FROM {table} ORDER BY {order}"):
            found.setdefault(tuple(row), bool(is_sound))
    except soundness.UNREADABLE:
        return True
    return False
