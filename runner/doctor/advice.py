"""Chooses the vision model of the catalogue that suits a machine."""

from __future__ import annotations

from collections.abc import Mapping

from runner.models.llama.memory import Memory, fits
from runner.models.weights.catalogue import Entry
from runner.models.weights.present import is_vision

GPU = ("qwen3vl_8b", "qwen3vl_4b", "qwen3vl_2b")
"""For a graphics card, the best first. All of them allow commercial use."""

PROCESSOR = ("qwen3vl_2b", "smolvlm2_500m")
"""For a machine without one, where a larger model takes minutes per photo."""


def advised(entries: Mapping[str, Entry], memory: Memory) -> str | None:
    """The first model of these lists that fits; None if none does."""
    for names, place in ((GPU, "GPU"), (PROCESSOR, "RAM")):
        for name in names:
            size = entries[name].gigabytes if name in entries else None
            if size and fits(size, memory) == place:
                return name
    return None


def largest(entries: Mapping[str, Entry], memory: Memory) -> str | None:
    """The largest vision model of known size that fits on the GPU or into memory; None if none does."""
    sizes = {name: entry.gigabytes for name, entry in entries.items() if is_vision(entry) and entry.gigabytes}
    fitting = [name for name, size in sizes.items() if fits(size, memory) != "no"]
    return max(fitting, key=lambda name: sizes[name], default=None)
