"""Runs the command `runner` in a process of its own, without the time that Python and its libraries need to start.

`run` takes the place of `subprocess.run([RUNNER, …])`. A server imports the program once and forks for each command, so
a command has its own process, folder, environment and exit code, as if it had been started. Tests of the start itself,
of signals and of the installed program start it for real, and so do those of plug-ins, which a process looks for once,
and of launchers that start processes of their own: `started`.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import IO

PATIENCE_S = 300
NOWHERE = Path(os.devnull)


def run(
    words: Sequence[str | Path],
    cwd: Path | None = None,
    *,
    env: Mapping[str, str] | None = None,
    timeout: float = PATIENCE_S,
    check: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run `runner` with these words; the arguments are those of `subprocess.run`, and what it prints is captured."""
    with _lock, TemporaryDirectory() as folder:
        out, err = Path(folder, "out"), Path(folder, "err")
        command = _server().start([str(word) for word in words], cwd or Path.cwd(), env or os.environ, out, err)
        if not command.wait(timeout):
            command.kill()
            raise subprocess.TimeoutExpired(str(words), timeout)
        assert command.status is not None
        code = os.waitstatus_to_exitcode(command.status)
        done = subprocess.CompletedProcess(words, code, out.read_text(), err.read_text())
    if check and code:
        raise subprocess.CalledProcessError(code, str(words), done.stdout, done.stderr)
    return done


def started(
    words: Sequence[str | Path], cwd: Path, *, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Start a new Python process for the command instead of forking."""
    command = [sys.executable, "-m", "runner", *words]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=PATIENCE_S, check=False)


class Server:
    """The process of `program_server`, which runs one command at a time."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-P", Path(__file__).with_name("program_server.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(
        self,
        words: Sequence[str],
        cwd: Path,
        env: Mapping[str, str] = os.environ,
        out: Path = NOWHERE,
        err: Path = NOWHERE,
    ) -> Command:
        """Start a command; what it prints goes into the files `out` and `err`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = {"words": words, "cwd": str(cwd), "env": dict(env), "out": str(out), "err": str(err)}
        self._process.stdin.write(json.dumps(asked) + "\n")
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
        if self.status is None and select([self._told], [], [], seconds)[0]:
            self.status = int(self._told.readline())
        return self.status is not None

    def kill(self) -> None:
        """Kill the command, but not its children."""
        if self.status is None:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self.wait()


_lock = threading.Lock()


@lru_cache(maxsize=1)
def _server() -> Server:
    made = Server()
    atexit.register(made.close)
    return made
