"""The journal of `catalog.db`: a write-ahead log on local drives, a rollback journal on network drives.

A write-ahead log needs memory that is shared by all processes that use the file, which a network file system does not
provide (https://sqlite.org/wal.html, "All processes using a database must be on the same host computer").
"""

from __future__ import annotations

import logging
import re
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from runner.errors import EnvError

_log = logging.getLogger(__name__)
_MOUNTS = Path("/proc/self/mountinfo")
_SHARED = re.compile(
    r"nfs\d?|cifs|smb\w*|9p|afs|ceph|lustre|gpfs|beegfs\w*|gfs2|ocfs2|panfs|orangefs|davfs\w*|ncpfs?|coda|drvfs|vboxsf|"
    r"vmhgfs|prl_fs|virtiofs|fuse\..+"
)
"""File systems of other machines, and of drivers without shared memory (FUSE, shared folders of a virtual machine)."""

Tell = Callable[[str], object]
_told: set[Path] = set()


def choose_journal(connection: sqlite3.Connection, path: Path, patience_s: float, tell: Tell = _log.warning) -> None:
    """Give the open database at `path` the journal that its drive allows, and convert an existing one.

    Without a write-ahead log, commits wait for the disk, because the database could be damaged otherwise. `tell` gets a
    sentence about it, once for each path in this process. Raises EnvError if the database cannot leave its write-ahead
    log.
    """
    until = time.monotonic() + patience_s
    kind = file_system(path.parent)
    if not is_shared(path.parent) and _switch(connection, "wal", until) == "wal":
        connection.execute("PRAGMA synchronous = NORMAL")
        return
    if (mode := _switch(connection, "truncate", until)) != "truncate":
        raise EnvError(
            f"{path} cannot be used on a drive of the kind {kind or 'unknown'}: its journal stays '{mode}'.",
            "Close every program that uses it and start again, or use a local folder: paths.runs=….",
        )
    connection.execute("PRAGMA synchronous = FULL")
    if path not in _told:
        _told.add(path)
        tell(
            f"{path.parent} is on a drive of the kind {kind or 'unknown'}, where SQLite's write-ahead log is not safe: "
            "catalog.db has a rollback journal there. Runs and reviewers that work at once wait for each other; a "
            "local folder is faster (paths.runs=…)."
        )


def is_shared(folder: Path) -> bool:
    """True if other machines may write to the folder too, as far as its file system tells."""
    kind = file_system(folder)
    return kind is not None and _SHARED.fullmatch(kind) is not None


def file_system(folder: Path) -> str | None:
    """The type of the file system that holds `folder`, as Linux names it (ext4, nfs4); None if it is unknown."""
    try:
        mounts = [line.partition(" - ") for line in _MOUNTS.read_text("utf-8", "surrogateescape").splitlines()]
    except OSError:
        return None
    real = folder.resolve()
    # The nearest mount above the folder; of several at one place, the last one hides the others.
    holding = [(len(at.parts), kind.split()[0]) for own, _, kind in mounts
               if real.is_relative_to(at := Path(_unescaped(own.split()[4])))]  # fmt: skip
    return max(reversed(holding), key=lambda each: each[0])[1] if holding else None


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), text)


def _switch(connection: sqlite3.Connection, mode: str, until: float) -> str:
    """Ask for a journal mode; returns the one that SQLite uses then.

    While another process switches, SQLite reports "locked" at once, whatever the connection's timeout; so this retries
    until `until` on the monotonic clock.
    """
    while True:
        try:
            (used,) = connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
            return str(used)
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)
