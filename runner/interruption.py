"""Whether somebody asked this process to stop, whatever libraries made of that.

Ctrl-C raises KeyboardInterrupt wherever the program is. Inside a library's native code or callback it can come out as
another error; the end is an interruption all the same.
"""

from __future__ import annotations

import signal
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_received = False


def listen() -> None:
    """Let Ctrl-C and requests to end raise KeyboardInterrupt, and remember them from now on."""
    global _received
    _received = False
    for each in _SIGNALS:
        signal.signal(each, _interrupt)


def received() -> bool:
    """Whether such a signal came since `listen`."""
    return _received


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    global _received
    _received = True
    raise KeyboardInterrupt
