"""Observes a run: counts the engine's events, shows them on the console and writes `progress.json`."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Protocol

from rich.console import Console

from runner.engine.observer import Observer
from runner.errors import ItemError
from runner.reports.progress.bars import Bars, bars
from runner.reports.progress.lines import Lines
from runner.reports.progress.outcomes import Outcomes
from runner.reports.progress.tally import StageTally, Tally
from runner.reports.progress.writing import written
from runner.stage import Item, Result
from runner.store.progress_file import Progress


class View(Protocol):
    """Shows the progress of a run; it counts nothing itself."""

    def restored(self, done: int, total: int) -> None:
        """`done` parts of earlier runs have been read again."""

    def discovered(self, done: int, total: int) -> None:
        """`done` files have been identified."""

    def planned(self, stage: StageTally) -> None:
        """A stage was planned, or a stage over the whole set has begun."""

    def kept(self, stage: StageTally) -> None:
        """Results of an earlier release are still valid."""

    def said(self, stage: str, line: str) -> None:
        """A stage reports a line, such as what it runs on."""

    def advanced(self, stage: StageTally) -> None:
        """One photo came out of a stage."""

    def finished(self, stage: StageTally) -> None:
        """A stage has finished."""

    def paused(self) -> None:
        """The run is paused; called repeatedly until it continues."""

    def continued(self) -> None:
        """The pause is over."""


@contextmanager
def watch(console: Console, run: Path) -> Iterator[Observer]:
    """Yield the observer of the run in this folder, which shows progress on the console and in `progress.json`."""
    tally = Tally()
    with _view(console, tally) as view, written(run, (watcher := Watcher(tally, view)).progress):
        yield watcher


class Watcher:
    """Counts events and lets a view show them. `progress` may be called from another thread."""

    def __init__(self, tally: Tally, view: View) -> None:
        self._tally, self._view, self._outcomes = tally, view, Outcomes()
        self._doing: Literal["files", "stages"] = "files"
        self._lock = threading.Lock()

    def progress(self) -> Progress:
        """Return the progress at this moment."""
        with self._lock:
            return Progress(
                at=time.time(),
                doing=self._doing,
                files=self._tally.files,
                photos=self._tally.photos,
                left=self._tally.left(),
                seconds_left=self._tally.pace.seconds_left() if self._tally.stages else None,
                stages=self._tally.progress(),
                writer=self._outcomes.writer,
                newest=self._outcomes.newest(),
                fates=self._outcomes.fates(),
                failures=self._outcomes.failures(),
            )

    def restored(self, done: int, total: int) -> None:
        """Parts of earlier runs are being read again."""
        self._view.restored(done, total)

    def discovered(self, done: int, total: int) -> None:
        """Files are being identified."""
        with self._lock:
            self._tally.files = (done, total)
        self._view.discovered(done, total)

    def planned(self, stage: str, todo: int, reused: int, *, certain: bool) -> None:
        """A stage was planned."""
        with self._lock:
            self._doing = "stages"
            tallied = self._tally.planned(stage, todo, reused, certain=certain)
        self._view.planned(tallied)

    def began(self, stage: str, items: int) -> None:
        """A stage over the whole set has begun."""
        with self._lock:
            tallied = self._tally.began(stage, items)
        self._view.planned(tallied)

    def kept(self, stage: str, items: int, todo: int) -> None:
        """Results of an earlier release are still valid."""
        with self._lock:
            tallied = self._tally.kept(stage, items, todo)
        self._view.kept(tallied)

    def said(self, stage: str, line: str) -> None:
        """A stage reports a line, such as what it runs on."""
        self._view.said(stage, line)

    def advanced(self, stage: str, item: Item, result: Result, todo: int) -> None:
        """One photo came out of a stage."""
        with self._lock:
            tallied = self._tally.advanced(stage, todo, isinstance(result, ItemError))
            self._outcomes.add(stage, item, result)
        self._view.advanced(tallied)

    def finished(self, stage: str, items: int) -> None:
        """A stage has finished."""
        with self._lock:
            tallied = self._tally.finished(stage, items)
        self._view.finished(tallied)

    def paused(self, seconds: float) -> None:
        """The run is paused: the time is left out of the pace."""
        with self._lock:
            self._tally.pace.leave_out(seconds)
        self._view.paused()

    def continued(self) -> None:
        """The pause is over."""
        self._view.continued()


@contextmanager
def _view(console: Console, tally: Tally) -> Iterator[View]:
    """Yield bars on a terminal, plain lines otherwise."""
    if console.is_terminal:
        with bars(console) as shown:
            yield Bars(shown, tally)
    else:
        yield Lines(console, tally)
