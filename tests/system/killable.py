"""The times at which a test kills commands."""

from __future__ import annotations

import random
from collections.abc import Iterator


class Moments:
    """Times to kill: later if kills come before the work begins, earlier if the work ends before them."""

    def __init__(self, longest: float, chance: random.Random) -> None:
        self._longest, self._chance = longest, chance
        self.killed = self.in_the_middle = 0

    def until(self, kills: int) -> Iterator[int]:
        """Yield numbers of attempts until there were `kills` kills, at most four times as many."""
        for number in range(4 * kills):
            if self.killed >= kills:
                return
            yield number

    def next(self) -> float:
        """The next time, in seconds from the start of a command."""
        return self._chance.uniform(0.0, self._longest)

    def note(self, killed: bool, had_begun: bool) -> None:
        """Record the outcome of the last attempt."""
        self.killed += killed
        self.in_the_middle += killed and had_begun
        self._longest *= 0.85 if not killed else 1.0 if had_begun else 1.2
