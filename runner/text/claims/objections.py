"""Weighing claims of objects and of how many there are."""

from __future__ import annotations

from runner.facts import Fact
from runner.text.claims.calibrating import ordered
from runner.text.claims.calibration import Outcomes
from runner.text.claims.claim import Claim
from runner.text.claims.evidence import ORDERS, SIZES, Testimony, known_class, size_of
from runner.text.claims.odds import prior, probability, weight
from runner.text.claims.verdict import CAPTIONER, Hearing, Weighed, weigher
from runner.text.language.reading import PROSE


@weigher("object")
def weigh_object(hearing: Hearing, claim: Claim) -> Weighed:
    """A thing that is said to be there. Of a figure, and of what only may be there, nothing is denied."""
    supporting, opposing, change = _heard(hearing, claim)
    before = _before(hearing, claim)
    wrong = None if before is None else probability(before + change)
    if opposing and wrong is not None and wrong >= hearing.limits.warning and claim.mode == "seen":
        return Weighed(claim, "contradicted", hearing.severity(wrong), wrong, supporting, opposing)
    return Weighed(claim, "supported" if supporting else "unwitnessed", None, wrong, supporting, opposing)


@weigher("count")
def weigh_count(hearing: Hearing, claim: Claim) -> Weighed:
    """How many there are. To see fewer than claimed proves nothing: things hide behind each other."""
    most = _most_claimed(hearing, claim)
    seen = {name: _counted(hearing, claim, each) for name, each in hearing.testimonies.items()}
    supporting = tuple(name for name, number in seen.items() if number is not None and str(number) == claim.value)
    opposing = tuple(name for name, number in seen.items() if number is not None and most is not None and number > most)
    if not opposing:
        return Weighed(claim, "supported" if supporting else "unwitnessed", supporting=supporting)
    wrong = _count_wrong(hearing, opposing, supporting)
    value = str(min(number for name in opposing if (number := seen[name]) is not None))
    return Weighed(claim, "contradicted", hearing.severity(wrong), wrong, supporting, opposing, value)


def _heard(hearing: Hearing, claim: Claim) -> tuple[tuple[str, ...], tuple[str, ...], float]:
    """The witnesses for and against, and what those that are calibrated add to the log odds."""
    supporting: list[str] = []
    opposing: list[str] = []
    change = 0.0
    for name, testimony in hearing.testimonies.items():
        known = testimony.known(claim, hearing.lexicon)
        heard = testimony.heard(claim, known, hearing.lexicon)
        if heard.named:
            supporting.append(name)
        elif known is not None:
            opposing.append(name)
        if known is not None and testimony.calibration is not None:
            change += weight(testimony.calibration, known, _size(hearing, known), heard)
    return tuple(supporting), tuple(opposing), change


def _before(hearing: Hearing, claim: Claim) -> float | None:
    """The log odds that this writer's claim is wrong; None where no writer like it was measured."""
    own = hearing.book.get(hearing.writer) or hearing.book.get(CAPTIONER)
    if own is None or own.writer is None:
        return None
    thing = known_class(claim.value, own.writer.classes, hearing.lexicon) or claim.value
    return prior(own.writer, thing, _order(hearing, claim))


def _size(hearing: Hearing, known: str) -> str | None:
    """The size of the largest box that any witness shows of the thing; None where none does."""
    boxes = [fact for fact in hearing.said("object") if fact.region and known in hearing.lexicon.things_in(fact.value)]
    return max((size for box in boxes if (size := size_of(box))), key=_SIZES.index, default=None)


_SIZES = [name for name, _ in SIZES]


def _order(hearing: Hearing, claim: Claim) -> str | None:
    """The place of the thing in the first sentence that names it: whatever text says so, it is there or it is not.

    None where keywords alone name it: their order means nothing.
    """
    for field in PROSE:
        text = [each for each in hearing.claims if each.field == field]
        for each, order in ordered(text):
            if each.value == claim.value:
                return order
    return None if claim.field == "keywords" else ORDERS[-1]


def _counted(hearing: Hearing, claim: Claim, testimony: Testimony) -> int | None:
    """How many of the thing a witness of boxes shows, far smaller ones left out; None if it cannot know."""
    if testimony.calibration is None or testimony.calibration.kind != "boxes" or claim.of is None:
        return None
    known = known_class(claim.of, testimony.calibration.classes, hearing.lexicon)
    if known is None:
        return None
    areas = [
        _area(fact)
        for fact in testimony.facts
        if fact.kind == "object" and known in hearing.lexicon.things_in(fact.value)
    ]
    return sum(area >= hearing.limits.comparable * max(areas) for area in areas)


def _most_claimed(hearing: Hearing, claim: Claim) -> int | None:
    """How many things of the class all phrases of the text together can stand for; None where one sets no bound."""
    kinds = hearing.lexicon.kinds(claim.of or "")
    broadest = min(kinds, key=lambda kind: (len(hearing.lexicon.kinds(kind)), kind))
    total = 0
    for each in hearing.claims:
        if each.kind == "object" and each.field == claim.field and broadest in hearing.lexicon.kinds(each.value):
            if each.count is not None and each.count.most is None:
                return None
            total += each.count.most if each.count is not None and each.count.most is not None else 0
    return total


def _count_wrong(hearing: Hearing, opposing: tuple[str, ...], supporting: tuple[str, ...]) -> float | None:
    """The probability that the count is too low, by the witness against it that was measured best."""
    if supporting:
        return None
    counted = [each.calibration.counts for name in opposing if (each := hearing.testimonies[name]).calibration]
    measured = [counts for counts in counted if counts.present and counts.absent]
    return max(map(_too_low, measured), default=None)


def _too_low(counts: Outcomes) -> float:
    """Of counts that the witness exceeds, the share that is too low."""
    exceeded = counts.absent - counts.invented
    return (exceeded + 1) / (exceeded + counts.missed + 2)


def _area(fact: Fact) -> float:
    if fact.region is None:
        return 1.0
    return (fact.region.right - fact.region.left) * (fact.region.bottom - fact.region.top)
