"""Changes of `catalog.db`: all or nothing, and on the disk where it matters."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_ALONE = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
_WITHIN = ("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part")


@contextmanager
def transaction(catalog: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; writers queue up behind each other. A power cut may undo the newest ones, the last first.

    Within another one it is a part of that, and all or nothing by itself too.
    """
    begin, end, back = _WITHIN if catalog.in_transaction else _ALONE
    catalog.execute(begin)
    try:
        yield
        catalog.execute(end)
    except BaseException:
        if catalog.in_transaction:  # a full disk at the commit has ended it already
            catalog.execute(back)
        raise


@contextmanager
def durable(catalog: sqlite3.Connection) -> Iterator[None]:
    """A transaction that is on the disk when the block is left, with all that was committed before it.

    Within another one it is a part of that, and as safe as that is.
    """
    if catalog.in_transaction:  # in which SQLite lets nobody change what is synchronous
        with transaction(catalog):
            yield
        return
    (before,) = catalog.execute("PRAGMA synchronous").fetchone()
    catalog.execute("PRAGMA synchronous = FULL")
    try:
        with transaction(catalog):
            yield
    finally:
        catalog.execute(f"PRAGMA synchronous = {before}")
