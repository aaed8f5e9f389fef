"""Keeps objects of closed pages alive until their background work has ended, so that the window need not wait."""

from __future__ import annotations

from typing import Protocol


class Ending(Protocol):
    """Work that ends by itself."""

    def wait(self) -> None:
        """Return when it has ended."""
        ...


_held: set[Ending] = set()


def hold(one: Ending) -> None:
    """Keep `one` alive; the caller calls `release` when its work has ended."""
    _held.add(one)


def release(one: Ending) -> None:
    """Let go of `one`, whose work has ended."""
    _held.discard(one)


def wait_for_all() -> None:
    """Wait until all have ended, after the window has been closed."""
    while _held:
        _held.pop().wait()
