"""Transactions of `catalog.db`: all or nothing, and on disk where it matters."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_ALONE = ("BEGIN IMMEDIATE", "COMMIT", "ROLLBACK")
_WITHIN = ("SAVEPOINT part", "RELEASE part", "ROLLBACK TO part")


@contextmanager
def transaction(catalog: sqlite3.Connection) -> Iterator[None]:
    """A transaction: all or nothing; writers wait for each other. A power cut may undo the newest ones, the last first.

    Within another transaction it is a part of that one, and also all or nothing by itself.
    """
    begin, end, back = _WITHIN if catalog.in_transaction else _ALONE
    catalog.execute(begin)
    try:
        yield
        catalog.execute(end)
    except BaseException:
        if catalog.in_transaction:  # a full disk at the commit has already ended it
            catalog.execute(back)
        raise


@contextmanager
def durable(catalog: sqlite3.Connection) -> Iterator[None]:
    """A transaction that is on disk when the block is left, with everything that was committed before it.

    Within another transaction it is a part of that one, and as durable as that one.
    """
    if catalog.in_transaction:  # SQLite does not let `synchronous` be changed within one
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
