"""What a person planned and did not start, kept in a file of their own until they do or throw it away.

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
    """Where the file is."""
    return user_folder.own() / "intake.json"


def save(rows: Sequence[PlannedSet]) -> None:
    """Keep these rows, in this order; without any the file goes. OSError when the disk refuses."""
    if not rows:
        place().unlink(missing_ok=True)
        return
    text = json.dumps({"rows": [asdict(row) for row in rows]}, indent=1, ensure_ascii=False)
    write_atomically(place(), lambda temporary: temporary.write_text(text, "utf-8", errors="surrogateescape"))


def stamp() -> tuple[int, int] | None:
    """What changes with the file whoever writes it; None without one."""
    try:
        found = place().stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def load() -> list[PlannedSet]:
    """The rows that were kept; none where there are none, or the file cannot be read or understood."""
    try:
        return _read() or []
    except OSError:
        return []


def lost() -> Path | None:
    """Where a file of rows is that cannot be read or understood; None where there is none.

    One that cannot be understood is put aside, so that no other takes its place.
    """
    try:
        if _read() is not None:
            return None
        with locks.held(_lock()):
            return put_aside(place()) if _read() is None else None  # another window may have been first
    except OSError:
        return place()


class Keeper:
    """What one window keeps, beside what others do. Used by one thread at a time."""

    def __init__(self, rows: Sequence[PlannedSet]) -> None:
        """`rows` as the window found them."""
        self._base, self._order = list(rows), [row.key for row in rows]
        self.stamp = stamp()  # of the file as this window knows it

    def keep(self, rows: Sequence[PlannedSet]) -> list[PlannedSet]:
        """Keep the window's rows; returns them with what others made of theirs. OSError when the disk refuses.

        A file that cannot be understood is put aside.
        """
        with locks.held(_lock()):
            try:
                self._base = self._write(rows, _read())
            finally:
                self._order, self.stamp = [row.key for row in rows], stamp()
        return self._base

    def _write(self, rows: Sequence[PlannedSet], there: Sequence[PlannedSet] | None) -> list[PlannedSet]:
        """The rows of both sides, written where the file does not hold them yet."""
        if there is None:  # it cannot be understood, and tells nothing of what others did
            put_aside(place())
        now = merged(self._base, rows, self._base if there is None else there)
        # Two windows may show the rows in two orders: neither writes its own again because the other did.
        is_moved = [row.key for row in rows] != self._order
        if there is None or is_moved or _by_key(now) != _by_key(there):
            save(now)
        return now


def _lock() -> Path:
    return place().with_suffix(".lock")


def _read() -> list[PlannedSet] | None:
    """The rows of the file; None where it cannot be understood. OSError when the disk refuses."""
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
    """The values with tuples for lists; rows of earlier versions get a key that every window gives them."""
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return {"key": f"{row['name']} {row['folder']}", **values}
