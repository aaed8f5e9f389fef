"""Keeps a user's file that cannot be parsed beside the one that replaces it."""

from __future__ import annotations

import itertools
from pathlib import Path


def put_aside(path: Path) -> Path:
    """Rename `a.json` to the first free name of `a.damaged.json`, `a.damaged-2.json` …; returns the new path.

    Files that were put aside earlier stay. Raises OSError if the disk refuses.
    """
    names = (f"{path.stem}.damaged{'' if number == 1 else f'-{number}'}{path.suffix}" for number in itertools.count(1))
    for kept in map(path.with_name, names):
        try:
            kept.touch(exist_ok=False)  # reserves the name against other processes
        except FileExistsError:
            continue
        try:
            return path.replace(kept)
        except OSError:
            kept.unlink()
            raise
    raise AssertionError("numbers do not end")
