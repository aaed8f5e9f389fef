"""Progress on a terminal: a bar per stage, and the time left for the run."""

from __future__ import annotations

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

from runner.messages import word
from runner.reports.pace import in_words
from runner.reports.progress.tally import StageTally, Tally

_HINT = "Ctrl-C stops it; the same command continues"
_PAUSED = "Paused: nothing is begun"


class Bars:
    """A bar for each stage that has begun, and below them the time left for the run."""

    def __init__(self, progress: Progress, tally: Tally) -> None:
        self._progress, self._tally = progress, tally
        self._all = progress.add_task("in all", total=None, note=_HINT, visible=False)
        self._tasks: dict[str, TaskID] = {}

    def restored(self, done: int, total: int) -> None:
        """Update the bar of restored parts."""
        self._move("parts", done, total)

    def discovered(self, done: int, total: int) -> None:
        """Update the bar of discovered files."""
        self._move("files", done, total)

    def planned(self, stage: StageTally) -> None:
        """Add the bar of a stage; it is hidden until its first photo is done."""
        notes = [f"{stage.reused} reused"] if stage.reused else []
        notes += [] if stage.certain else ["or fewer to do"]
        task = self._progress.add_task(stage.name, total=stage.planned, note=", ".join(notes), visible=False)
        self._tasks[stage.name] = task

    def kept(self, stage: StageTally) -> None:
        """Subtract kept results from the bar of a stage."""
        self._show(stage, f"{stage.kept} kept from an earlier release")

    def said(self, stage: str, line: str) -> None:
        """Print the line above the bars."""
        self._progress.console.print(f"{stage}: {line}", markup=False, highlight=False)

    def advanced(self, stage: StageTally) -> None:
        """Update the bar of a stage."""
        self._show(stage, f"[red]{stage.failed} failed" if stage.failed else "")
        left = self._tally.pace.seconds_left()
        self._say(f"{word(in_words(left))} left. {_HINT}" if left else _HINT)

    def finished(self, stage: StageTally) -> None:
        """Complete the bar of a stage."""
        self._progress.update(self._tasks[stage.name], completed=stage.done, total=stage.done, visible=True)

    def paused(self) -> None:
        """Show below the bars that the run is paused."""
        self._say(_PAUSED)

    def continued(self) -> None:
        """Show the usual hint below the bars again."""
        self._say(_HINT)

    def _show(self, stage: StageTally, note: str) -> None:
        total = stage.done + stage.todo
        self._progress.update(self._tasks[stage.name], completed=stage.done, total=total, note=note, visible=True)

    def _say(self, line: str) -> None:
        self._progress.update(self._all, note=line, visible=True)

    def _move(self, name: str, done: int, total: int) -> None:
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=total, note="")
        self._progress.update(self._tasks[name], completed=done, total=total)


class _OfStages(ProgressColumn):
    """A column that is empty in the line for the whole run."""

    def __init__(self, column: ProgressColumn) -> None:
        super().__init__()
        self._column = column

    def render(self, task: Task) -> RenderableType:
        return Text("") if task.total is None else self._column.render(task)


class _Rate(ProgressColumn):
    """Photos per second, or seconds per photo if it is slower than one per second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("")
        return Text(f"{speed:.1f}/s" if speed >= 1 else f"{1 / speed:.1f} s each")


def bars(console: Console) -> Progress:
    """Return the bars of a run as a context manager that shows them."""
    columns = [TextColumn("{task.description:>9}"), _OfStages(BarColumn()), _OfStages(MofNCompleteColumn()), _Rate()]
    return Progress(*columns, _OfStages(TimeRemainingColumn()), TextColumn("{task.fields[note]}"), console=console)
