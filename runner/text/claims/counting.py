"""Weighs claims about how many things there are."""

from __future__ import annotations

from runner.facts import THINGS, Fact
from runner.text.claims.calibration import Calibration, Outcomes
from runner.text.claims.claim import Claim
from runner.text.claims.evidence import Testimony, known_class
from runner.text.claims.lexicon import Lexicon
from runner.text.claims.odds import exceeding
from runner.text.claims.verdict import Hearing, Weighed, weigher


@weigher("count")
def weigh_count(hearing: Hearing, claim: Claim) -> Weighed:
    """Weigh a count. That a witness sees fewer than claimed proves nothing: things hide behind each other."""
    most = _most_claimed(hearing, claim)
    seen = {name: _counted(hearing, claim, each) for name, each in hearing.testimonies.items()}
    supporting = tuple(name for name, number in seen.items() if number is not None and str(number) == claim.value)
    opposing = tuple(name for name, number in seen.items() if number is not None and most is not None and number > most)
    if not opposing:
        return Weighed(claim, "supported" if supporting else "unwitnessed", supporting=supporting)
    wrong = None if supporting else _too_low(hearing, claim, opposing)
    value = str(min(number for name in opposing if (number := seen[name]) is not None))
    return Weighed(claim, "contradicted", hearing.severity(wrong), wrong, supporting, opposing, value)


def _counted(hearing: Hearing, claim: Claim, testimony: Testimony) -> int | None:
    """How many of the thing a witness with boxes shows, without far smaller ones; None if it cannot know."""
    if testimony.calibration is None or testimony.calibration.kind != "boxes" or claim.of is None:
        return None
    known = known_class(claim.of, testimony.calibration.classes, hearing.lexicon)
    if known is None:
        return None
    areas = [
        _area(fact)
        for fact in testimony.facts
        if fact.kind in THINGS and known in hearing.lexicon.things_in(fact.value)
    ]
    return sum(area >= hearing.limits.comparable * max(areas) for area in areas)


def group_of(thing: str, lexicon: Lexicon) -> str:
    """The broadest kind of the thing: animal for dog, person for man, the thing itself if it has no kind."""
    return min(lexicon.kinds(thing), key=lambda kind: (len(lexicon.kinds(kind)), kind))


def _most_claimed(hearing: Hearing, claim: Claim) -> int | None:
    """The most things of the kind that all phrases of the text together can mean; None if one sets no upper bound."""
    broadest = group_of(claim.of or "", hearing.lexicon)
    total = 0
    for each in hearing.claims:
        if each.kind == "object" and each.field == claim.field and broadest in hearing.lexicon.kinds(each.value):
            if each.count is not None and each.count.most is None:
                return None
            total += each.count.most if each.count is not None and each.count.most is not None else 0
    return total


def _too_low(hearing: Hearing, claim: Claim, opposing: tuple[str, ...]) -> float | None:
    """The highest probability, among the measured opposing witnesses, that the count is too low; None without any."""
    measured = [each.calibration for name in opposing if (each := hearing.testimonies[name]).calibration]
    group = group_of(claim.of or "", hearing.lexicon)
    return max((_share(each, group) for each in measured if each.counts.present and each.counts.absent), default=None)


def _share(calibration: Calibration, group: str) -> float:
    """Of the counts that the witness exceeds, the share that is too low: in the group, shrunk towards all counts."""
    of_all = exceeding(calibration.counts, (1, 2))
    return exceeding(calibration.count_groups.get(group, Outcomes()), (_ALL * of_all, _ALL))


_ALL = 10
"""How many exceeded counts of any thing are added to those of one group."""


def _area(fact: Fact) -> float:
    if fact.region is None:
        return 1.0
    return (fact.region.right - fact.region.left) * (fact.region.bottom - fact.region.top)
