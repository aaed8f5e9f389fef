"""Locks that are released when the process that holds them ends, for whatever reason."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def held(path: Path) -> Iterator[IO[str]]:
    """Wait for the lock and hold it in the block.

    A child that inherits the open file still holds it after the block.
    """
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


@contextmanager
def held_if_free(path: Path) -> Iterator[bool]:
    """Yield True if the lock was free, and hold it in the block; otherwise yield False."""
    with _opened(path) as file:
        yield _taken(file)


def is_free(path: Path) -> bool:
    """True if no process holds the lock now. Creates no file, since the folder may be on a drive that is gone."""
    if not path.is_file():
        return True
    with held_if_free(path) as free:
        return free


def _taken(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _opened(path: Path) -> IO[str]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("a")
