"""A folder that nobody can list, not even the superuser: its path is longer than the system takes."""

from __future__ import annotations

import os
from pathlib import Path

_NAME, _DEPTH = "d" * 250, 17


def unlistable(folder: Path) -> None:
    """Make folders below `folder`, one in the other, of which the last cannot be listed by its path."""
    at = os.open(folder, os.O_RDONLY)
    for _ in range(_DEPTH):
        os.mkdir(_NAME, dir_fd=at)
        below = os.open(_NAME, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = below
    os.close(at)
