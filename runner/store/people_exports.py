"""Files with people's names that were written for other programs: their paths, in `catalog.db`.

They are noted before a file is written, so that there is no file with a name in it that nobody knows of.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from runner.store.transactions import durable


class Exported(NamedTuple):
    """One file."""

    path: Path
    item_id: str  # the photo whose people it names


def note(catalog: sqlite3.Connection, files: Iterable[Exported]) -> None:
    """Record that these files are about to be written. Durable when it returns."""
    with durable(catalog):
        catalog.executemany(
            "INSERT OR REPLACE INTO people_exports (path, item_id) VALUES (?, ?)",
            [(str(each.path.absolute()), each.item_id) for each in files],
        )


def noted(catalog: sqlite3.Connection) -> list[Exported]:
    """Every file that was ever written, sorted by path, whatever became of it."""
    rows = catalog.execute("SELECT path, item_id FROM people_exports ORDER BY path")
    return [Exported(Path(path), item) for path, item in rows]
