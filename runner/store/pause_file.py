"""`paused` in a run's folder: while it is there, the run begins no photo. Anybody may put it there and remove it."""

from __future__ import annotations

import contextlib
from pathlib import Path

_NAME = "paused"


def pause(run: Path) -> None:
    """Ask a run to pause. OSError when its folder cannot be written."""
    (run / _NAME).touch()


def unpause(run: Path) -> None:
    """Let it go on; nothing happens when it was not paused."""
    (run / _NAME).unlink(missing_ok=True)


def is_paused(run: Path) -> bool:
    """Whether it was asked to pause; a folder that cannot be looked into asks for nothing."""
    with contextlib.suppress(OSError):
        return (run / _NAME).exists()
    return False
