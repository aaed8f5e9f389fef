"""Whether a model fits into the memory of this machine."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass

CONTEXT = 4096
"""Tokens of context that the figures assume."""

BESIDE = 1.0
"""Gigabytes besides the weights: 4,096 tokens of context (0.2 to 0.6 GB for models of 2 to 8 B with grouped-query
attention, from their layers and heads) and the buffers of one picture and one batch."""


@dataclass(frozen=True, slots=True)
class Memory:
    """The machine's memory in gigabytes (10⁹ bytes); `gpu` is that of the largest GPU, None without one."""

    ram: float
    gpu: float | None


def machine() -> Memory:
    """The memory of this machine. A GPU counts only if nvidia-smi reports it."""
    ram = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return Memory(ram, _gpu())


def fits(gigabytes: float, memory: Memory) -> str:
    """Where weights of this size fit: `GPU`, `RAM`, or `no`. A rule of thumb: size plus BESIDE."""
    needed = gigabytes + BESIDE
    if memory.gpu is not None and needed <= memory.gpu:
        return "GPU"
    return "RAM" if needed <= memory.ram else "no"


def _gpu() -> float | None:
    if not (tool := shutil.which("nvidia-smi")):
        return None
    asked = [tool, "--query-gpu=memory.total", "--format=csv,noheader,nounits"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, timeout=10, check=True).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return max((float(line) * 2**20 / 1e9 for line in said.split("\n") if line.strip().isdigit()), default=None)
