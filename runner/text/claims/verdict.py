"""The result of weighing a claim, and the limits for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from runner.facts import Fact
from runner.registry import Registry
from runner.schema import PROSE
from runner.text.claims.calibrating import ordered
from runner.text.claims.calibration import Calibration
from runner.text.claims.claim import Claim
from runner.text.claims.evidence import Testimony, testimonies
from runner.text.claims.lexicon import Lexicon

CAPTIONER = "captioner"
"""The name of the calibration of captioners that nobody has measured, as writers and as witnesses."""

Verdict = Literal["supported", "contradicted", "unwitnessed"]
Severity = Literal["error", "warn"]


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for the probability that a claim is wrong."""

    error: float = 0.9  # an error from here on, as in conf/rules/default.yaml
    warning: float = 0.5  # a warning from here on; below, a claim is accepted
    # A thing is counted if its box has this share of the area of the largest of its class: nobody counts passers-by.
    # With 0.5 and true boxes none of 56 counts that people wrote about COCO photos was exceeded, with 0.25 three.
    comparable: float = 0.5


@dataclass(frozen=True, slots=True)
class Weighed:
    """One claim with what the witnesses say about it."""

    claim: Claim
    verdict: Verdict
    severity: Severity | None = None  # of a contradicted claim
    probability: float | None = None  # that the claim is wrong; None if nothing was measured
    supporting: tuple[str, ...] = ()  # witnesses for it
    opposing: tuple[str, ...] = ()  # witnesses against it
    value: str | None = None  # what the opposing witnesses say instead, if anything


@dataclass(frozen=True)
class Hearing:
    """All that is known about one photo when claims about it are weighed."""

    claims: tuple[Claim, ...]
    facts: tuple[Fact, ...]
    looked: tuple[str, ...]  # the witnesses that looked at the photo and did not fail, silent ones too
    book: Mapping[str, Calibration]  # by witness; 'captioner' for captioners that nobody has measured
    writer: str  # who wrote the texts: its own words are never heard
    lexicon: Lexicon
    limits: Limits

    def severity(self, wrong: float | None) -> Severity:
        """The severity of a contradicted claim by the probability that it is wrong; a warning if not measured."""
        return "error" if wrong is not None and wrong >= self.limits.error else "warn"

    @cached_property
    def testimonies(self) -> dict[str, Testimony]:
        """What the witnesses, except the writer, say about things."""
        heard = tuple(dict.fromkeys(name for name in self.looked if name != self.writer))
        return testimonies(self.facts, heard, self.book, self.lexicon)

    @cached_property
    def told(self) -> list[tuple[Claim, str]]:
        """The things that caption and alt text say are there, each with its position; keywords have no order."""
        return [told for field in PROSE for told in ordered([each for each in self.claims if each.field == field])]

    def said(self, kind: str) -> Sequence[Fact]:
        """The facts of a kind from witnesses that looked, except the writer."""
        return [fact for fact in self.facts if fact.kind == kind and fact.witness in self.testimonies]


Weigher = Callable[[Hearing, Claim], Weighed]

WEIGHERS: Registry[Weigher] = Registry("weigher")
"""The functions that weigh claims, by kind of claim."""


def weigher(*kinds: str) -> Callable[[Weigher], Weigher]:
    """Register a function that weighs claims of the kinds. Raises ValueError if another module has one of them."""

    def register(weigh: Weigher) -> Weigher:
        for kind in kinds:
            WEIGHERS.add(kind, weigh, weigh.__module__)
        return weigh

    return register
