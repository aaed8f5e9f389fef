"""How fast a person decides, and how long the rest will take."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from itertools import pairwise

WINDOW_S = 600.0
"""Decisions older than this many seconds do not count for the pace."""

PAUSE_S = 60.0
"""A longer gap between two decisions is a pause, and counts as this many seconds."""


class Throughput:
    """Decisions of this session by time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._decided: deque[tuple[float, int]] = deque([(clock(), 0)])

    def count(self, photos: int) -> None:
        """Note that this many photos have just been decided."""
        now = self._clock()
        self._decided.append((now, photos))
        while len(self._decided) > 2 and self._decided[0][0] < now - WINDOW_S:
            self._decided.popleft()

    def per_minute(self) -> float | None:
        """Photos per minute in the last ten minutes, pauses shortened. None before the third decision."""
        photos = sum(count for _, count in list(self._decided)[1:])
        times = [at for at, _ in self._decided]
        worked = sum(min(later - earlier, PAUSE_S) for earlier, later in pairwise(times))
        return photos * 60 / worked if len(times) > 3 and worked > 0 else None

    def minutes_left(self, undecided: int) -> float | None:
        """Minutes for the undecided photos at this pace; None if the pace is not known."""
        pace = self.per_minute()
        return undecided / pace if pace else None
