"""Progress as plain lines, for output that is not a terminal."""

from __future__ import annotations

import time

from rich.console import Console

from runner.messages import word
from runner.reports.pace import in_words
from runner.reports.progress.tally import StageTally, Tally

_EVERY_S = 10.0


class Lines:
    """Prints one line when a stage is planned or finished, and in between at most one every ten seconds."""

    def __init__(self, console: Console, tally: Tally) -> None:
        self._console, self._tally, self._said = console, tally, time.monotonic()
        self._paused = False

    def restored(self, done: int, total: int) -> None:
        """Print a line when all parts are read, and occasionally before."""
        if done == total or self._is_time():
            self._say(f"catalog.db: {done} of {total} parts found again")

    def discovered(self, done: int, total: int) -> None:
        """Print a line when all files are identified, and occasionally before."""
        if done == total:
            self._say(f"files: {total} found")
        elif self._is_time():
            self._say(f"files: {done} of {total} read")

    def planned(self, stage: StageTally) -> None:
        """Print how much is to do and how much is reused; nothing for a stage that no photo has reached yet."""
        most = "" if stage.certain else "up to "
        parts = [f"{most}{stage.planned} to do"] if stage.planned else []
        parts += [f"{stage.reused} reused"] if stage.reused else []
        if stage.certain or stage.reused:
            self._say(f"{stage.name}: {', '.join(parts) or 'nothing to do'}")

    def kept(self, stage: StageTally) -> None:
        """Print a line occasionally, and for the last kept results."""
        if not stage.todo or self._is_time():
            left = f", {stage.todo} to do" if stage.todo else ""
            self._say(f"{stage.name}: {stage.kept} kept from an earlier release{left}")

    def said(self, stage: str, line: str) -> None:
        """Print a line of a stage, with its name."""
        self._say(f"{stage}: {line}")

    def advanced(self, stage: StageTally) -> None:
        """Print a line occasionally."""
        if stage.todo and self._is_time():
            left = self._tally.pace.seconds_left()
            over_all = f"; {word(in_words(left))} left" if left else ""
            self._say(f"{stage.name}: {stage.done} done, {stage.todo} to do{over_all}")

    def finished(self, stage: StageTally) -> None:
        """Print a line for a finished stage, unless it had nothing to do."""
        if stage.done:
            self._say(f"{stage.name}: {stage.done} done" + (f", {stage.failed} of them failed" if stage.failed else ""))
        elif stage.planned and not stage.kept:
            self._say(f"{stage.name}: no photo came so far")

    def paused(self) -> None:
        """Print a line once per pause."""
        if not self._paused:
            self._say("paused: what is under way ends, nothing is begun")
        self._paused = True

    def continued(self) -> None:
        """Print that the pause is over."""
        self._paused = False
        self._say("the pause is over")

    def _is_time(self) -> bool:
        return time.monotonic() - self._said >= _EVERY_S

    def _say(self, line: str) -> None:
        self._said = time.monotonic()
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)
