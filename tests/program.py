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

PATIENCE_S = 300


def run(
    words: Sequence[str | Path],
    cwd: Path | None = None,
    *,
    env: Mapping[str, str] | None = None,
    timeout: float = PATIENCE_S,
    check: bool = False,
) -> subprocess.CompletedProcess[str]:
    """Run `runner` with these words; the arguments are those of `subprocess.run`, and what it prints is captured."""
    return _server().run([str(word) for word in words], cwd or Path.cwd(), env or os.environ, timeout, check)


def started(
    words: Sequence[str | Path], cwd: Path, *, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """The same with a process that is started anew."""
    command = [sys.executable, "-m", "runner", *words]
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=PATIENCE_S, check=False)


class _Server:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-P", Path(__file__).with_name("program_server.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self, words: list[str], cwd: Path, env: Mapping[str, str], timeout: float, check: bool
    ) -> subprocess.CompletedProcess[str]:
        with self._lock, TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            asked = {"words": words, "cwd": str(cwd), "env": dict(env), "out": str(out), "err": str(err)}
            code = os.waitstatus_to_exitcode(self._ask(asked, timeout))
            done = subprocess.CompletedProcess(words, code, out.read_text(), err.read_text())
        if check and done.returncode:
            raise subprocess.CalledProcessError(done.returncode, words, done.stdout, done.stderr)
        return done

    def _ask(self, asked: Mapping[str, object], timeout: float) -> int:
        told, teller = self._process.stdout, self._process.stdin
        assert told is not None
        assert teller is not None
        teller.write(json.dumps(asked) + "\n")
        teller.flush()
        child = int(told.readline())
        if not select([told], [], [], timeout)[0]:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            told.readline()
            raise subprocess.TimeoutExpired(str(asked["words"]), timeout)
        return int(told.readline())

    def close(self) -> None:
        self._process.communicate(timeout=30)


@lru_cache(maxsize=1)
def _server() -> _Server:
    made = _Server()
    atexit.register(made.close)
    return made
