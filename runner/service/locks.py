"""Locks that end with the process that holds them, however that ends."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def held(path: Path) -> Iterator[IO[str]]:
    """Wait for the lock and hold it for the block. A child that inherits the open file holds it on after the block."""
    with _opened(path) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


@contextmanager
def held_if_free(path: Path) -> Iterator[bool]:
    """Whether the lock was free; if so, it is held for the block."""
    with _opened(path) as file:
        yield _taken(file)


def is_free(path: Path) -> bool:
    """Whether no process holds the lock at this moment. Makes no file: the folder may be on a drive that is gone."""
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
