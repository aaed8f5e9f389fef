"""What a person is shown about a photo's claims: each claim in words, what its witnesses say, and where they saw it.

Nothing here reads texts, so that a window that only draws these places is open sooner.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from runner.facts import Region
from runner.messages import Message

Standing = Literal["contradicted", "supported", "doubted", "unchecked"]

STANDINGS: tuple[Standing, ...] = ("contradicted", "supported", "doubted", "unchecked")
"""The standings that a claim can have, in the order in which claims are shown. `doubted`: opposed, but not with
certainty."""

LINES = ("owner", "registration", "text")
"""Kinds of facts about a line of text, the most specific first: for each line only the first is drawn."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One place in the picture where a witness saw something."""

    kind: str  # object, text, registration, owner, …
    value: str  # what it saw there
    confidence: float | None  # 0 to 1 as the witness gives it
    region: Region

    @property
    def is_line(self) -> bool:
        """Whether it is a line of text."""
        return self.kind in LINES


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim, all the texts that make it, and what the witnesses say about it."""

    standing: Standing
    severity: str | None  # error or warn, if contradicted
    fields: tuple[str, ...]  # the texts that make it
    words: Message  # what is claimed
    said: Message  # what the witnesses say
    certainty: Message | None  # how certain it is that a contradicted claim is wrong
    seen: tuple[int, ...]  # where its witnesses saw it: indices into `Account.seen`


@dataclass(frozen=True, slots=True)
class Account:
    """The claims of a photo's texts, contradicted ones first, and everything that witnesses located in the picture."""

    claims: tuple[Statement, ...] = ()
    seen: tuple[Seen, ...] = ()

    def standing(self, *wanted: Standing) -> tuple[Statement, ...]:
        """The claims with one of these standings."""
        return tuple(each for each in self.claims if each.standing in wanted)
