"""Compares what a witness said about one photo with the known truth, by the kind of statement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from runner.facts import GLIMPSE, THINGS, TRACE, Fact, Look
from runner.review.calibrating.labels import Truth
from runner.text.claims.calibrating import Counted, Labelled, Observation, Read, observations
from runner.text.claims.calibration import REGISTRATION, Calibration, Kind, Outcomes
from runner.text.claims.claim import Claim
from runner.text.claims.counting import group_of
from runner.text.claims.evidence import known_class
from runner.text.claims.lexicon import default_lexicon
from runner.text.claims.registrations import nationality
from runner.text.claims.scenery import KINDS
from runner.text.claims.weighing import weigh

LEXICON = default_lexicon()


class Speakers(NamedTuple):
    """Witnesses by the kind of their statements: one that never names things says nothing by not naming one."""

    namers: frozenset[str]  # witnesses that name things
    choosers: frozenset[str]  # witnesses that choose labels by their scores
    readers: frozenset[str]  # witnesses that read registrations


def speakers(facts: Iterable[Fact]) -> Speakers:
    """The witnesses of these facts, by the kind of their statements."""
    said = list(facts)
    return Speakers(
        frozenset(fact.witness for fact in said if fact.kind in (*THINGS, GLIMPSE, TRACE)),
        frozenset(fact.witness for fact in said if fact.kind in KINDS and fact.confidence is not None),
        frozenset(fact.witness for fact in said if fact.kind == REGISTRATION and fact.region is not None),
    )


def kind_of(look: Look, *, views: bool) -> Kind:
    """The kind of the witness's output: labels of groups, else boxes, else words that no text may rely on."""
    return "choice" if views else "boxes" if look.believed else "text"


def things(witness: str, claimed: Sequence[Labelled], facts: Sequence[Fact], truth: Truth) -> list[Observation]:
    """What the witness said about claimed things."""
    return observations(witness, claimed, facts, truth.known, LEXICON)


def views(claims: Sequence[Claim], facts: Sequence[Fact], truth: Truth) -> list[Observation]:
    """What the witness chose where a text claims a setting, weather or scene; only kinds for which it chose a label."""
    chosen = {fact.kind: fact.value for fact in facts if fact.kind in KINDS and fact.confidence is not None}
    known = {(label.kind, label.name): label in truth.views for label in truth.known_views}
    claimed = {(claim.kind, claim.value) for claim in claims if claim.kind in chosen and claim.mode == "seen"}
    return [
        Observation(name, known[kind, name], named=chosen[kind] == name)
        for kind, name in sorted(claimed)
        if (kind, name) in known
    ]


def readings(facts: Sequence[Fact], truth: Truth) -> list[Read]:
    """What the witness read on a photo that is labelled with registrations; empty if the photo is not."""
    if not truth.registrations:
        return []
    read = [fact.value for fact in facts if fact.kind == REGISTRATION]
    return [Read(nationality(mark), mark in truth.registrations) for mark in read] or [Read(None, right=False)]


def counts(claims: Sequence[Claim], facts: Sequence[Fact], truth: Truth, look: Look) -> list[Counted]:
    """Claimed numbers whose truth is known, and whether the boxes of the witness show more."""
    if not truth.counts or not look.believed:
        return []
    probe = {look.witness: Calibration(look.witness, "boxes", "", classes=dict.fromkeys(truth.known, Outcomes()))}
    weighed = weigh(claims, facts, (look.witness,), probe, writer="")
    return [
        Counted(group_of(thing, LEXICON), truth.counts[thing] > int(each.claim.value), look.witness in each.opposing)
        for each in weighed
        if each.claim.kind == "count" and each.claim.value.isdigit() and each.claim.of
        if (thing := known_class(each.claim.of, truth.counts, LEXICON)) is not None
    ]
