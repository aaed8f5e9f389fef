"""Salvages a damaged catalogue: every sound row of what people did goes into a new one; the old one is kept."""

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
"""Endings of the files that SQLite has for one database."""


@dataclass(frozen=True)
class Saved:
    """What was saved of a table, and what was not."""

    table: str
    rows: int
    lost: tuple[str, ...]  # rows that are not as they were written, as far as they can be read
    cut: bool  # whether the table breaks off at a damaged page: nobody knows how many rows follow


def salvage(path: Path) -> tuple[Path, list[Saved]]:
    """Replace the damaged catalogue with a new one; returns where the old one is, and what became of its tables.

    Results and names are not saved: the next run finds them in the evidence.
    """
    kept = path.with_name(f"{path.name}.damaged-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
    for ending in _PARTS:
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{ending}").rename(kept.with_name(f"{kept.name}{ending}"))
    with open_catalog(path) as new, _readable(kept, new) as old:
        # Damaged text must be readable too, so that it can be shown.
        old.text_factory = lambda content: content.decode("utf-8", "backslashreplace")
        saved = [_table(old, new, table) for table in seals.tables(new) if table not in seals.CACHES]
        forget_again(new, forgotten_file.known(path.parent))  # the old one may have been a backup
        return kept, saved


@contextmanager
def _readable(kept: Path, new: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Yield a copy of the damaged catalogue, with the schema of the new one if both have the same version.

    The rows of a table can be sound although the text that declares it, or one of its triggers, is damaged.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "catalog.db"
        for ending in _PARTS:
            with suppress(FileNotFoundError):
                shutil.copy(kept.with_name(f"{kept.name}{ending}"), copy.with_name(f"{copy.name}{ending}"))
        with closing(sqlite3.connect(copy)) as old, suppress(*soundness.UNREADABLE):
            # See "PRAGMA writable_schema" in SQLite's documentation: with it, a schema that cannot be parsed is no
            # error.
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
    # From both ends: rows behind a page that cannot be read can be reached from the other side.
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
    """Read as many rows as possible, with whether each is as it was written; returns True if the rest is unreadable."""
    kept = [name for name in columns if name != "seal"]
    sound = f"seal IS {seals.expression(kept, '')}" if "seal" in columns else "1"
    order = ", ".join(f"{name} {direction}" for name in seals.key_of(old, table))
    try:
        for is_sound, *row in old.execute(f"SELECT {sound}, {', '.join(kept)} FROM {table} ORDER BY {order}"):
            found.setdefault(tuple(row), bool(is_sound))
    except soundness.UNREADABLE:
        return True
    return False
