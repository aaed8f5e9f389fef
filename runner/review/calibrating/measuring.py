"""Counting how often the witnesses and the captioner of a run were wrong about photos whose truth is known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from runner.facts import Fact, Look
from runner.review.calibrating.labels import Truth
from runner.schema import CaptionRow, FactsRow
from runner.store import traces
from runner.text.claims.calibrating import (
    Labelled,
    Observation,
    calibrate,
    count_outcomes,
    labelled,
    observations,
    writer_of,
)
from runner.text.claims.calibration import Calibration, Kind, Outcomes
from runner.text.claims.claim import Claim
from runner.text.claims.evidence import known_class
from runner.text.claims.lexicon import default_lexicon
from runner.text.claims.reader import read_texts
from runner.text.claims.verdict import CAPTIONER
from runner.text.claims.weighing import weigh

LEXICON = default_lexicon()


@dataclass(frozen=True)
class Measured:
    """How often each witness was right on photos whose truth is known."""

    calibrations: tuple[Calibration, ...]
    nodes: Mapping[str, str]  # node by calibration, of those that nodes of the run gave
    photos: int
    claims: int  # of things of which it is known whether they are there
    wrong: int  # of these


def measure(run: Path, truths: Mapping[str, Truth], measured_on: str) -> Measured:
    """Hold the drafts of a captioner that saw these photos, by item id, and all that witnesses said, against the truth.

    A witness without a calibration of its own is named as its node is.
    """
    facts = traces.rows(run, FactsRow, truths)
    drafts = {item: row for item, row in traces.rows(run, CaptionRow, truths).items() if row.saw_picture}
    seen: dict[str, list[Observation]] = defaultdict(list)
    counted: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    looks: dict[str, Look] = {}
    # A reader of text names no things: that it does not name one means nothing.
    namers = {fact.witness for row in facts.values() for fact in row.facts if fact.kind in ("object", "species")}
    written: dict[str, list[Labelled]] = defaultdict(list)
    for item, draft in drafts.items():
        truth, known = truths[item], facts.get(item)
        claims = read_texts(draft)
        things = labelled(claims, truth.present, truth.known, LEXICON)
        written[draft.model] += things
        for look in known.looked if known else ():
            if look.witness not in namers:
                continue
            looks[look.witness] = look
            mine = [fact for fact in known.facts if fact.witness == look.witness] if known else []
            seen[look.witness] += observations(look.witness, things, mine, truth.known, LEXICON)
            counted[look.witness] += _counts(claims, mine, truth, look)
    witnesses = [
        calibrate(_name(look), _kind(look), measured_on, seen[node], counts=count_outcomes(counted[node]))
        for node, look in looks.items()
    ]
    writers = [
        Calibration(model, "text", measured_on, writer=writer_of(things)) for model, things in written.items() if things
    ]
    every = [thing for things in written.values() for thing in things]
    return Measured(
        (*witnesses, *writers),
        {_name(look): node for node, look in looks.items()},
        len(drafts),
        len(every),
        sum(not thing.present for thing in every),
    )


def _name(look: Look) -> str:
    """Its calibration's name; the node's where it has none of its own: 'captioner' is that of captioners at large."""
    return look.witness if look.calibration in (None, CAPTIONER) else look.calibration


def _kind(look: Look) -> Kind:
    return "boxes" if look.believed else "text"


def _counts(claims: Sequence[Claim], facts: Sequence[Fact], truth: Truth, look: Look) -> list[tuple[bool, bool]]:
    """Of each claimed number whose truth is known: whether it is too low, and whether the witness sees more."""
    if not truth.counts or _kind(look) != "boxes":
        return []
    probe = {look.witness: Calibration(look.witness, "boxes", "", classes=dict.fromkeys(truth.known, Outcomes()))}
    weighed = weigh(claims, facts, (look.witness,), probe, writer="")
    return [
        (truth.counts[thing] > int(each.claim.value), look.witness in each.opposing)
        for each in weighed
        if each.claim.kind == "count" and each.claim.value.isdigit() and each.claim.of
        if (thing := known_class(each.claim.of, truth.counts, LEXICON)) is not None
    ]
