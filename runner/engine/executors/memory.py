"""The end of a child process that takes more memory than it may, before the machine has none left."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

VARIABLE = "RUNNER_CHILD_MEMORY_GB"
"""In a child's environment: how much it may take; nothing of it, or nothing in it: as much as there is."""

SHARE = 0.8
"""Of the machine's memory that all children together may take by default; the rest is for the driver and others."""
LEAST_GB = 2.5
"""What a child may take at least by default: a photo of 100 megapixels in several copies, as decoding needs them."""

TOO_MUCH = 118
"""Exit code of a child that took more."""

_EVERY_S = 0.2
_OWN = re.compile(r"^(?:RssAnon|RssShmem|VmSwap):\s+(\d+) kB$", re.MULTILINE)
_log = logging.getLogger(__name__)


class MemoryLimits(NamedTuple):
    """Gigabytes that one child may take, pages of mapped files (weights) left out; None: as many as there are."""

    pool_gb: float | None = None  # of those that share the work of the processor
    model_gb: float | None = None  # of one that has a model


def default_limits(processes: int, machine: int | None = None) -> MemoryLimits:
    """Limits that so many pool children keep together on a machine of so many bytes; this one unless told otherwise."""
    most = SHARE * (machine or machine_bytes()) / 1e9
    return MemoryLimits(min(most, max(LEAST_GB, most / processes)), most)


def machine_bytes() -> int:
    """Bytes of memory that this machine has, or its control group may take."""
    physical = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    try:
        limit = Path("/sys/fs/cgroup/memory.max").read_text().strip()
    except OSError:
        return physical
    return physical if limit == "max" else min(physical, int(limit))


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
    _log.warning(
        "its process takes %.2f GB, more than the %.2f GB that it may (executor.memory_gb): it is ended",
        now / 1e9,
        most,
    )
    os._exit(TOO_MUCH)
