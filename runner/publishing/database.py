"""Connections to the database of a target, and queries about its existing tables."""

from __future__ import annotations

import sqlite3
import ssl
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pymysql

from runner.publishing.options import MysqlOptions, PublishOptions
from runner.publishing.statements import MYSQL, SQLITE, Dialect

ERRORS = (pymysql.err.MySQLError, sqlite3.Error, OSError, EOFError, RuntimeError, struct.error)
"""Exceptions of both drivers; the last two are raised if a server asks for local files or sends malformed data."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an existing table."""

    name: str
    type: str  # as the database names it, in lower case, without a length
    charset: str | None  # of a text column; None where it does not matter
    required: bool  # whether a row without a value for it is refused


class Connection(Protocol):
    """The methods that the connections of both drivers have in common."""

    def cursor(self) -> Any: ...  # noqa: D102
    def commit(self) -> None: ...  # noqa: D102
    def rollback(self) -> None: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Database:
    """One database: how to connect, its SQL dialect, and queries about the structure of a table."""

    name: str  # as shown to people
    dialect: Dialect
    connect: Callable[[bool], Connection]  # False: nothing is created; a missing file reads as an empty database
    columns: Callable[[Any, str], list[Column]]  # empty if there is no such table
    unique: Callable[[Any, str, str], bool]  # whether a column of a table has a unique index of its own
    engine: Callable[[Any, str], str | None]  # the engine of a table if it has no transactions; else None


def of(options: PublishOptions) -> Database:
    """The database that the options name."""
    if options.mysql is not None:
        server = options.mysql
        name = f"{server.host}/{server.database}"
        return Database(name, MYSQL, lambda _: _mysql(server), _mysql_columns, _mysql_unique, _mysql_engine)
    path = Path(options.sqlite or "").expanduser().absolute()
    return Database(str(path), SQLITE, lambda write: _sqlite(path, write), _sqlite_columns, _sqlite_unique, _no_engine)


def _sqlite(path: Path, write: bool) -> Connection:
    if not write and not path.exists():
        return sqlite3.connect(":memory:")
    if write:
        path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=30)
    # Python begins a transaction before INSERT by itself, but not before CREATE: `_Sqlite` sends BEGIN.
    connection.isolation_level = None
    return _Sqlite(connection)


class _Sqlite:
    """An SQLite connection that opens a transaction before every statement, as MySQL does."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def cursor(self) -> sqlite3.Cursor:
        if not self._connection.in_transaction:
            self._connection.execute("BEGIN")
        return self._connection.cursor()

    def commit(self) -> None:
        self._connection.commit()

    def rollback(self) -> None:
        self._connection.rollback()

    def close(self) -> None:
        self._connection.close()


def _mysql(options: MysqlOptions) -> Connection:
    authority = Path(options.ca).expanduser() if options.ca else None
    tls: dict[str, Any] = {"ssl_disabled": True}
    if not options.insecure:
        tls = {"ssl": ssl.create_default_context(cafile=authority)}
    connection: Connection = pymysql.connect(
        host=options.host,
        port=options.port,
        user=options.user,
        password=options.secret(),
        database=options.database,
        charset="utf8mb4",
        # Values that do not fit are refused, not truncated or turned into question marks.
        sql_mode="STRICT_ALL_TABLES",
        connect_timeout=max(1, int(options.timeout_s)),
        read_timeout=options.timeout_s,
        write_timeout=options.timeout_s,
        autocommit=False,
        **tls,
    )
    return connection


def _sqlite_columns(cursor: Any, table: str) -> list[Column]:
    rows = cursor.execute('SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)', (table,))
    return [
        Column(name, kind.split("(")[0].lower(), None, bool(notnull and default is None and not key))
        for name, kind, notnull, default, key in rows
    ]


def _sqlite_unique(cursor: Any, table: str, column: str) -> bool:
    indexes = cursor.execute('SELECT name FROM pragma_index_list(?) WHERE "unique" AND NOT partial', (table,))
    return any(list(_index_columns(cursor, name)) == [column] for (name,) in indexes.fetchall())


def _index_columns(cursor: Any, index: str) -> Iterator[str]:
    return (name for (name,) in cursor.execute("SELECT name FROM pragma_index_info(?)", (index,)).fetchall())


def _mysql_columns(cursor: Any, table: str) -> list[Column]:
    cursor.execute(
        "SELECT column_name, data_type, character_set_name, is_nullable, column_default, extra"
        " FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = %s",
        (table,),
    )
    return [
        Column(name, kind.lower(), charset, nullable == "NO" and default is None and not extra)
        for name, kind, charset, nullable, default, extra in cursor.fetchall()
    ]


def _no_engine(_cursor: Any, _table: str) -> None:
    """Return None: every table of SQLite has transactions."""


def _mysql_engine(cursor: Any, table: str) -> str | None:
    cursor.execute(
        "SELECT t.engine FROM information_schema.tables t LEFT JOIN information_schema.engines e ON e.engine = t.engine"
        " WHERE t.table_schema = DATABASE() AND t.table_name = %s AND coalesce(e.transactions, 'NO') <> 'YES'"
        " AND t.engine IS NOT NULL",
        (table,),
    )
    found = cursor.fetchone()
    return str(found[0]) if found else None


def _mysql_unique(cursor: Any, table: str, column: str) -> bool:
    cursor.execute(
        "SELECT group_concat(column_name), max(coalesce(sub_part, 0)) FROM information_schema.statistics"
        " WHERE table_schema = DATABASE() AND table_name = %s AND non_unique = 0 GROUP BY index_name",
        (table,),
    )
    return any(columns == column and not prefix for columns, prefix in cursor.fetchall())
