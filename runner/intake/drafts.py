"""Planned sets that are not started yet, kept in a file of the user until they are started or discarded.

Several windows share the file: see `runner.intake.draft_merging`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from runner import user_folder
from runner.intake.draft_merging import merged
from runner.intake.planned import PlannedSet
from runner.service import locks
from runner.store.atomic import write_atomically
from runner.store.damaged_file import put_aside


def place() -> Path:
    """The path of the file."""
    return user_folder.own() / "intake.json"


def save(rows: Sequence[PlannedSet]) -> None:
    """Save these rows in this order; without rows, delete the file. Raises OSError if the disk refuses."""
    if not rows:
        place().unlink(missing_ok=True)
        return
    text = json.dumps({"rows": [asdict(row) for row in rows]}, indent=1, ensure_ascii=False)
    write_atomically(place(), lambda temporary: temporary.write_text(text, "utf-8", errors="surrogateescape"))


def stamp() -> tuple[int, int] | None:
    """A value that changes with every write to the file, by any process; None if there is no file."""
    try:
        found = place().stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def load() -> list[PlannedSet]:
    """The saved rows; empty if there are none, or if the file cannot be read or understood."""
    try:
        return _read() or []
    except OSError:
        return []


def lost() -> Path | None:
    """The path of a file of rows that cannot be read or understood; None if there is no such file.

    A file that cannot be understood is put aside first, so that it is not overwritten.
    """
    try:
        if _read() is not None:
            return None
        with locks.held(_lock()):
            return put_aside(place()) if _read() is None else None  # another window may have been first
    except OSError:
        return place()


class Keeper:
    """Saves the rows of one window and merges them with those of other windows. Use it from one thread at a time."""

    def __init__(self, rows: Sequence[PlannedSet]) -> None:
        """`rows` are the rows as the window loaded them."""
        self._base, self._order = list(rows), [row.key for row in rows]
        self.stamp = stamp()  # of the file as this window last knew it

    def keep(self, rows: Sequence[PlannedSet]) -> list[PlannedSet]:
        """Save the window's rows; returns them merged with other windows' changes. Raises OSError if the disk refuses.

        A file that cannot be understood is put aside.
        """
        with locks.held(_lock()):
            try:
                self._base = self._write(rows, _read())
            finally:
                self._order, self.stamp = [row.key for row in rows], stamp()
        return self._base

    def _write(self, rows: Sequence[PlannedSet], there: Sequence[PlannedSet] | None) -> list[PlannedSet]:
        """Merge the rows of both sides, and write them if the file differs."""
        if there is None:  # it cannot be understood, so the changes of other windows are unknown
            put_aside(place())
        now = merged(self._base, rows, self._base if there is None else there)
        # Two windows may order the rows differently: neither rewrites the file only because the other did.
        is_moved = [row.key for row in rows] != self._order
        if there is None or is_moved or _by_key(now) != _by_key(there):
            save(now)
        return now


def _lock() -> Path:
    return place().with_suffix(".lock")


def _read() -> list[PlannedSet] | None:
    """The rows in the file; [] if there is no file, None if it cannot be understood. OSError if the disk refuses."""
    try:
        saved = json.loads(place().read_text("utf-8", errors="surrogateescape"))
        return TypeAdapter(list[PlannedSet]).validate_python([_as_kept(row) for row in saved["rows"]])
    except FileNotFoundError:
        return []
    except (ValueError, KeyError, TypeError, AttributeError, ValidationError):
        return None


def _by_key(rows: Sequence[PlannedSet]) -> dict[str, PlannedSet]:
    return {row.key: row for row in rows}


def _as_kept(row: dict[str, object]) -> dict[str, object]:
    """The values with tuples instead of lists; rows of earlier versions get a key that is the same in every window."""
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return {"key": f"{row['name']} {row['folder']}", **values}
