"""How a llama.cpp model is run. Importing this loads no model library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from annotated_types import Ge, Le

from runner.schema import Options


@dataclass(frozen=True, slots=True)
class LlamaOptions(Options):
    """Which weights, and how they run."""

    # A GGUF file, or package:NAME for the one that an installed Python package ships.
    model: str
    # The vision part that was published with the model; null for a text model.
    mmproj: str | None = None
    # Tokens that prompt, picture and answer may take together.
    context: Annotated[int, Ge(256), Le(2**20)] = 4096
    # Tokens evaluated at once.
    batch: Annotated[int, Ge(32), Le(8192)] = 512
    # Layers on the GPU; auto: all of them if there is one.
    gpu_layers: Annotated[int, Ge(0)] | Literal["auto"] = "auto"
    # Processor threads; null: one for each core that this process may use.
    threads: Annotated[int, Ge(1)] | None = None
    # Of the random numbers that a temperature above 0 needs.
    seed: Annotated[int, Ge(0)] = 0
