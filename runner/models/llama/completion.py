"""What a model is asked to complete, and what it answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from runner.captioner import Message
from runner.models.options import Sampling


@dataclass(frozen=True, slots=True)
class CompletionRequest:
    """A conversation whose next turn is the assistant's.

    The turn ends as soon as the GBNF `grammar` lets it end, or after `max_tokens`.
    """

    messages: Sequence[Message]
    picture: bytes | Path | None  # a JPEG or PNG, as bytes or as a file
    grammar: str
    max_tokens: int
    sampling: Sampling = field(default_factory=Sampling)


@dataclass(frozen=True, slots=True)
class Completion:
    """What a model wrote."""

    text: str
    prompt_tokens: int  # the prompt's size, the picture's tokens included
    read_tokens: int  # those of them that were evaluated for it; the others were known from other prompts
    completion_tokens: int  # written
    ms: float  # wall time of reading it, and its share of the time of writing it with others
    finished: bool  # False: max_tokens came first
