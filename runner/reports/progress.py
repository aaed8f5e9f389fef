"""Progress of a run: a bar a stage and the time left over all on a terminal, plain lines anywhere else."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, RenderableType
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
from runner.reports.pace import Pace, in_words

_EVERY_S = 10.0
_HINT = "Ctrl-C stops it; the same command goes on"


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
        self._planned: dict[str, int] = {}
        self._kept: Counter[str] = Counter()
        self._done: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()
        self._pace = Pace()

    def restored(self, done: int, total: int) -> None:
        """Say so when all parts are read, and from time to time before."""
        if done == total or self._is_time():
            self._say(f"catalog.db: {done} of {total} parts found again")

    def discovered(self, done: int, total: int) -> None:
        """Say so when all files are identified, and from time to time before."""
        if done == total:
            self._say(f"files: {total} found")
        elif self._is_time():
            self._say(f"files: {done} of {total} read")

    def planned(self, stage: str, todo: int, reused: int, *, certain: bool) -> None:
        """Say what is to do and what is there already; nothing yet of a stage that all its photos have yet to reach."""
        self._planned[stage] = todo
        self._pace.planned(stage, todo)
        most = "" if certain else "up to "
        parts = [f"{most}{todo} to do"] if todo else []
        parts += [f"{reused} reused"] if reused else []
        if certain or reused:
            self._say(f"{stage}: {', '.join(parts) or 'nothing to do'}")

    def kept(self, stage: str, items: int, todo: int) -> None:
        """Say so from time to time, and of the last ones."""
        self._kept[stage] += items
        if not todo or self._is_time():
            self._say(
                f"{stage}: {self._kept[stage]} kept from an earlier release" + (f", {todo} to do" if todo else "")
            )

    def said(self, stage: str, line: str) -> None:
        """Print a line of a stage, with its name."""
        self._say(f"{stage}: {line}")

    def advanced(self, stage: str, todo: int, failed: bool) -> None:
        """Count, and say so from time to time."""
        self._done[stage] += 1
        self._failed[stage] += failed
        self._pace.advanced(stage, todo)
        if todo and self._is_time():
            left = self._pace.seconds_left()
            over_all = f"; {in_words(left)} left" if left else ""
            self._say(f"{stage}: {self._done[stage]} done, {todo} to do{over_all}")

    def finished(self, stage: str, items: int) -> None:
        """Say that a stage which had work is through."""
        failed = self._failed[stage]
        self._pace.planned(stage, 0)
        if items:
            self._say(f"{stage}: {items} done" + (f", {failed} of them failed" if failed else ""))
        elif self._planned[stage] and not self._kept[stage]:
            self._say(f"{stage}: no photo came so far")

    def _is_time(self) -> bool:
        return time.monotonic() - self._said >= _EVERY_S

    def _say(self, line: str) -> None:
        self._said = time.monotonic()
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


class Bars:
    """A bar for each stage that has begun, and below them the time left over all."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._pace = Pace()
        self._all = progress.add_task("in all", total=None, note=_HINT, visible=False)
        self._tasks: dict[str, TaskID] = {}
        self._kept: Counter[str] = Counter()
        self._done: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()

    def restored(self, done: int, total: int) -> None:
        """Move the bar of the parts."""
        self._move("parts", done, total)

    def discovered(self, done: int, total: int) -> None:
        """Move the bar of the files."""
        self._move("files", done, total)

    def planned(self, stage: str, todo: int, reused: int, *, certain: bool) -> None:
        """Add the bar of a stage; it is shown once its first photo is through."""
        notes = [f"{reused} reused"] if reused else []
        notes += [] if certain else ["or fewer to do"]
        self._tasks[stage] = self._progress.add_task(stage, total=todo, note=", ".join(notes), visible=False)
        self._pace.planned(stage, todo)

    def kept(self, stage: str, items: int, todo: int) -> None:
        """Take what is kept out of the bar of a stage."""
        self._kept[stage] += items
        note = f"{self._kept[stage]} kept from an earlier release"
        done = self._done[stage]
        self._progress.update(self._tasks[stage], completed=done, total=done + todo, note=note, visible=True)

    def said(self, stage: str, line: str) -> None:
        """Print the line above the bars."""
        self._progress.console.print(f"{stage}: {line}", markup=False, highlight=False)

    def advanced(self, stage: str, todo: int, failed: bool) -> None:
        """Move the bar of a stage."""
        self._done[stage] += 1
        self._failed[stage] += failed
        note = f"[red]{self._failed[stage]} failed" if self._failed[stage] else ""
        done = self._done[stage]
        self._progress.update(self._tasks[stage], completed=done, total=done + todo, note=note, visible=True)
        self._pace.advanced(stage, todo)
        left = self._pace.seconds_left()
        said = f"{in_words(left)} left. {_HINT}" if left else _HINT
        self._progress.update(self._all, note=said, visible=True)

    def finished(self, stage: str, items: int) -> None:
        """Fill the bar of a stage."""
        self._progress.update(self._tasks[stage], completed=items, total=items, visible=True)
        self._pace.planned(stage, 0)

    def _move(self, name: str, done: int, total: int) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=total, note="")
        self._progress.update(self._tasks[name], completed=done, total=total)


class _OfStages(ProgressColumn):
    """A column that the line over all has not."""

    def __init__(self, column: ProgressColumn) -> None:
        super().__init__()
        self._column = column

    def render(self, task: Task) -> RenderableType:
        return Text("") if task.total is None else self._column.render(task)


class _Rate(ProgressColumn):
    """Photos a second, or seconds a photo when slower."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:.1f}/s" if speed >= 1 else f"{1 / speed:.1f} s each")


def _bars(console: Console) -> Progress:
    columns = [TextColumn("{task.description:>9}"), _OfStages(BarColumn()), _OfStages(MofNCompleteColumn()), _Rate()]
    return Progress(*columns, _OfStages(TimeRemainingColumn()), TextColumn("{task.fields[note]}"), console=console)
