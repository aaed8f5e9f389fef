"""Estimates the remaining time of a run from the stage that will finish last."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from runner.messages import Message, say

LEAST = 3
"""A stage's pace is known after this many photos: models load before the first."""


@dataclass(slots=True)
class _Stage:
    begun: float  # time at which its first photo came out
    done: int = 0  # photos that came out, including the first
    todo: int = 0


class Pace:
    """Measures how fast photos come out of stages. Stages run in parallel, so the slowest one determines the time."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._stages = clock, dict[str, _Stage]()
        self._waiting: dict[str, int] = {}

    def planned(self, stage: str, todo: int) -> None:
        """Record that a stage has `todo` photos to process."""
        self._waiting[stage] = todo

    def advanced(self, stage: str, todo: int) -> None:
        """Record that one photo came out of a stage, with `todo` left."""
        self._waiting.pop(stage, None)
        known = self._stages.setdefault(stage, _Stage(self._clock()))
        known.done += 1
        known.todo = todo

    def leave_out(self, seconds: float) -> None:
        """Leave a pause of this many seconds out of the pace."""
        for stage in self._stages.values():
            stage.begun += seconds

    def seconds_each(self, stage: str) -> float | None:
        """Return the mean seconds between photos of a stage; None while too few have come out."""
        known = self._stages.get(stage)
        return self._each(known) if known and known.done >= LEAST else None

    def seconds_left(self) -> float | None:
        """Return the remaining seconds of the slowest stage; None while a stage with photos left has no known pace."""
        if any(self._waiting.values()):
            return None
        left = [self._left(stage) for stage in self._stages.values() if stage.todo]
        return None if None in left else max((seconds for seconds in left if seconds is not None), default=0.0)

    def _left(self, stage: _Stage) -> float | None:
        return self._each(stage) * stage.todo if stage.done >= LEAST else None

    def _each(self, stage: _Stage) -> float:
        return (self._clock() - stage.begun) / (stage.done - 1)


def in_words(seconds: float) -> Message:
    """Return a rough time as people say it: less than a minute, about 12 min, about 2 h 10 min."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return say("pace.moment")
    if minutes < 60:
        return say("pace.minutes", minutes=minutes)
    hours, rest = divmod(5 * round(minutes / 5), 60)
    return (
        say("pace.hours_minutes", hours=hours, minutes=rest) if rest and hours < 10 else say("pace.hours", hours=hours)
    )
