"""The task of every contender of captioning.py: the same pictures, words, grammar and number of tokens."""

from __future__ import annotations

import json
import os

import numpy as np

from runner.captioner import Message, Part
from runner.imaging.vips import pyvips
from runner.models.llama.chat import PICTURE
from runner.models.llama.completion import CompletionRequest

# After ours, which sets how long the threads of llama.cpp spin, for the stock loop too.
from llama_cpp.llama_grammar import json_schema_to_gbnf  # isort: skip

WRITTEN, CONTEXT = 120, 2048
THREADS = len(os.sched_getaffinity(0))
SYSTEM = (
    "You write texts for photographs: a caption, an alt text and keywords, as JSON. Say what is seen and nothing else."
)
ASKED = "Subject: grey heron. Place: Lisse, Netherlands. Month: May 2024."
SCHEMA = {
    "type": "object",
    "properties": {
        "caption": {"type": "string"},
        "alt_text": {"type": "string"},
        "keywords": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["caption", "alt_text", "keywords"],
}
GRAMMAR = json_schema_to_gbnf(json.dumps(SCHEMA))
"""As llama-cpp-python makes it from the schema. llama.cpp's own converter also allows line breaks between members."""


def pictures(count: int, side: int = 512) -> list[bytes]:
    """JPEGs of coloured patches, each different."""
    random = np.random.default_rng(0)
    arrays = [random.integers(0, 256, (16, 16, 3), np.uint8) for _ in range(count)]
    return [pyvips.Image.new_from_array(array).resize(side / 16).jpegsave_buffer() for array in arrays]


def conversation(asked: str = ASKED) -> tuple[Message, ...]:
    """The messages about one picture."""
    return Message("system", (Part(SYSTEM),)), Message("user", (PICTURE, Part(asked, trusted=False)))


def question(photo: bytes) -> CompletionRequest:
    """The request about one picture; its answer is cut off after WRITTEN tokens."""
    return CompletionRequest(conversation(), photo, GRAMMAR, WRITTEN)


def load() -> str:
    """The load of the machine, to be printed with figures."""
    return f"load {os.getloadavg()[0]:.1f} on {THREADS} cores"
