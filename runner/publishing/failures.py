"""What an exception of a server, a socket or a file system means: its category, and whether trying again may help."""

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
    """What to do about a category of failures."""
    return ADVICE.get(kind, _DRIFT_ADVICE)


# MySQL: cannot connect, connection lost or refused, host blocked, too many connections, server shutting down.
_LOST = {1040, 1053, 1129, 1130, 1203, 2002, 2003, 2006, 2013, 2055}
_DENIED = {1044, 1045, 1227, 1698}
_CONFLICT = {1205, 1213}  # lock wait, deadlock: the transaction was taken back and may be tried again
# RFC 959: 421 the service closes, 425 and 426 no data connection or a broken one. Other 4yz speak of the file system.
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
"""Errors that a file of this machine gives, and no connection."""

_OF_DISK = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
"""The same of SQLite, whose table is a file of this machine."""

_CUT = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)


def of_transfer(error: Exception, host: str) -> TransferError:
    """The category of what went wrong with a file on a server."""
    if isinstance(error, ssl.SSLError) and not isinstance(error, _CUT):
        return TransferError(*_tls(error, host))
    said = one_line(error)
    if isinstance(error, ftplib.error_perm) and said[:3] in ("530", "532"):
        return TransferError(say("target.login", host=host, reason=said), "auth")
    if isinstance(error, ftplib.Error) and not _CLOSED.match(said):
        return TransferError(say("target.answers", host=host, reason=said))
    return TransferError(say("target.lost", host=host, reason=said or type(error).__name__), "connect", passing=True)


def of_database(error: Exception, where: str) -> DatabaseError:
    """The category of what went wrong with a table."""
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


def _tls(error: Exception, where: str) -> tuple[str, str]:
    reason = getattr(error, "verify_message", "") or one_line(error)
    return f"{where} is not who it says it is, or speaks no proper TLS: {reason}", "connect"


def one_line(error: Exception) -> str:
    """The error's words without line breaks."""
    return " ".join(str(error).split())


def again(work: Callable[[], T], tries: int, backoff_s: float) -> T:
    """What `work` returns; after an error of the network it is tried again.

    The waits double from `backoff_s`, each between half and all of its length, so that parallel uploads do not
    come back all at once.
    """
    for attempt in range(tries):
        try:
            return work()
        except PublishError as error:
            if not error.passing or attempt + 1 == tries:
                raise
            time.sleep(backoff_s * 2**attempt * random.uniform(0.5, 1.0))
    raise AssertionError("tries is at least 1")
