"""Commands that a test kills, and when it does."""

from __future__ import annotations

import contextlib
import json
import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO


class Server:
    """The process of `kill_server`: one command at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("kill_server.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, words: list[str]) -> Command:
        """Begin a command."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"words": words, "folder": str(self.folder)}) + "\n")
        self._process.stdin.flush()
        return Command(int(self._process.stdout.readline()), self._process.stdout)

    def close(self) -> None:
        self._process.communicate(timeout=30)


class Command:
    """A command that runs, the first of its process group."""

    def __init__(self, pid: int, told: IO[str]) -> None:
        self.pid, self._told = pid, told
        self.status: int | None = None

    def wait(self, seconds: float | None = None) -> bool:
        """Whether it has ended, after so many seconds at most."""
        if self.status is None and select.select([self._told], [], [], seconds)[0]:
            self.status = int(self._told.readline())
        return self.status is not None

    def kill(self) -> None:
        """End it, and it alone."""
        if self.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.wait()


class Moments:
    """When to kill: later while kills come before the work begins, earlier while it ends before them."""

    def __init__(self, longest: float, chance: random.Random) -> None:
        self._longest, self._chance = longest, chance
        self.killed = self.in_the_middle = 0

    def until(self, kills: int) -> Iterator[int]:
        """Numbers of attempts until so many were kills."""
        for number in range(4 * kills):
            if self.killed >= kills:
                return
            yield number

    def next(self) -> float:
        """Seconds from the start of a command."""
        return self._chance.uniform(0.0, self._longest)

    def note(self, killed: bool, had_begun: bool) -> None:
        """What came of the last one."""
        self.killed += killed
        self.in_the_middle += killed and had_begun
        self._longest *= 0.85 if not killed else 1.0 if had_begun else 1.2
