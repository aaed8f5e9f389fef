"""Weighs claims against the facts of named witnesses."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from runner.facts import Fact
from runner.text.claims import counting, objections, readings, views  # noqa: F401  (they register the weighers)
from runner.text.claims.calibration import Calibration
from runner.text.claims.claim import Claim
from runner.text.claims.lexicon import Lexicon, default_lexicon
from runner.text.claims.verdict import WEIGHERS, Hearing, Limits, Weighed


def weigh(
    claims: Sequence[Claim],
    facts: Sequence[Fact],
    looked: Sequence[str],
    book: Mapping[str, Calibration],
    *,
    writer: str,
    people: Collection[str] = (),
    limits: Limits | None = None,
    lexicon: Lexicon | None = None,
) -> tuple[Weighed, ...]:
    """Weigh the claims of one photo's texts, in their order.

    `looked` names the witnesses that finished looking at this photo; one that is missing or failed is left out, and
    then counts neither for nor against anything. `book` has calibrations by witness, with 'captioner' for captioners
    that nobody has measured. `writer` is the node that wrote the texts: what it says about the photo supports none of
    them. What one of `people` says cannot be contradicted. A claim of a kind without a weigher is unwitnessed.
    """
    hearing = Hearing(
        tuple(claims), tuple(facts), tuple(looked), book, writer, lexicon or default_lexicon(), limits or Limits()
    )
    weighed = [_as_people_say(_weighed(hearing, claim), people) for claim in claims]
    return tuple(_as_chosen(each, weighed) for each in weighed)


def _weighed(hearing: Hearing, claim: Claim) -> Weighed:
    weigh_kind = WEIGHERS.get(claim.kind)
    return Weighed(claim, "unwitnessed") if weigh_kind is None else weigh_kind(hearing, claim)


def _as_people_say(weighed: Weighed, people: Collection[str]) -> Weighed:
    if weighed.verdict == "contradicted" and not set(people).isdisjoint(weighed.supporting):
        return replace(weighed, verdict="supported", severity=None, value=None)
    return weighed


def _as_chosen(weighed: Weighed, others: Sequence[Weighed]) -> Weighed:
    """Accept a claim whose alternative is not contradicted: 'a couch or a bed' is wrong only if neither is there."""
    claim = weighed.claim
    if weighed.verdict != "contradicted" or claim.instead is None:
        return weighed
    said = (each for each in others if (each.claim.kind, each.claim.value) == ("object", claim.instead))
    if any(each.verdict != "contradicted" and each.claim.field == claim.field for each in said):
        return replace(weighed, verdict="unwitnessed", severity=None, value=None)
    return weighed
