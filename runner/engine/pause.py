"""Pausing a run: nothing new is started, and no waiting item runs into its time limit."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from runner.engine.observer import Observer
from runner.store import pause_file

LOOK_S = 0.5
"""Seconds between two looks into the run's folder."""


class Postponable(Protocol):
    """Has items with time limits."""

    def postpone(self, seconds: float) -> None:
        """Extend the time limit of every item that is being processed by this many seconds."""


class Pause:
    """Whether a run is paused. Asking also keeps the executor and the observer informed."""

    def __init__(
        self, run: Path, executor: Postponable, observer: Observer, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._run, self._executor, self._observer, self._clock = run, executor, observer, clock
        self._looked = self._told = clock()
        self._holds = False

    def holds(self) -> bool:
        """True if the run is paused. Looks into the run's folder at most every `LOOK_S` seconds."""
        now = self._clock()
        if now - self._looked < LOOK_S:
            return self._holds
        self._looked, before = now, self._holds
        self._holds = pause_file.is_paused(self._run)
        if before:
            self._tell(now - self._told)
        if before and not self._holds:
            self._observer.continued()
        if self._holds and not before:
            self._tell(0)
        self._told = now
        return self._holds

    def wait(self) -> None:
        """Return once the run is not paused."""
        while self.holds():
            time.sleep(LOOK_S)

    def _tell(self, seconds: float) -> None:
        self._executor.postpone(seconds)
        self._observer.paused(seconds)


def wait(run: Path) -> None:
    """Return once the run is not paused; for a worker between two items."""
    while pause_file.is_paused(run):
        time.sleep(LOOK_S)
