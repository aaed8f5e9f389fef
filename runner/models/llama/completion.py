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

    The turn ends as soon as the GBNF `grammar` allows it, or after `max_tokens`.
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
    read_tokens: int  # those that were evaluated for it; the others were cached from earlier prompts
    completion_tokens: int  # tokens written
    ms: float  # wall time of reading the prompt, plus this text's share of the steps that wrote it with others
    finished: bool  # False: max_tokens was reached first
