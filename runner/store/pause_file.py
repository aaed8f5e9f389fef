"""`paused` in a run's folder: while this file exists, the run starts no photo. Any process may create or remove it."""

from __future__ import annotations

import contextlib
from pathlib import Path

_NAME = "paused"


def pause(run: Path) -> None:
    """Ask a run to pause. Raises OSError if its folder cannot be written."""
    (run / _NAME).touch()


def unpause(run: Path) -> None:
    """Let a run continue; does nothing if it is not paused."""
    (run / _NAME).unlink(missing_ok=True)


def is_paused(run: Path) -> bool:
    """True if the run was asked to pause; False if its folder cannot be read."""
    with contextlib.suppress(OSError):
        return (run / _NAME).exists()
    return False
