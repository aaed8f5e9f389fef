"""Writes files so that they are complete and on disk, or do not exist."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path


def write_atomically(path: Path, write: Callable[[Path], object]) -> None:
    """Call `write` with a temporary file beside `path`, then rename it to `path` once it is complete and on disk."""
    write_named(path, write, lambda _temporary: path)


def write_named(neighbour: Path, write: Callable[[Path], object], name: Callable[[Path], Path]) -> Path:
    """The same for a file whose name, in the same folder, depends on its content. Returns its path."""
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
    """Wait until the names in a folder are on disk: otherwise a new file can be lost together with its name."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
