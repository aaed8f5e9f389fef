"""Whether somebody asked this process to stop, whatever libraries made of that.

Ctrl-C raises KeyboardInterrupt wherever the program is. Inside a library's native code or callback it can come out as
another error; the end is an interruption all the same.
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
"""Exit code of a process that was asked to stop: 128 and the number of SIGINT, as shells have it."""

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_received = False
_held = 0
"""How many blocks there are in which a signal has to wait."""


def listen() -> None:
    """Let Ctrl-C and requests to end raise KeyboardInterrupt, and remember them from now on."""
    global _received
    _received = False
    for each in _SIGNALS:
        signal.signal(each, _interrupt)


def received() -> bool:
    """Whether such a signal came since `listen`."""
    return _received


@contextlib.contextmanager
def put_off() -> Iterator[None]:
    """A signal that comes in this block counts at its end: a child that is half started would end with a traceback."""
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
    """End this process with `EXIT`, after what was registered to be done at its end.

    An interrupted import can leave Python itself convinced that nobody caught the interruption: it would end the
    process by a signal then, whatever exit code is asked for.
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
