"""Seals: a digest in every row of the catalogue. SQLite itself notices only damage to the structure of a page.

Triggers write them, so that statements need not know about them. What can be computed again is read through views that
leave out rows with a broken seal; a broken row in what people did is an error before anything is read.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator

CACHES = frozenset({"files", "parts", "part_files", "artifacts", "artifact_states"})
"""Tables whose rows are computed again if they are missing: read the views `sound_files` and so on."""

_SEAL = "seal"


def attach(connection: sqlite3.Connection) -> None:
    """Let the connection write and check seals."""
    connection.create_function("seal_of", -1, _seal_of, deterministic=True)


def lay(connection: sqlite3.Connection) -> None:
    """Give every table its seal column, its triggers and its view for its current columns, and every row its seal."""
    for table in tables(connection):
        columns = columns_of(connection, table)
        if _SEAL not in columns:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {_SEAL} INTEGER")
        kept = [name for name in columns if name != _SEAL]
        for statement in _statements(table, kept, key_of(connection, table)):
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {_mark(connection)}")


def is_declared_so(connection: sqlite3.Connection) -> bool:
    """True if tables, triggers and views are declared as recorded, or if an earlier version recorded nothing."""
    (noted,) = connection.execute("PRAGMA application_id").fetchone()
    return noted in (0, _mark(connection))


def _mark(connection: sqlite3.Connection) -> int:
    """A checksum of all declarations, in the 31 bits that the header has room for."""
    rows = connection.execute("SELECT CAST(sql AS BLOB) FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
    return zlib.crc32(b"\0".join(sql for (sql,) in rows)) & 0x7FFFFFFF


def lift(connection: sqlite3.Connection) -> None:
    """Drop triggers and views, so that tables can be changed. `lay` creates them again."""
    made = connection.execute(
        "SELECT type, name FROM sqlite_schema WHERE (type = 'trigger' AND name LIKE '%\\_sealed\\_by\\_%' ESCAPE '\\')"
        " OR (type = 'view' AND name LIKE 'sound\\_%' ESCAPE '\\')"
    ).fetchall()
    for kind, name in made:
        connection.execute(f"DROP {kind} {name}")


def tables(connection: sqlite3.Connection) -> list[str]:
    """The names of the catalogue's tables, sorted."""
    rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    return sorted(name for (name,) in rows)


def broken(connection: sqlite3.Connection, table: str) -> int:
    """Number of rows of a table that are not as they were written."""
    kept = [name for name in columns_of(connection, table) if name != _SEAL]
    query = f"SELECT count(*) FROM {table} NOT INDEXED WHERE {_SEAL} IS NOT {expression(kept, '')}"
    (count,) = connection.execute(query).fetchone()
    return int(count)


def _statements(table: str, columns: list[str], key: list[str]) -> Iterator[str]:
    same = " AND ".join(f"{name} = NEW.{name}" for name in key)
    for event in ("INSERT", f"UPDATE OF {', '.join(columns)}"):
        name = f"{table}_sealed_by_{event.split()[0].lower()}"
        yield (
            f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN "
            f"UPDATE {table} SET {_SEAL} = {expression(columns, 'NEW.')} WHERE {same}; END"
        )
    if table in CACHES:
        yield (
            f"CREATE VIEW sound_{table} AS SELECT {', '.join(columns)} FROM {table} "
            f"WHERE {_SEAL} IS {expression(columns, '')}"
        )
    yield f"UPDATE {table} SET {_SEAL} = {expression(columns, '')}"


def expression(columns: list[str], prefix: str) -> str:
    """The seal of a row in SQL. Values are cast to bytes: damaged text must not be read as text."""
    return f"seal_of({', '.join(f'CAST({prefix}{name} AS BLOB)' for name in columns)})"


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Names of a table's columns; empty if there is no such table."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def key_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Names of the columns that are a table's primary key."""
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[5]]


def _seal_of(*values: bytes | None) -> int:
    digest = hashlib.blake2b(digest_size=8)
    for value in values:
        digest.update(b"-" if value is None else b"%d:" % len(value))
        digest.update(value or b"")
    return int.from_bytes(digest.digest(), "big", signed=True)
