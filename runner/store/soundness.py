"""Checks whether a catalogue is as it was written: when it is opened, and thoroughly by `runner verify`."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runner.messages import Message, say
from runner.store import seals

UNREADABLE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What reading a damaged catalogue raises; the second if damaged text is part of SQLite's own message."""

_Stamp = tuple[tuple[int, int, int], ...]
_sound: dict[Path, _Stamp] = {}
"""Sizes and times of the files of catalogues that this process found to be sound, or left so."""


_held: Counter[Path] = Counter()
"""Catalogues that this process has checked and holds open, and how often."""


def is_known(path: Path) -> bool:
    """True if this process has the catalogue open, or if nothing was written since it last checked or closed it."""
    return _held[path] > 0 or _sound.get(path) == _stamp(path)


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Count the catalogue as checked and open during the block."""
    _held[path] += 1
    try:
        yield
    finally:
        _held[path] -= 1


def remember(path: Path) -> None:
    """Remember that the catalogue is sound in its current state."""
    _sound[path] = _stamp(path)


def problems(catalog: sqlite3.Connection, path: Path) -> Iterator[Message]:
    """Yield the damage that cannot be computed again: to the file's structure, and to rows of what people did."""
    yield from _structure(catalog, path, "quick_check")
    for table in seals.tables(catalog):
        if table not in seals.CACHES:
            yield from _of_table(catalog, path, table)


def every_problem(catalog: sqlite3.Connection, path: Path) -> Iterator[Message]:
    """The same with all indexes and all tables."""
    yield from _structure(catalog, path, "integrity_check")
    for table in seals.tables(catalog):
        yield from _of_table(catalog, path, table)


def _structure(catalog: sqlite3.Connection, path: Path, check: str) -> Iterator[Message]:
    try:
        found = [str(row[0]) for row in catalog.execute(f"PRAGMA {check}(5)")]
        if found == ["ok"] and not seals.is_declared_so(catalog):
            found = ["its tables are not declared as they were"]
    except UNREADABLE as error:
        found = [_reason(error)]
    if found != ["ok"]:
        yield say("catalog.structure", path=str(path), reason=" ".join(found[0].split()))


def _reason(error: Exception) -> str:
    """The message of an error from a damaged catalogue. An error about another process's lock is raised again."""
    if isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error)):
        raise error
    return str(error)


def _of_table(catalog: sqlite3.Connection, path: Path, table: str) -> Iterator[Message]:
    try:
        found = [str(row[0]) for row in catalog.execute(f"PRAGMA integrity_check({table})")]
        count = seals.broken(catalog, table) if "seal" in seals.columns_of(catalog, table) else 0
    except UNREADABLE as error:
        found, count = [_reason(error)], 0
    if found != ["ok"]:
        yield say("catalog.table", path=str(path), table=table, reason=" ".join(found[0].split()))
    if count:
        yield say("catalog.rows", path=str(path), table=table, count=count)


def _stamp(path: Path) -> _Stamp:
    return tuple(_of(each) for each in (path, path.with_name(f"{path.name}-wal")))


def _of(path: Path) -> tuple[int, int, int]:
    try:
        about = path.stat()
    except OSError:
        return 0, 0, 0
    return about.st_ino, about.st_size, about.st_mtime_ns
