"""The captioners that could write the texts of a set, as reported by a process beside the window."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from runner.messages import Message, word

State = Literal["ready", "absent", "unusable"]
"""`absent`: its weights must be downloaded first. `unusable`: no server, too small a machine, or a faulty file."""


@dataclass(frozen=True, slots=True)
class CaptionerChoice:
    """One captioner that a person can choose."""

    name: str  # as shown to people; `auto` for the first one that is ready
    options: tuple[str, ...]  # command-line options that choose it, values unquoted; empty for `auto`
    sees: bool
    state: State
    said: Message
    fetch: str | None = None  # the catalogue entry to download first

    def said_in(self, language: str) -> str:
        """The message about it, in this language."""
        return word(self.said, language)


def command(words: Sequence[str]) -> list[str]:
    """The command line that runs `runner.intake.captioners`; `words` are the same as for `runner doctor`."""
    return [sys.executable, "-P", "-m", "runner.intake.captioners", *words]


def from_json(text: str) -> list[CaptionerChoice]:
    """Parse the output of the process; returns an empty list if it is not valid."""
    try:
        return TypeAdapter(list[CaptionerChoice]).validate_json(text)
    except ValidationError:
        return []
