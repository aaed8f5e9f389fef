"""Progress where there is no terminal: plain lines."""

from __future__ import annotations

import time

from rich.console import Console

from runner.messages import word
from runner.reports.pace import in_words
from runner.reports.progress.tally import StageTally, Tally

_EVERY_S = 10.0


class Lines:
    """One line when a stage is planned and finished, and at most one every ten seconds between."""

    def __init__(self, console: Console, tally: Tally) -> None:
        self._console, self._tally, self._said = console, tally, time.monotonic()
        self._paused = False

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

    def planned(self, stage: StageTally) -> None:
        """Say what is to do and what is there already; nothing yet of a stage that all its photos have yet to reach."""
        most = "" if stage.certain else "up to "
        parts = [f"{most}{stage.planned} to do"] if stage.planned else []
        parts += [f"{stage.reused} reused"] if stage.reused else []
        if stage.certain or stage.reused:
            self._say(f"{stage.name}: {', '.join(parts) or 'nothing to do'}")

    def kept(self, stage: StageTally) -> None:
        """Say so from time to time, and of the last ones."""
        if not stage.todo or self._is_time():
            left = f", {stage.todo} to do" if stage.todo else ""
            self._say(f"{stage.name}: {stage.kept} kept from an earlier release{left}")

    def said(self, stage: str, line: str) -> None:
        """Print a line of a stage, with its name."""
        self._say(f"{stage}: {line}")

    def advanced(self, stage: StageTally) -> None:
        """Say so from time to time."""
        if stage.todo and self._is_time():
            left = self._tally.pace.seconds_left()
            over_all = f"; {word(in_words(left))} left" if left else ""
            self._say(f"{stage.name}: {stage.done} done, {stage.todo} to do{over_all}")

    def finished(self, stage: StageTally) -> None:
        """Say that a stage which had work is through."""
        if stage.done:
            self._say(f"{stage.name}: {stage.done} done" + (f", {stage.failed} of them failed" if stage.failed else ""))
        elif stage.planned and not stage.kept:
            self._say(f"{stage.name}: no photo came so far")

    def paused(self) -> None:
        """Say so once."""
        if not self._paused:
            self._say("paused: what is under way ends, nothing is begun")
        self._paused = True

    def continued(self) -> None:
        """Say so."""
        self._paused = False
        self._say("the pause is over")

    def _is_time(self) -> bool:
        return time.monotonic() - self._said >= _EVERY_S

    def _say(self, line: str) -> None:
        self._said = time.monotonic()
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)
