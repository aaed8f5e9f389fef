"""The one protocol behind which every captioner stands, and the types it speaks."""

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
    """One turn of a chat. `trusted` text is ours; any other text may never become a control token."""

    role: Literal["system", "user", "assistant"]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message: our own words, or words that came from a file."""

    text: str
    trusted: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """What a captioner gets for one photo."""

    item_id: str
    facts: FactsRow
    picture: Path | None  # the model-input rendition, when the captioner looks at pictures
    revision: Revision | None = None  # what is wrong with a draft, when some of its fields are to be written again


@dataclass(frozen=True, slots=True)
class Revision:
    """What a captioner is told about a draft that breaks rules."""

    draft: Texts  # the texts as they stand
    fields: tuple[str, ...]  # those to be written again: caption, alt_text, keywords
    findings: tuple[Finding, ...]  # what is wrong with these fields
    avoid: tuple[str, ...]  # words that must not come back
    max_tokens: int  # of the answer


@dataclass(frozen=True, slots=True)
class Generation:
    """What a captioner gives back for one photo."""

    draft: Texts
    raw: str  # the output as it came
    prompt_hash: str  # SHA-256 of all that was told, 16 hex digits
    prompt_tokens: int | None
    completion_tokens: int | None
    ms: float
    device: str | None = None  # what a model ran on, and how many texts it wrote at a time; null without a model
    weights: str | None = None  # what the model's file says of itself: architecture, size, quantisation
    memory_mb: float | None = None  # most memory that this process has held till now, a GPU's own left out
    cached_tokens: int | None = None  # of prompt_tokens, those still known from an earlier prompt and not read again


class Captioner(Protocol):
    """Writes caption, alt text and keywords. Yields one result a request, in order."""

    name: str
    sees: bool  # whether it looks at the picture
    revises: bool  # whether it can do anything with a revision; a captioner that always says the same cannot
    max_in_flight: int  # requests that it works on at the same time
    model_hash: str | None
    prompt: str | None  # which words the model is told: name, version and hash of the prompt; None without one

    def write(self, requests: Sequence[Request]) -> Iterator[Generation | ItemError]:
        """Yield a generation, or the error that made this one request fail."""
        ...


Make = Callable[[Any], Captioner]
M = TypeVar("M", bound=Make)

CAPTIONERS: Registry[Make] = Registry("captioner")
"""What makes captioners, by what `caption.backend` calls them."""


READY: dict[str, Callable[[Any], None]] = {}
"""What raises EnvError where a captioner cannot work, by what `caption.backend` calls it."""


def captioner_kind(name: str, ready: Callable[[Any], None] | None = None) -> Callable[[M], M]:
    """Register what makes the captioner of `caption.backend=NAME` from its options; a class will do.

    `ready` raises EnvError where it cannot work, such as for a server that does not answer; it is asked before a run
    works on any photo.

    It is called once in each process that writes. What the project does not know of, it finds in `options.settings`.
    """

    def register(make: M) -> M:
        CAPTIONERS.add(name, make, make.__module__)
        if ready is not None:
            READY[name] = ready
        return make

    return register
