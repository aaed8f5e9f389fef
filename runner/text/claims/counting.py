"""Weighing claims of how many there are."""

from __future__ import annotations

from runner.facts import Fact
from runner.text.claims.calibration import Outcomes
from runner.text.claims.claim import Claim
from runner.text.claims.evidence import Testimony, known_class
from runner.text.claims.verdict import Hearing, Weighed, weigher


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
