"""Makes a child process end with its parent, even if the parent is killed while the child is computing."""

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
"""Thresholds for `gc.set_threshold`: nearly everything that a child creates at its start are modules, which stay."""


def watched(parent: int, place: str, pickled: bytes, *handed: object) -> None:
    """Call the function `module:name` with `handed` and the pickled arguments, in a child that ends with its parent.

    The watch begins before anything large is imported: that may take seconds, and the parent may be gone by then.
    """
    end_with_parent(parent)
    gc.set_threshold(*_FEW_COLLECTIONS)
    module, _, name = place.partition(":")
    getattr(importlib.import_module(module), name)(*handed, *pickle.loads(pickled))


def end_with_parent(parent: int) -> None:
    """Have the system kill this process when the thread that started it is gone; `parent` is the parent's process id.

    If the system cannot do that, a thread waits for the parent's end; native code that holds the GIL delays it.
    """
    if sys.platform == "linux" and ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0:
        if os.getppid() != parent:  # the parent ended before the system was told
            os._exit(1)
        return
    threading.Thread(target=_wait_for_end, name="watchdog", daemon=True).start()


def _wait_for_end() -> None:
    if (parent := parent_process()) is not None:
        wait([parent.sentinel])
    os._exit(1)
