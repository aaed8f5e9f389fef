"""Ends a child process that takes more memory than it may, before the machine runs out of memory."""

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
"""A child's environment variable with its memory limit in GB; missing or empty: no limit."""

SHARE = 0.8
"""Share of the machine's memory for all children together by default; the rest is for the driver and other programs."""
LEAST_GB = 2.5
"""Lower bound for a child's default limit: decoding a photo of 100 megapixels needs several copies of it."""

TOO_MUCH = 118
"""Exit code of a child that exceeded its limit."""

_EVERY_S = 0.2
_OWN = re.compile(r"^(?:RssAnon|RssShmem|VmSwap):\s+(\d+) kB$", re.MULTILINE)
_log = logging.getLogger(__name__)


class MemoryLimits(NamedTuple):
    """Gigabytes that one child may take, not counting pages of mapped files (weights); None: no limit."""

    pool_gb: float | None = None  # for each child that shares the processor work
    model_gb: float | None = None  # for a child that has a model


def default_limits(processes: int, machine: int | None = None) -> MemoryLimits:
    """Default limits for this many pool children on a machine with `machine` bytes of memory (by default this one)."""
    most = SHARE * (machine or machine_bytes()) / 1e9
    return MemoryLimits(min(most, max(LEAST_GB, most / processes)), most)


def machine_bytes() -> int:
    """Bytes of memory that this machine has, or that its control group may take if that is less."""
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
    """Bytes that this process holds in memory and swap, without pages of mapped files, which can be read again."""
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
