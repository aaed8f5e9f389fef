"""One entry of the queue: a command line that waits, is running, or has ended."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

State = Literal["waiting", "running", "ended"]


@dataclass(frozen=True, slots=True)
class Job:
    """A run, a sweep or a publish that the queue starts. Times have a time zone."""

    number: int  # never used twice in one runs folder
    words: tuple[str, ...]  # arguments of `runner`
    title: str  # for people
    folder: Path  # the working directory, to which relative paths among the words refer
    added_at: datetime
    not_before: datetime | None = None
    state: State = "waiting"
    pid: int | None = None  # of its process, which is the `pid` in its run.json; null until it is started
    started_at: datetime | None = None
    ended_at: datetime | None = None
    code: int | None = None  # exit code of `runner`; null until it has ended
    problem: str = ""  # its standard error if the exit code is not 0

    @property
    def command(self) -> str:
        """The command line as a person would type it."""
        return shlex.join(["runner", *self.words])

    def is_due(self, now: datetime) -> bool:
        """True if it may start at this time."""
        return self.state == "waiting" and (self.not_before is None or self.not_before <= now)

    def begun(self, now: datetime) -> Job:
        """The same job, about to be started."""
        return replace(self, state="running", started_at=now, pid=None)

    def given_back(self) -> Job:
        """The same job, waiting again because its process ended with the worker."""
        return replace(self, state="waiting", started_at=None, pid=None)

    def ended(self, now: datetime, code: int, problem: str) -> Job:
        """The same job, ended with this exit code."""
        return replace(self, state="ended", ended_at=now, code=code, problem=problem)


_TIMES = ("added_at", "not_before", "started_at", "ended_at")


def plain(job: Job) -> dict[str, Any]:
    """The job as plain values for JSON."""
    times = {name: value.isoformat() for name in _TIMES if (value := getattr(job, name))}
    return {**asdict(job), "folder": str(job.folder), **times}


def restored(saved: Mapping[str, Any]) -> Job:
    """The job from what `plain` returned. Raises TypeError, KeyError or ValueError for anything else."""
    times = {name: datetime.fromisoformat(saved[name]) for name in _TIMES if saved[name]}
    return Job(**{**saved, "words": tuple(saved["words"]), "folder": Path(saved["folder"]), **times})
