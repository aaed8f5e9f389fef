"""Checks of processor, memory and disk."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from runner.doctor.check import Check
from runner.doctor.graphics import rebuild
from runner.messages import say
from runner.models.llama.memory import Memory

LEAST_FREE = 2.0
"""Free gigabytes below which a run may not get far: renditions and evidence are written to this disk."""

_SETS = {"AVX2": "avx2", "AVX512": "avx512f", "F16C": "f16c", "FMA": "fma"}
"""Instruction sets that matter to llama.cpp: its name for them, and the kernel's."""


def processor(build: Mapping[str, Any] | None, about: str | None = None) -> Check:
    """The check of the processor, and of whether llama.cpp uses it.

    `about` is the text of /proc/cpuinfo, `build` the facts that llama.cpp reports.
    """
    text = about if about is not None else _read(Path("/proc/cpuinfo"))
    name, flags = _field(text, "model name") or "", (_field(text, "flags") or "").split()
    cores = len(os.sched_getaffinity(0))
    has = [ours for ours, kernels in _SETS.items() if kernels in flags]
    if flags and "AVX2" not in has:
        return Check("processor", "note", say("doctor.processor_slow", count=cores, name=name))
    unused = [each for each in has if build and each not in build["instructions"]]
    if unused:
        said = say("doctor.processor_unused", count=cores, name=name, sets=unused)
        return Check("processor", "gap", said, rebuild("make llama"))
    return Check("processor", "good", say("doctor.processor", count=cores, name=name, sets=has))


def memory(found: Memory, free: float, largest: str | None) -> Check:
    """The check of memory, in gigabytes; `largest` is the largest vision model that fits, None if none does."""
    ram, free = round(found.ram, 1), round(free, 1)
    if largest is None:
        return Check("memory", "gap", say("doctor.memory_small", ram=ram, free=free))
    return Check("memory", "good", say("doctor.memory", ram=ram, free=free, model=largest))


def disks(places: Mapping[str, Path]) -> Sequence[Check]:
    """Checks of the free space where runs and models are written; `places` by the option that moves each."""
    return [_disk(option, folder) for option, folder in places.items()]


def _disk(option: str, folder: Path) -> Check:
    there = next(each for each in (folder.absolute(), *folder.absolute().parents) if each.exists())
    free = shutil.disk_usage(there).free / 1e9
    said = say("doctor.disk", folder=str(folder), free=round(free, 1))
    if not os.access(there, os.W_OK):
        return Check("disk", "gap", say("doctor.disk_locked", folder=str(folder)), f"{option}=FOLDER")
    if free < LEAST_FREE:
        return Check("disk", "gap", said, f"{option}=FOLDER")
    return Check("disk", "good", said)


def _field(text: str, name: str) -> str | None:
    found = re.search(rf"^{name}\s*:\s*(.*)$", text, re.MULTILINE)
    return found[1].strip() if found else None


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def free_gigabytes() -> float:
    """Memory that is free, or could be freed, in 10⁹ bytes; 0 if the kernel does not say."""
    found = _field(_read(Path("/proc/meminfo")), "MemAvailable")
    return int(found.split()[0]) * 1024 / 1e9 if found else 0.0
