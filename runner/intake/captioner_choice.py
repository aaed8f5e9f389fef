"""Who could write the texts of a set, as a process beside the window tells it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from runner.messages import Message, word

State = Literal["ready", "absent", "unusable"]
"""`absent`: its weights are downloaded first. `unusable`: no server answers, or this machine is too small for it."""


@dataclass(frozen=True, slots=True)
class CaptionerChoice:
    """One way to have texts written."""

    name: str  # as people call it; `auto` for the first that is ready
    options: tuple[str, ...]  # that choose it on a command line, values unquoted; none: `auto`
    sees: bool
    state: State
    said: Message
    fetch: str | None = None  # the entry of the catalogue that is downloaded first

    def said_in(self, language: str) -> str:
        """What is said of it, in this language."""
        return word(self.said, language)


def command(words: Sequence[str]) -> list[str]:
    """The command line that asks `runner.intake.captioners`; `words` as of `runner doctor`."""
    return [sys.executable, "-P", "-m", "runner.intake.captioners", *words]


def from_json(text: str) -> list[CaptionerChoice]:
    """What the process printed; nothing where it printed something else."""
    try:
        return TypeAdapter(list[CaptionerChoice]).validate_json(text)
    except ValidationError:
        return []
