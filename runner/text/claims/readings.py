"""Weighs claims about what is written in the picture, and about values that witnesses state: colours, dates."""

from __future__ import annotations

import re

from runner.facts import Fact
from runner.text.claims.calibration import REGISTRATION, Outcomes
from runner.text.claims.claim import Claim
from runner.text.claims.odds import exceeding
from runner.text.claims.registrations import nationality
from runner.text.claims.verdict import Hearing, Weighed, weigher
from runner.text.language.tokenise import tokenise

_CONFUSED = str.maketrans({"0": "O", "1": "I", "8": "B", "5": "S", "L": "I", "2": "Z"})
_NOT_WRITTEN = re.compile(r"[^A-Z0-9]")


@weigher("text")
def weigh_text(hearing: Hearing, claim: Claim) -> Weighed:
    """Weigh words said to be in the picture. A witness that does not read them proves nothing: letters are small."""
    words = {token.fold for token in tokenise(claim.value)}
    read = {
        name: {token.fold for fact in facts for token in tokenise(fact.value)}
        for name, facts in _by_witness(hearing, "text")
    }
    supporting = tuple(name for name, seen in read.items() if words and words <= seen)
    return Weighed(claim, "supported" if supporting else "unwitnessed", supporting=supporting)


@weigher("registration")
def weigh_registration(hearing: Hearing, claim: Claim) -> Weighed:
    """Weigh a registration. Letters that look alike agree; a different mark read in the picture opposes it.

    It is an error only if the witness was measured: by how often it reads a different mark although the claim is right.
    """
    said = _by_witness(hearing, "registration")
    agreeing = (*_agreeing(said, claim.value), *_agreeing(_by_witness(hearing, "text"), claim.value))
    supporting = tuple(dict.fromkeys(agreeing))  # a witness that reads the mark also reads its line
    against = [(name, facts) for name, facts in said if name not in supporting]
    if supporting or not against:
        return Weighed(claim, "supported" if supporting else "unwitnessed", supporting=supporting)
    wrong = _misread(hearing, against)
    names, instead = tuple(name for name, _ in against), against[0][1][0].value
    return Weighed(claim, "contradicted", hearing.severity(wrong), wrong, (), names, instead)


@weigher("colour", "date", "number", "species", "place", "person", "action")
def weigh_stated(hearing: Hearing, claim: Claim) -> Weighed:
    """Weigh a value. A witness that states it in the same words supports it; nothing contradicts it yet."""
    supporting = tuple(
        name
        for name, facts in _by_witness(hearing, claim.kind)
        if any(_same(fact.value, claim.value) for fact in facts)
    )
    return Weighed(claim, "supported" if supporting else "unwitnessed", supporting=supporting)


def _agreeing(said: list[tuple[str, list[Fact]]], mark: str) -> tuple[str, ...]:
    return tuple(name for name, facts in said if any(_look(fact.value) == _look(mark) for fact in facts))


def _by_witness(hearing: Hearing, kind: str) -> list[tuple[str, list[Fact]]]:
    facts = hearing.said(kind)
    return [(name, mine) for name in hearing.testimonies if (mine := [fact for fact in facts if fact.witness == name])]


def _misread(hearing: Hearing, against: list[tuple[str, list[Fact]]]) -> float | None:
    """The probability that the claimed mark is wrong, by the witnesses that read another; None if none was measured."""
    found = [wrong for name, facts in against if (wrong := _wrong(hearing, name, facts[0].value)) is not None]
    return max(found, default=None)


def _wrong(hearing: Hearing, name: str, read: str) -> float | None:
    """The share of this witness's readings that are right: for this nationality, shrunk towards all marks."""
    calibration = hearing.testimonies[name].calibration
    counts = calibration.classes.get(REGISTRATION) if calibration else None
    if calibration is None or counts is None or not counts.present or not counts.absent:
        return None
    of_all = exceeding(counts, (1, 2))
    own = calibration.classes.get(f"{REGISTRATION} {nationality(read)}", Outcomes())
    return exceeding(own, (_ALL * of_all, _ALL))


_ALL = 10
"""How many readings of any nationality are added to those of one."""


def _look(mark: str) -> str:
    return _NOT_WRITTEN.sub("", mark.upper()).translate(_CONFUSED)


def _same(one: str, other: str) -> bool:
    return [token.lemma for token in tokenise(one)] == [token.lemma for token in tokenise(other)]
