"""Writing many files, one after another: how far it is, and an end between two of them."""

from __future__ import annotations

from collections.abc import Callable

from runner.review.language import translate

GoOn = Callable[[int, int], bool]
"""Told after each file how many of how many are through. False: write no more; every file that was begun is whole."""


def to_the_end(_done: int, _all: int) -> bool:
    """Nobody watches."""
    return True


def unreached(left: int) -> list[str]:
    """What is said of photos that were not reached; nothing where all were."""
    said = translate("exports", "Stopped: %Ln photo(s) not reached. Start it again to continue.", "", left)
    return [said] if left else []
