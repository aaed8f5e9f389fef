"""What works on behind a page that is gone: held until it has ended, so that nobody waits for it in the window."""

from __future__ import annotations

from typing import Protocol


class Ending(Protocol):
    """Something that ends by itself."""

    def wait(self) -> None:
        """Return when it has ended."""
        ...


_held: set[Ending] = set()


def hold(one: Ending) -> None:
    """It works on; `release` is called when it has ended."""
    _held.add(one)


def release(one: Ending) -> None:
    """It has ended."""
    _held.discard(one)


def wait_for_all() -> None:
    """Wait until all have ended: when there is no window any more."""
    while _held:
        _held.pop().wait()
