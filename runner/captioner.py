"""The protocol that every captioner implements, and its types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol, TypeVar

from runner.errors import ItemError
from runner.registry import Registry
from runner.schema import FactsRow, Finding, Texts


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a chat. `trusted` text is our own; other text can never become a control token."""

    role: Literal["system", "user", "assistant"]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message: our own text, or text from a file."""

    text: str
    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """The input of a captioner for one photo."""

    item_id: str
    facts: FactsRow
    picture: Path | None  # the model-input rendition, if the captioner looks at pictures
    revision: Revision | None = None  # what is wrong with a draft, if some of its fields have to be rewritten


@dataclass(frozen=True, slots=True)
class Revision:
    """What a captioner is told about a draft that breaks rules."""

    draft: Texts  # the current texts
    fields: tuple[str, ...]  # the fields to rewrite: caption, alt_text, keywords
    findings: tuple[Finding, ...]  # what is wrong with those fields
    avoid: tuple[str, ...]  # words that must not come back
    max_tokens: int  # of the answer


@dataclass(frozen=True, slots=True)
class Generation:
    """The output of a captioner for one photo."""

    draft: Texts
    raw: str  # the output as it came
    prompt_hash: str  # SHA-256 of everything the model was told, 16 hex digits
    prompt_tokens: int | None
    completion_tokens: int | None
    ms: float
    device: str | None = None  # what a model ran on, and how many texts it wrote in parallel; None without a model
    weights: str | None = None  # the model file's own description: architecture, size, quantisation
    memory_mb: float | None = None  # peak memory of this process so far, without GPU memory
    cached_tokens: int | None = None  # of prompt_tokens, those reused from an earlier prompt


class Captioner(Protocol):
    """Writes caption, alt text and keywords. Yields one result per request, in order."""

    name: str
    sees: bool  # whether it looks at the picture
    revises: bool  # whether it can use a revision; a captioner that always writes the same cannot
    max_in_flight: int  # number of requests it works on at the same time
    model_hash: str | None
    prompt: str | None  # name, version and hash of the prompt; None without one

    def write(self, requests: Sequence[Request]) -> Iterator[Generation | ItemError]:
        """Yield a generation, or the error of the request that failed."""
        ...


Make = Callable[[Any], Captioner]
M = TypeVar("M", bound=Make)

CAPTIONERS: Registry[Make] = Registry("captioner")
"""Factories of captioners, by the name used in `caption.backend`."""


READY: dict[str, Callable[[Any], None]] = {}
"""Functions that raise EnvError if a captioner cannot work, by the name used in `caption.backend`."""


def captioner_kind(name: str, ready: Callable[[Any], None] | None = None) -> Callable[[M], M]:
    """Register a factory (or class) that makes the captioner of `caption.backend=NAME` from its options.

    It is called once in each process that writes. Options of its own are in `options.settings`. `ready` raises EnvError
    if the captioner cannot work, for example because a server does not answer; it is called before a run processes any
    photo.
    """

    def register(make: M) -> M:
        CAPTIONERS.add(name, make, make.__module__)
        if ready is not None:
            READY[name] = ready
        return make

    return register
