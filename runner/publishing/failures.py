"""Classifies exceptions of servers, sockets and file systems by category, and by whether a retry may help."""

from __future__ import annotations

import errno
import ftplib
import random
import re
import sqlite3
import ssl
import time
from collections.abc import Callable
from typing import TypeVar

import pymysql

from runner.errors import DatabaseError, PublishError, TransferError
from runner.messages import Message, say

T = TypeVar("T")

ADVICE = {
    "connect": say("advice.connect"),
    "auth": say("advice.auth"),
    "transfer": say("advice.transfer"),
    "database": say("advice.database"),
    "name": say("advice.name"),
    "local": say("advice.local"),
}
"""What to do about each category."""

_DRIFT_ADVICE = say("advice.drift")


def advice(kind: str) -> Message:
    """Return what to do about a category of failures; by default the advice for drift."""
    return ADVICE.get(kind, _DRIFT_ADVICE)


# MySQL: cannot connect, connection lost or refused, host blocked, too many connections, server shutting down.
_LOST = {1040, 1053, 1129, 1130, 1203, 2002, 2003, 2006, 2013, 2055}
_DENIED = {1044, 1045, 1227, 1698}
_CONFLICT = {1205, 1213}  # lock wait, deadlock: the transaction was rolled back and may be retried
# RFC 959: 421 the service closes, 425 and 426 no data connection or a broken one. Other 4yz concern the file system.
_CLOSED = re.compile(r"4(21|25|26)")

_OF_FILES = {
    errno.EEXIST,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.ENOENT,
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOSPC,
}
"""Error numbers that come from local files and never from connections."""

_OF_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
"""The same for SQLite, whose database is a local file."""

_CUT = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)


def of_transfer(error: Exception, host: str) -> TransferError:
    """Convert an exception from a file transfer, with its category and whether a retry may help."""
    if isinstance(error, ssl.SSLError) and not isinstance(error, _CUT):
        return TransferError(*_tls(error, host))
    said = one_line(error)
    if isinstance(error, ftplib.error_perm) and said[:3] in ("530", "532"):
        return TransferError(say("target.login", host=host, reason=said), "auth")
    if isinstance(error, ftplib.Error) and not _CLOSED.match(said):
        return TransferError(say("target.answers", host=host, reason=said))
    return TransferError(say("target.lost", host=host, reason=said or type(error).__name__), "connect", passing=True)


def of_database(error: Exception, where: str) -> DatabaseError:
    """Convert an exception from a database, with its category and whether a retry may help."""
    code = error.args[0] if error.args and isinstance(error.args[0], int) else 0
    cause = getattr(error, "original_exception", error)
    if isinstance(cause, ssl.SSLError) and not isinstance(cause, _CUT):
        return DatabaseError(*_tls(cause, where))
    said = one_line(error)
    if code in _DENIED:
        return DatabaseError(say("target.login", host=where, reason=said), "auth")
    if isinstance(error, OSError) and error.errno in _OF_FILES:
        return DatabaseError(say("target.database", host=where, reason=error.strerror or said), "local")
    if isinstance(error, (pymysql.err.InterfaceError, OSError, EOFError)) or code in _LOST:
        return DatabaseError(say("target.lost", host=where, reason=said), "connect", passing=True)
    if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _OF_DISK:
        return DatabaseError(say("target.database", host=where, reason=said), "local")
    locked = isinstance(error, sqlite3.OperationalError) and "locked" in said
    return DatabaseError(say("target.database", host=where, reason=said), passing=locked or code in _CONFLICT)


def _tls(error: Exception, where: str) -> tuple[Message, str]:
    return say("target.tls", host=where, reason=getattr(error, "verify_message", "") or one_line(error)), "connect"


def one_line(error: Exception) -> str:
    """The error's message without line breaks."""
    return " ".join(str(error).split())


def again(work: Callable[[], T], tries: int, backoff_s: float) -> T:
    """Return the result of `work`; after a transient error it is retried, at most `tries` calls in all.

    Waits start at `backoff_s` and double. Each is shortened at random to no less than half, so that parallel uploads
    do not all retry at once.
    """
    for attempt in range(tries):
        try:
            return work()
        except PublishError as error:
            if not error.passing or attempt + 1 == tries:
                raise
            time.sleep(backoff_s * 2**attempt * random.uniform(0.5, 1.0))
    raise AssertionError("tries is at least 1")
