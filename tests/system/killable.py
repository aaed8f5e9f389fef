"""Commands for a test to kill, and the times to do so."""

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
    """The process of `kill_server`, which runs one command at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("kill_server.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, words: list[str]) -> Command:
        """Start a command."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"words": words, "folder": str(self.folder)}) + "\n")
        self._process.stdin.flush()
        return Command(int(self._process.stdout.readline()), self._process.stdout)

    def close(self) -> None:
        self._process.communicate(timeout=30)


class Command:
    """A running command, the leader of its process group."""

    def __init__(self, pid: int, told: IO[str]) -> None:
        self.pid, self._told = pid, told
        self.status: int | None = None

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for at most this many seconds. Returns whether the command has ended."""
        if self.status is None and select.select([self._told], [], [], seconds)[0]:
            self.status = int(self._told.readline())
        return self.status is not None

    def kill(self) -> None:
        """Kill the command, but not its children."""
        if self.status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.wait()


class Moments:
    """Times to kill: later if kills come before the work begins, earlier if the work ends before them."""

    def __init__(self, longest: float, chance: random.Random) -> None:
        self._longest, self._chance = longest, chance
        self.killed = self.in_the_middle = 0

    def until(self, kills: int) -> Iterator[int]:
        """Yield numbers of attempts until there were `kills` kills, at most four times as many."""
        for number in range(4 * kills):
            if self.killed >= kills:
                return
            yield number

    def next(self) -> float:
        """The next time, in seconds from the start of a command."""
        return self._chance.uniform(0.0, self._longest)

    def note(self, killed: bool, had_begun: bool) -> None:
        """Record the outcome of the last attempt."""
        self.killed += killed
        self.in_the_middle += killed and had_begun
        self._longest *= 0.85 if not killed else 1.0 if had_begun else 1.2
