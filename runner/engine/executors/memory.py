"""The end of a child process that takes more memory than it may, before the machine has none left."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "RUNNER_CHILD_MEMORY_GB"
"""In a child's environment: how much it may take; nothing of it, or nothing in it: as much as there is."""

TOO_MUCH = 118
"""Exit code of a child that took more."""

_EVERY_S = 0.2
_OWN = re.compile(r"^(?:RssAnon|RssShmem|VmSwap):\s+(\d+) kB$", re.MULTILINE)
_log = logging.getLogger(__name__)


def watch(environment: Mapping[str, str]) -> None:
    """End this process, from a thread, once it takes more than its environment allows."""
    if most := environment.get(VARIABLE):
        threading.Thread(target=_watch, args=(float(most),), name="memory", daemon=True).start()


def taken() -> int:
    """Bytes that this process holds in memory and in swap, pages of mapped files left out: those can be read again."""
    return sum(int(kilobytes) for kilobytes in _OWN.findall(Path("/proc/self/status").read_text())) * 1024


def _watch(most: float) -> None:
    while (now := taken()) <= most * 1e9:
        time.sleep(_EVERY_S)
    _log.warning("its process takes %.2f GB, more than executor.memory_gb=%g: it is ended", now / 1e9, most)
    os._exit(TOO_MUCH)
