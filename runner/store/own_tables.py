"""Tables that commands and the window write for the user, and whether these are still as they were written.

A table that a person made or changed is not overwritten. The user's own configuration folder has a small file for each
table that was written: the SHA-256 of its content.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from pathlib import Path

from runner import user_folder
from runner.store.atomic import write_atomically
from runner.store.proof import sha256_of


def write_table(path: Path, write: Callable[[Path], object]) -> None:
    """Write a table with `write`, completely or not at all, and note it as our own.

    Raises OSError if the disk refuses it.
    """
    write_atomically(path, write)
    with contextlib.suppress(OSError):  # without the note, the next command refuses to overwrite the table
        write_atomically(_note(path), lambda temporary: temporary.write_text(sha256_of(path), "utf-8"))


def is_own(path: Path) -> bool:
    """True if a table is as it was written here. Raises OSError if it cannot be read."""
    note = _note(path)
    return note.is_file() and note.read_text("utf-8") == sha256_of(path)


def _note(path: Path) -> Path:
    address = str(path.absolute()).encode("utf-8", "surrogateescape")
    return user_folder.own() / "tables" / hashlib.sha256(address).hexdigest()[:32]
