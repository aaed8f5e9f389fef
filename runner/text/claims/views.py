"""Weighs claims about the picture as a whole against witnesses that choose among labels."""

from __future__ import annotations

from runner.text.claims.claim import Claim
from runner.text.claims.evidence import Heard, Testimony
from runner.text.claims.odds import prior, probability, weight
from runner.text.claims.verdict import CAPTIONER, Hearing, Weighed, weigher


@weigher("setting", "weather", "scene")
def weigh_view(hearing: Hearing, claim: Claim) -> Weighed:
    """Weigh setting, weather or scene. A witness that chose no label of the group does not count.

    A label chosen by scores that nobody measured is worth nothing, neither for the claim nor against it.
    """
    chosen = {name: value for name, each in hearing.testimonies.items() if (value := _chosen(each, claim.kind))}
    knowing = {name: value for name, value in chosen.items() if _knows(hearing.testimonies[name], claim)}
    supporting = tuple(
        name for name, each in hearing.testimonies.items() if knowing.get(name) == claim.value or _says(each, claim)
    )
    against = {name: value for name, value in knowing.items() if value != claim.value}
    wrong = _wrong(hearing, claim, knowing)
    if against and not supporting and wrong is not None and wrong >= hearing.limits.warning and claim.mode == "seen":
        value = next(iter(against.values()))
        return Weighed(claim, "contradicted", hearing.severity(wrong), wrong, (), tuple(against), value)
    return Weighed(claim, "supported" if supporting else "unwitnessed", None, wrong, supporting, tuple(against))


def _chosen(testimony: Testimony, kind: str) -> str | None:
    """The label that the witness chose by its scores; None if it chose none."""
    return next((fact.value for fact in testimony.facts if fact.kind == kind and fact.confidence is not None), None)


def _says(testimony: Testimony, claim: Claim) -> bool:
    """Whether the witness says so in words."""
    said = (fact for fact in testimony.facts if fact.kind == claim.kind and fact.confidence is None)
    return any(fact.value == claim.value for fact in said)


def _knows(testimony: Testimony, claim: Claim) -> bool:
    return testimony.calibration is not None and claim.value in testimony.calibration.classes


def _wrong(hearing: Hearing, claim: Claim, chosen: dict[str, str]) -> float | None:
    """The probability that the claim is wrong; None if no writer like this one, or no witness, was measured."""
    own = hearing.book.get(hearing.writer) or hearing.book.get(CAPTIONER)
    if own is None or own.writer is None or not chosen:
        return None
    odds = sum(prior(own.writer, claim.value, None))
    for name, value in chosen.items():
        calibration = hearing.testimonies[name].calibration
        if calibration is not None:
            heard = Heard(named=value == claim.value, neighbour=False)
            odds += sum(weight(calibration, claim.value, None, heard))
    return probability(odds)
