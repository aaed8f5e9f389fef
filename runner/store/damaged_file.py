"""A file of a person's own that cannot be understood is kept beside the one that takes its place."""

from __future__ import annotations

import itertools
from pathlib import Path


def put_aside(path: Path) -> Path:
    """Rename `a.json` to the first free of `a.damaged.json`, `a.damaged-2.json` …; where it is now.

    What was put aside before stays. OSError when the disk refuses.
    """
    names = (f"{path.stem}.damaged{'' if number == 1 else f'-{number}'}{path.suffix}" for number in itertools.count(1))
    for kept in map(path.with_name, names):
        try:
            kept.touch(exist_ok=False)  # nobody else takes this name from here on
        except FileExistsError:
            continue
        try:
            return path.replace(kept)
        except OSError:
            kept.unlink()
            raise
    raise AssertionError("numbers do not end")
