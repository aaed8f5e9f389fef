"""Artifacts in the ledger: the files that the rows of parts refer to, and whether they are unchanged."""

from __future__ import annotations

import hashlib
import logging
import os
import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import polars as pl

from runner.graph import Node
from runner.original import identify
from runner.stage import Artifact, Folders
from runner.store.transactions import transaction

_log = logging.getLogger(__name__)

_NOTED = "SELECT path, sha256, bytes, mtime_ns, ctime_ns FROM artifacts"
"""Reads the table itself, not the view that checks seals: each value is compared with the part and the file system."""
_AT_ONCE = 1000
"""Paths per query; SQLite takes up to 32,766 (SQLITE_MAX_VARIABLE_NUMBER)."""


_Row = tuple[str, str, int, int, int]
"""The ledger's entry for a file: path, SHA-256, size, and both times when it was last found to be whole."""


def stands(node: Node, part: Path, catalog: sqlite3.Connection, folders: Folders) -> bool:
    """True if a part of an earlier run may be used: its artifacts are whole and its rows are still valid."""
    stage = node.stage
    if stage.holds is None and stage.artifacts is None:
        return True
    table = pl.read_parquet(part)
    if stage.holds is not None and not stage.holds(table, folders):
        return False
    return stage.artifacts is None or _stand(catalog, part.name, list(stage.artifacts(table)), folders.runs)


def _stand(catalog: sqlite3.Connection, part: str, artifacts: Sequence[Artifact], runs: Path) -> bool:
    """Like `are_whole`, for all files of a part: if none has changed since the last check, reads a single row."""
    state = _state(artifacts, runs)
    noted = catalog.execute("SELECT state FROM sound_artifact_states WHERE part = ?", (part,)).fetchone()
    if state is not None and noted == (state,):
        return True
    if not are_whole(catalog, artifacts, runs):
        return False
    if state is not None:
        with transaction(catalog):
            catalog.execute("INSERT OR REPLACE INTO artifact_states (part, state) VALUES (?, ?)", (part, state))
    return True


def _state(artifacts: Iterable[Artifact], runs: Path) -> bytes | None:
    """Digest of the files' current sizes and times and of their sizes in the part; None if a file is missing."""
    digest, folder = hashlib.blake2b(digest_size=16), str(runs)
    try:
        for each in artifacts:
            about = os.stat(f"{folder}/{each.path}")  # noqa: PTH116 - see `_row`
            digest.update(struct.pack("=qqqq", each.bytes, about.st_size, about.st_mtime_ns, about.st_ctime_ns))
    except OSError:
        return None
    return digest.digest()


def record(catalog: sqlite3.Connection, artifacts: Iterable[Artifact], runs: Path) -> None:
    """Record that these files exist and are whole. Call it only once they are safely on disk."""
    folder = str(runs)
    rows = [row for each in artifacts if (row := _row(each, folder))]
    if rows:
        with transaction(catalog):
            _enter(catalog, rows)


def are_whole(catalog: sqlite3.Connection, artifacts: Sequence[Artifact], runs: Path) -> bool:
    """True if all of these files are as they were written.

    A file whose size and times match the ledger counts as whole; any other is read and compared with its hash.
    Corruption by the disk itself is detected when the file is used, and by `runner verify`.
    """
    noted, folder = [], str(runs)
    for start in range(0, len(artifacts), _AT_ONCE):
        some = artifacts[start : start + _AT_ONCE]
        known = _known(catalog, [each.path for each in some])
        for each in some:
            now = _row(each, folder)
            if now in known and now is not None and now[2] == each.bytes:
                continue
            if now is None or not _is_whole(each, runs):
                return False
            noted.append(each)
    record(catalog, noted, runs)
    return True


def every(catalog: sqlite3.Connection) -> Iterator[Artifact]:
    """All artifacts that the ledger knows, sorted by path."""
    rows = catalog.execute("SELECT path, bytes, sha256 FROM sound_artifacts ORDER BY path")
    return (Artifact(*row) for row in rows)


def _known(catalog: sqlite3.Connection, paths: Sequence[str]) -> set[_Row]:
    query = f"{_NOTED} WHERE path IN ({', '.join('?' * len(paths))})"
    return set(catalog.execute(query, paths))


def _is_whole(artifact: Artifact, runs: Path) -> bool:
    path = runs / artifact.path
    try:
        whole = identify(path).sha256.hex() == artifact.sha256
    except FileNotFoundError:
        return False
    except OSError as error:
        _log.warning("%s cannot be read: %s", path, error)
        return False
    if not whole:
        _log.warning("%s is damaged: its bytes are not those that were written; it is made again", path)
    return whole


def _row(artifact: Artifact, runs: str) -> _Row | None:
    """The entry for a file as it is now; None if it does not exist."""
    try:
        # There are three of these per photo, and building a Path takes longer than asking the file system.
        about = os.stat(f"{runs}/{artifact.path}")  # noqa: PTH116
    except OSError:
        return None
    return artifact.path, artifact.sha256, about.st_size, about.st_mtime_ns, about.st_ctime_ns


def _enter(catalog: sqlite3.Connection, rows: Iterable[_Row]) -> None:
    catalog.executemany(
        "INSERT OR REPLACE INTO artifacts (path, sha256, bytes, mtime_ns, ctime_ns) VALUES (?, ?, ?, ?, ?)", rows
    )
