"""`catalog.db`: the SQLite database that outlives runs; opening it, and preparing its tables.

What can be computed again (ledger, hashes of files) is written with `transaction` and may be lost in a power cut. What
people did, and what was published or named, is written with `durable`: it is on disk before the call returns.

If the file is lost, the next run recovers parts and names from the evidence (`runner.engine.rebuild`). Edits,
decisions, ratings, publications, preferences and assertions about people exist nowhere else: back it up with SQLite's
own means (`VACUUM INTO 'copy.db'`), never by copying the file while a program uses it.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from runner.errors import EnvError
from runner.messages import say
from runner.store import forgotten_file, schemas, seals, soundness
from runner.store.forgotten_people import brought_back, forget_again
from runner.store.journal_mode import Tell, choose_journal
from runner.store.transactions import transaction

_log = logging.getLogger(__name__)


@contextmanager
def open_catalog(path: Path, patience_s: float = 30, tell: Tell = _log.warning) -> Iterator[sqlite3.Connection]:
    """Open the catalogue at `path`, or create it. Changes need `with transaction(catalog)` or `with durable(catalog)`.

    `patience_s` is how long to wait for another process that is writing. `tell` is called with what the user should
    know about the drive, see `runner.store.journal_mode`.

    Raises EnvError if another process holds it, if it is damaged, or if a newer version wrote it. Unless this process
    left it as it is, it is checked first: its structure, and every row that cannot be computed again. Then the people
    in `people/forgotten.json` beside it are forgotten in it too, before anything is read.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    is_sound = soundness.is_known(path)  # checked first: opening alone may change the file
    try:
        connection = sqlite3.connect(path, timeout=patience_s, isolation_level=None)
    except sqlite3.Error as error:
        raise _problem(path, error) from error
    try:
        _make_ready(connection, path, patience_s, tell, is_sound=is_sound)
        with soundness.held(path):
            yield connection
    except sqlite3.Error as error:
        raise _problem(path, error) from error
    finally:
        connection.close()
    soundness.remember(path)


@contextmanager
def open_existing(path: Path, patience_s: float = 30, tell: Tell = _log.warning) -> Iterator[sqlite3.Connection]:
    """Open the catalogue like `open_catalog`, for a program that has had it open before: it is never created.

    Raises EnvError if it is gone: anything written where a drive used to be is lost once the drive is back.
    """
    if not path.is_file():
        raise EnvError(say("catalog.gone", path=str(path)), say("catalog.gone_mend"))
    with open_catalog(path, patience_s, tell) as catalog:
        yield catalog


@contextmanager
def read_catalog(path: Path, patience_s: float = 30) -> Iterator[sqlite3.Connection]:
    """Open the catalogue at `path` for reading: it is not created, and may be read-only.

    If there is none, yields an empty one. Raises EnvError like `open_catalog`, and also if it is read-only but would
    have to be changed: an older version wrote it, or it is a backup that still knows a person who has been deleted for
    good since.
    """
    if not path.is_file():
        with _in_memory() as nothing:
            yield nothing
    elif is_read_only(path):
        with _open_to_read(path, patience_s) as catalog:
            yield catalog
    else:
        with open_existing(path, patience_s) as catalog:
            yield catalog


def is_read_only(path: Path) -> bool:
    """True if a catalogue exists that this user cannot write."""
    return path.is_file() and not all(os.access(each, os.W_OK) for each in (path, path.parent))


@contextmanager
def _open_to_read(path: Path, patience_s: float) -> Iterator[sqlite3.Connection]:
    """Open the catalogue as it is, without creating a file beside it."""
    with closing(_connected_to_read(path, patience_s)) as connection:
        try:
            seals.attach(connection)
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version < schemas.VERSION:
                raise EnvError(say("catalog.read_only", path=str(path)), say("catalog.older_mend"))
            _refuse_newer(version, path)
            if not soundness.is_known(path):
                _refuse_older_backup(connection, path)
                _look_through(connection, path)
            yield connection
        except sqlite3.Error as error:
            raise _problem(path, error) from error


def _refuse_older_backup(connection: sqlite3.Connection, path: Path) -> None:
    """Raise EnvError for a backup that still knows a person who was deleted for good: it cannot be corrected here."""
    if any(brought_back(connection, forgotten_file.known(path.parent))):
        raise EnvError(say("catalog.read_only_backup", path=str(path)), say("catalog.read_only_mend"))


@contextmanager
def _in_memory() -> Iterator[sqlite3.Connection]:
    """An empty catalogue in memory, which is gone when it is closed."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        seals.attach(connection)
        _raise(connection)
        yield connection


def _connected_to_read(path: Path, patience_s: float) -> sqlite3.Connection:
    """Connect without creating a file beside the catalogue.

    A write-ahead log needs files beside the catalogue even for reading. If they do not exist, no process has it open,
    and everything is in the one file.
    """
    try:
        connection = _opened(path, "mode=ro", patience_s)
        try:
            connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            log = path.with_name(f"{path.name}-wal")
            if log.is_file() and log.stat().st_size:
                raise
            connection = _opened(path, "immutable=1", patience_s)
    except sqlite3.Error as error:
        raise _problem(path, error) from error
    return connection


def _opened(path: Path, how: str, patience_s: float) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{how}"
    return sqlite3.connect(address, timeout=patience_s, isolation_level=None, uri=True)


def _make_ready(connection: sqlite3.Connection, path: Path, patience_s: float, tell: Tell, *, is_sound: bool) -> None:
    try:
        seals.attach(connection)
        choose_journal(connection, path, patience_s, tell)
        _prepare(connection, path)
        if not is_sound:
            _look_through(connection, path)
            # It may be a backup from before a person was forgotten.
            forget_again(connection, forgotten_file.known(path.parent))
    except UnicodeDecodeError as error:  # from SQLite's message about a damaged schema
        raise _problem(path, error) from error


def _look_through(connection: sqlite3.Connection, path: Path) -> None:
    if found := next(soundness.problems(connection, path), None):
        raise EnvError(found, say("catalog.salvage"))
    soundness.remember(path)


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    _refuse_newer(version, path)
    if version < schemas.VERSION:
        _raise(connection)


def _refuse_newer(version: int, path: Path) -> None:
    if version > schemas.VERSION:
        raise EnvError(
            say("catalog.schema", path=str(path), found=str(version), known=str(schemas.VERSION)),
            say("catalog.schema_mend"),
        )


def _raise(connection: sqlite3.Connection) -> None:
    """Migrate an older or an empty catalogue to this version."""
    with transaction(connection):
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        seals.lift(connection)
        for schema in schemas.SCHEMAS[version:]:
            for statement in schema.split(";\n"):
                connection.execute(statement)
        seals.lay(connection)
        connection.execute(f"PRAGMA user_version = {schemas.VERSION}")


def _problem(path: Path, error: sqlite3.Error | UnicodeDecodeError) -> EnvError:
    if "locked" in str(error) or "busy" in str(error):
        return EnvError(say("catalog.held", path=str(path)), say("catalog.held_mend"))
    if "readonly" in str(error):
        return EnvError(say("catalog.read_only", path=str(path)), say("catalog.read_only_mend"))
    if "full" in str(error) or "disk I/O" in str(error):  # SQLite's shared memory reports a full disk as the latter
        return EnvError(say("catalog.full", path=str(path)), say("catalog.full_mend"))
    return EnvError(
        say("catalog.broken", path=str(path), reason=str(error)),
        say("catalog.broken_mend"),
    )
