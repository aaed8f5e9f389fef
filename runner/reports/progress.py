"""Progress of a run: bars with rate and time left on a terminal, plain lines anywhere else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from runner.engine.observer import Observer

_EVERY_S = 10.0


@contextmanager
def watch(console: Console) -> Iterator[Observer]:
    """The observer that suits this console, for the length of a run."""
    if console.is_terminal:
        with _bars(console) as bars:
            yield Bars(bars)
    else:
        yield Lines(console)


class Lines:
    """One line when a stage is planned and finished, and at most one every ten seconds between."""

    def __init__(self, console: Console) -> None:
        self._console, self._said = console, time.monotonic()
        self._todo: dict[str, int] = {}
        self._failed: dict[str, int] = {}

    def discovered(self, done: int, total: int) -> None:
        """Say so when all files are identified."""
        if done == total:
            self._console.print(f"files: {total} found")

    def planned(self, stage: str, todo: int, reused: int) -> None:
        """Say what is to do and what is there already."""
        self._todo[stage] = todo
        self._console.print(f"{stage}: {todo} to do, {reused} reused")

    def advanced(self, stage: str, todo: int, failed: bool) -> None:
        """Count, and say so from time to time."""
        self._failed[stage] = self._failed.get(stage, 0) + failed
        if time.monotonic() - self._said >= _EVERY_S:
            self._said = time.monotonic()
            self._console.print(f"{stage}: {self._todo[stage] - todo} of {self._todo[stage]}")

    def finished(self, stage: str) -> None:
        """Say that a stage with work is through."""
        if self._todo.get(stage):
            failed = self._failed.get(stage)
            self._console.print(f"{stage}: done" + (f", {failed} failed" if failed else ""))


class Bars:
    """One bar a stage."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[str, TaskID] = {}
        self._totals: dict[str, int] = {}
        self._failed: dict[str, int] = {}

    def discovered(self, done: int, total: int) -> None:
        """Move the bar of the files."""
        if "files" not in self._tasks:
            self._tasks["files"] = self._progress.add_task("files", total=total, note="")
        self._progress.update(self._tasks["files"], completed=done, total=total)

    def planned(self, stage: str, todo: int, reused: int) -> None:
        """Add the bar of a stage."""
        note = f"{reused} reused" if reused else ""
        self._totals[stage] = todo
        self._tasks[stage] = self._progress.add_task(stage, total=todo, note=note)

    def advanced(self, stage: str, todo: int, failed: bool) -> None:
        """Move the bar of a stage."""
        self._failed[stage] = self._failed.get(stage, 0) + failed
        note = f"[red]{self._failed[stage]} failed" if self._failed[stage] else ""
        self._progress.update(self._tasks[stage], completed=self._totals[stage] - todo, note=note)

    def finished(self, stage: str) -> None:
        """Fill the bar of a stage."""
        self._progress.update(self._tasks[stage], completed=self._totals[stage])


class _Rate(ProgressColumn):
    """Photos a second, or seconds a photo when slower."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:.1f}/s" if speed >= 1 else f"{1 / speed:.1f} s each")


def _bars(console: Console) -> Progress:
    columns = [TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeRemainingColumn()]
    return Progress(*columns, TextColumn("{task.fields[note]}"), console=console)
