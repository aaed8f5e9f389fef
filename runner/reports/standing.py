"""The status of a run: running, paused, ended or killed, how far it is and how long it will still take."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from runner.messages import Message, say
from runner.reports.pace import in_words
from runner.store import pause_file, progress_file, runfile
from runner.store.progress_file import Progress
from runner.store.runfile import RunFile

State = Literal["running", "paused", "finished", "stopped", "interrupted", "failed", "killed"]

SILENT_S = 120.0
"""A run on another machine that has written nothing for this long may have died; this machine cannot tell."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of a run, as read from its files."""

    run: Path
    file: RunFile
    progress: Progress | None  # None if the run has not begun to count, or is of an earlier version
    paused: bool = False  # whether it is going and was asked to pause
    silent: bool = False  # whether it is recorded as going on another machine but has stopped writing

    @property
    def state(self) -> State:
        """The state in one word."""
        return "paused" if self.paused else self.file.state

    @property
    def is_going(self) -> bool:
        """Whether its process is working or paused."""
        return self.file.state == "running"

    @property
    def can_go_on(self) -> bool:
        """Whether it ended early, so that the same command would continue where it stopped."""
        return self.file.state in ("stopped", "interrupted", "failed", "killed")

    def sentence(self) -> Message:
        """Return state, progress and remaining time: "running, 340 of 2,000 photos, about 12 min left"."""
        if self.silent:
            return say("standing.silent", host=self.file.host)
        if not self.is_going:
            return self._ended()
        word = say("standing.paused") if self.paused else say("standing.running")
        return _listed([word, *self._far()])

    def _far(self) -> list[Message]:
        """How far it is, and how long it will still take if that is known."""
        progress = self.progress
        if progress is None:
            return []
        if progress.doing == "files":
            return [say("standing.files", done=progress.files[0], total=progress.files[1])] if progress.files[1] else []
        far = [say("standing.photos", done=progress.done, total=progress.photos)]
        if progress.seconds_left and not self.paused:
            far.append(say("standing.left", time=in_words(progress.seconds_left)))
        return far

    def _ended(self) -> Message:
        ends = {
            "finished": say("standing.finished"),
            "stopped": say("standing.stopped"),
            "interrupted": say("standing.interrupted"),
            "failed": say("standing.failed"),
            "killed": say("standing.killed"),
        }
        reached = self.progress if self.can_go_on and self.progress and self.progress.photos else None
        far = [say("standing.photos", done=reached.done, total=reached.photos)] if reached else []
        return _listed([ends[self.file.state], *far])


def standing(run: Path) -> Standing | None:
    """Return the status of the run in this folder; None if its run.json cannot be read. Reads only small files."""
    file = runfile.read(run)
    if file is None:
        return None
    progress = progress_file.read(run)
    going = file.state == "running"
    return Standing(run, file, progress, going and pause_file.is_paused(run), going and _is_silent(file, progress))


def standings(runs: Path, most: int) -> list[Standing]:
    """Return at most `most` runs below the runs folder, newest first, including those of sweeps."""
    found = filter(None, map(standing, runfile.find(runs)))
    return [each for each, _ in zip(found, range(most), strict=False)]


def _is_silent(file: RunFile, progress: Progress | None) -> bool:
    """Whether a run on another machine has stopped writing its progress."""
    return file.host != socket.gethostname() and progress is not None and time.time() - progress.at > SILENT_S


def _listed(messages: list[Message]) -> Message:
    return messages[0] if len(messages) == 1 else say("standing.listed", first=messages[0], rest=_listed(messages[1:]))
