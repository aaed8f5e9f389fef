"""A child process that ends with its parent, however that ends: also killed, while the child computes."""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import pickle
import signal
import sys
import threading
from multiprocessing import parent_process
from multiprocessing.connection import wait

_PR_SET_PDEATHSIG = 1  # linux/prctl.h

_FEW_COLLECTIONS = (100_000, 20, 20)
"""When the collector looks (`gc.set_threshold`): nearly all that a child makes at its start are modules, which stay."""


def watched(parent: int, place: str, pickled: bytes, *handed: object) -> None:
    """Call the function `module:name` with `handed` and what is pickled, in a child that ends with its parent.

    The watch begins before anything large is imported, which may take seconds: the parent may be gone by then.
    """
    end_with_parent(parent)
    gc.set_threshold(*_FEW_COLLECTIONS)
    module, _, name = place.partition(":")
    getattr(importlib.import_module(module), name)(*handed, *pickle.loads(pickled))


def end_with_parent(parent: int) -> None:
    """Let the system kill this process when the thread that started it is gone; `parent` is its process.

    Where the system cannot, a thread waits for the parent's end; native code that keeps Python's lock holds that up.
    """
    if sys.platform == "linux" and ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0:
        if os.getppid() != parent:  # it ended before the system was told
            os._exit(1)
        return
    threading.Thread(target=_wait_for_end, name="watchdog", daemon=True).start()


def _wait_for_end() -> None:
    if (parent := parent_process()) is not None:
        wait([parent.sentinel])
    os._exit(1)
