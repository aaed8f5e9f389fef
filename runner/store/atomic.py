"""Files that are whole and on the disk, or not there."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def write_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Call `write` on a temporary neighbour of `path`, then make it `path`: whole and on the disk, or not there."""
    write_named(path, write, lambda _temporary: path)


def write_named(neighbour: Path, write: Callable[[Path], object], name: Callable[[Path], Path]) -> Path:
    """The same for a file whose name, in the same folder, follows from its content. Returns its path."""
    neighbour.parent.mkdir(parents=True, exist_ok=True)
    temporary = neighbour.with_name(f"{neighbour.name}.{os.getpid()}.tmp")
    try:
        write(temporary)
        with temporary.open("rb") as handle:
            os.fsync(handle.fileno())
        path = name(temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return path


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk: a new file can be lost with its name otherwise."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
