"""How a model is run, in this process or by a server. Importing this loads no model library."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from annotated_types import Ge, Gt, Le, MinLen
from pydantic import StringConstraints

from runner.schema import Options

UNKEYED: dict[str, object] = {"keyed": False}
"""Metadata of an option that says where and how fast something is computed, not what: not part of a work key."""

LATER: dict[str, object] = {"keyed": "set"}
"""Metadata of an option that is newer than results of its stage: part of a work key only if it is set."""


@dataclass(frozen=True, slots=True)
class LlamaOptions(Options):
    """Which weights, and how they run."""

    # A GGUF file, or package:NAME for the one that an installed Python package ships.
    model: str
    # The vision part that was published with the model; null for a text model.
    mmproj: str | None = None
    # Tokens that prompt, picture and answer of one text may take together.
    context: Annotated[int, Ge(256), Le(2**20)] = 4096
    # Tokens evaluated at once.
    batch: Annotated[int, Ge(32), Le(8192)] = field(default=512, metadata=UNKEYED)
    # Texts written at the same time; auto: as many as pay off and fit into free memory.
    sequences: Annotated[int, Ge(1), Le(256)] | Literal["auto"] = field(default="auto", metadata=UNKEYED)
    # Layers on the GPU; auto: all of them if there is one.
    gpu_layers: Annotated[int, Ge(0)] | Literal["auto"] = field(default="auto", metadata=UNKEYED)
    # Processor threads; null: one for each core that this process may use.
    threads: Annotated[int, Ge(1)] | None = field(default=None, metadata=UNKEYED)
    # Seed of the random numbers that a temperature above 0 needs.
    seed: Annotated[int, Ge(0)] = 0


@dataclass(frozen=True, slots=True)
class ServerOptions(Options):
    """Which server writes, and how it is accessed."""

    # Its address without the path: http://localhost:8080
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^/?#@\s]+(/[^?#@\s]*)?$")]
    # The model's name on the server.
    model: Annotated[str, MinLen(1)]
    # How it is asked for JSON: each kind of server has its own way.
    dialect: Literal["openai", "llama_server", "vllm", "vllm_guided", "ollama"] = "openai"
    # Whether the model is shown the picture; false for a text model.
    sees: bool = True
    # Requests at the same time.
    concurrency: Annotated[int, Ge(1), Le(256)] = 4
    # Time limit for one answer.
    timeout_s: Annotated[float, Gt(0)] = 120.0
    # How often a request is tried again after a dropped connection, 429, 500, 502, 503, 504 or a broken answer.
    retries: Annotated[int, Ge(0), Le(20)] = 3
    # Pause before the first retry; doubled for each further one, and varied at random by up to half.
    backoff_s: Annotated[float, Gt(0), Le(60)] = 0.5
    # Name of the environment variable that holds the key; null: the server needs none.
    api_key_env: Annotated[str, StringConstraints(pattern="^[A-Za-z_][A-Za-z0-9_]*$")] | None = None


Three = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class EncoderOptions(Options):
    """Which dual encoder, and what it was trained to see and to read."""

    # ONNX files: pictures [n, 3, size, size] to vectors, and token ids [n, length] to vectors.
    vision: str
    text: str
    # The tokenizer.json that belongs to the text encoder.
    tokenizer: str
    # Side of the square that it sees, in pixels.
    size: Annotated[int, Ge(16), Le(1024)]
    # crop: the middle square; squeeze: the whole picture, made square.
    fit: Literal["crop", "squeeze"]
    # Mean and deviation of the channels red, green, blue between 0 and 1; 0 and 1 leave them unchanged.
    mean: Three
    std: tuple[Annotated[float, Gt(0)], Annotated[float, Gt(0)], Annotated[float, Gt(0)]]
    # At most this many tokens.
    tokens: Annotated[int, Ge(4), Le(512)]
    # longest: up to the longest of a batch; full: always `tokens`, for an encoder that was trained this way.
    padding: Literal["longest", "full"]
    # Whether it reads lower case only. CLIP's tokenizers convert text themselves; SigLIP 2's does not.
    lowercase: bool = False
    # The entry of conf/weights that fetches these files; null for files of your own.
    weights: str | None = None


@dataclass(frozen=True, slots=True)
class Sampling(Options):
    """How the next token is drawn, in this order; a model's card recommends values."""

    # Divides the logits of tokens that the answer already holds (those below 0 are multiplied); 1 changes nothing.
    repeat_penalty: Annotated[float, Ge(1), Le(2)] = 1.0
    # Only this many of the likeliest; 0: all.
    top_k: Annotated[int, Ge(0)] = 0
    # Only the likeliest that together reach this probability; 1: all.
    top_p: Annotated[float, Gt(0), Le(1)] = 1.0
    # Only those at least this fraction as likely as the likeliest; 0: all.
    min_p: Annotated[float, Ge(0), Le(1)] = 0.05
    # 0 always takes the likeliest; the cuts above are made as at temperature 1.
    temperature: Annotated[float, Ge(0), Le(2)] = 0.0
