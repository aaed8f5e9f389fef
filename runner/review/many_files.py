"""For writing many files one after another: reports the progress, and can stop between two of them."""

from __future__ import annotations

from collections.abc import Callable

from runner.review.language import translate

GoOn = Callable[[int, int], bool]
"""Called after each file with the numbers done and in all. False means: write no more; every file begun is whole."""


def to_the_end(_done: int, _all: int) -> bool:
    """A `GoOn` that never stops."""
    return True


def unreached(left: int) -> list[str]:
    """A sentence about the photos that were not reached; empty if all were."""
    said = translate("exports", "Stopped: %Ln photo(s) not reached. Start it again to continue.", "", left)
    return [said] if left else []
