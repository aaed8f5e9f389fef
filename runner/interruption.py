"""Remembers that this process was asked to stop, whatever libraries make of it.

Ctrl-C raises KeyboardInterrupt wherever the program is. Inside a library's native code or callback it can turn into
another error; the process still ends as interrupted.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

EXIT = 130
"""Exit code of a process that was asked to stop: 128 plus the number of SIGINT, as in shells."""

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_received = False
_held = 0
"""Number of active blocks in which a signal has to wait."""


def listen() -> None:
    """Make Ctrl-C and requests to end raise KeyboardInterrupt, and remember them from now on."""
    global _received
    _received = False
    for each in _SIGNALS:
        signal.signal(each, _interrupt)


def received() -> bool:
    """True if such a signal has come since `listen`."""
    return _received


@contextlib.contextmanager
def put_off() -> Iterator[None]:
    """Delay signals until the end of the block: a child that is interrupted while it starts would print a traceback."""
    global _held
    before = _received
    _held += 1
    try:
        yield
    finally:
        _held -= 1
    if _received and not before and not _held:
        raise KeyboardInterrupt


def leave() -> NoReturn:
    """End this process with `EXIT`, after its exit handlers.

    After an interrupted import, Python itself can assume that nobody caught the interruption: it would then end the
    process by a signal, whatever exit code is asked for.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):
            stream.flush()
    atexit._run_exitfuncs()
    os._exit(EXIT)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    global _received
    _received = True
    if not _held:
        raise KeyboardInterrupt
