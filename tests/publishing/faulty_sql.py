"""Injects a fault at one statement to MariaDB: before it, after it, or by killing the server."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterator
from typing import Any

import pymysql
import pytest
from publish_services import MariaDb

STEPS = {
    "connect": None,
    "look at the table": r"SELECT column_name",
    "read": r"SELECT `id`",
    "create": r"CREATE TABLE",
    "rename": r"UPDATE `photos`",
    "upsert": r"INSERT INTO `photos`",
    "commit": None,
    "delete": r"DELETE FROM `photos`",
}
WAYS = ("refused", "dropped", "timed out", "reply lost", "deadlock", "disk full", "server killed")


class SqlFault:
    """A fault that happens once at a step; `hit` says whether it has happened."""

    def __init__(self, step: str, way: str, server: MariaDb) -> None:
        self.step, self.way, self._server = step, way, server
        self.hit = False

    def around(self, step: str, connection: Any, work: Callable[[], Any]) -> Any:
        """Do `work`, or raise the fault instead of it or after it."""
        if self.hit or step != self.step:
            return work()
        self.hit = True
        if self.way == "reply lost":
            work()
        if self.way == "server killed":
            self._server.stop()
            self._server.start()
            return work()
        if connection is not None and self.way not in ("refused", "deadlock", "disk full"):
            connection._force_close()
        elif connection is not None and self.way == "deadlock":
            connection.rollback()
        raise _ERRORS[self.way]()


_ERRORS: dict[str, Callable[[], Exception]] = {
    "refused": lambda: pymysql.err.OperationalError(1142, "command denied to user"),
    "dropped": lambda: pymysql.err.OperationalError(2013, "Lost connection to MySQL server during query"),
    "timed out": lambda: pymysql.err.OperationalError(2013, "Lost connection during query (timed out)"),
    "reply lost": lambda: pymysql.err.OperationalError(2013, "Lost connection to MySQL server during query"),
    "deadlock": lambda: pymysql.err.OperationalError(1213, "Deadlock found when trying to get lock"),
    "disk full": lambda: pymysql.err.OperationalError(1021, "Disk full (/tmp); waiting for someone to free space"),
}


@contextlib.contextmanager
def injected(fault: SqlFault) -> Iterator[SqlFault]:
    """Patch PyMySQL with this fault."""
    connect, query, commit = pymysql.connect, pymysql.cursors.Cursor.execute, pymysql.connections.Connection.commit

    def connecting(*args: Any, **kwargs: Any) -> Any:
        return fault.around("connect", None, lambda: connect(*args, **kwargs))

    def executing(cursor: Any, statement: str, values: Any = None) -> Any:
        step = next((name for name, pattern in STEPS.items() if pattern and re.match(pattern, statement)), "")
        return fault.around(step, cursor.connection, lambda: query(cursor, statement, values))

    def committing(connection: Any) -> Any:
        return fault.around("commit", connection, lambda: commit(connection))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pymysql, "connect", connecting)
        patch.setattr(pymysql.cursors.Cursor, "execute", executing)
        patch.setattr(pymysql.connections.Connection, "commit", committing)
        yield fault
