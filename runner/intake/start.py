"""The content of the start page: sets, runs in progress, planned sets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from runner.errors import RunnerError
from runner.intake import drafts
from runner.intake.recent_sets import RecentSet, RunUnderWay, recent_sets, under_way
from runner.service.queue import Queue

SAMPLE = "demo"
"""The sample set that comes with the program."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The content of the start page."""

    sets: tuple[RecentSet, ...] = ()
    under_way: tuple[RunUnderWay, ...] = ()
    queued: int = 0  # runs that wait their turn
    planned: int = 0  # sets that were planned and not started
    is_there: bool = True  # whether the runs folder exists: a drive may be unplugged


def beginning(runs: Path) -> Beginning:
    """The current state, read from files about runs and sets; no photo and no row is read."""
    return Beginning(tuple(recent_sets(runs)), tuple(under_way(runs)), _queued(runs), len(drafts.load()), runs.is_dir())


def _queued(runs: Path) -> int:
    try:
        return sum(job.state == "waiting" for job in Queue(runs).jobs())
    except (RunnerError, OSError):  # the page of runs says what is wrong with it
        return 0
