"""Counts a witness's mistakes on photos whose content is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from runner.facts import Fact
from runner.text.claims.calibration import REGISTRATION, Calibration, Errors, Kind, Outcomes, Scores, Writer
from runner.text.claims.claim import Claim
from runner.text.claims.evidence import ORDERS, known_class, testimonies
from runner.text.claims.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Observation:
    """What one witness said about one claimed thing whose truth is known."""

    thing: str  # the class, in its plain name
    present: bool  # whether it is there
    named: bool  # whether the witness named it
    neighbour: bool = False  # whether it named only something that is often confused with it
    size: str | None = None  # a name of SIZES, if the thing's box is known
    score: float | None = None  # score of the witness's best box of it, if it gives scores


@dataclass(frozen=True, slots=True)
class Counted:
    """A claimed number of things whose true number is known."""

    group: str  # group of the things: person, animal, vehicle, …
    too_low: bool  # whether there are more than claimed
    exceeded: bool  # whether the witness shows more than claimed


@dataclass(frozen=True, slots=True)
class Read:
    """What a witness read on a photo whose registration is known."""

    mark: str | None  # the nationality mark of what it read: PH; None if it read no registration
    right: bool  # whether what it read is the registration


@dataclass(frozen=True, slots=True)
class Labelled:
    """A thing that a text claims, with the truth about it."""

    claim: Claim
    thing: str  # the class, in its plain name
    order: str  # a name of ORDERS
    present: bool


def labelled(
    claims: Sequence[Claim], present: frozenset[str], known: frozenset[str], lexicon: Lexicon
) -> list[Labelled]:
    """The claimed things of the `known` classes, once per class; `present` has the plain names of what is there."""
    classes = dict.fromkeys(known, None)
    found: dict[str, Labelled] = {}
    for claim, order in ordered(claims):
        thing = known_class(claim.value, classes, lexicon)
        if thing is not None and thing not in found:
            found[thing] = Labelled(claim, thing, order, thing in present)
    return list(found.values())


def ordered(claims: Sequence[Claim]) -> list[tuple[Claim, str]]:
    """The object claims that say that a thing is there, each with the name in ORDERS of the thing's position."""
    places: dict[str, int] = {}
    objects = [claim for claim in claims if claim.kind == "object" and claim.mode == "seen"]
    return [(claim, ORDERS[min(places.setdefault(claim.value, len(places)), len(ORDERS) - 1)]) for claim in objects]


def observations(
    witness: str, things: Iterable[Labelled], facts: Sequence[Fact], known: frozenset[str], lexicon: Lexicon
) -> list[Observation]:
    """What `witness` said about the labelled things of one photo, which it has looked at."""
    probe = Calibration(witness, "text", "", classes=dict.fromkeys(known, Outcomes()))
    said = testimonies(facts, (witness,), {witness: probe}, lexicon)[witness]
    heard = [(each, said.heard(each.claim, each.thing, lexicon)) for each in things]
    return [Observation(each.thing, each.present, what.named, what.neighbour, score=what.score) for each, what in heard]


def calibrate(
    witness: str,
    kind: Kind,
    measured_on: str,
    seen: Sequence[Observation],
    *,
    counts: Sequence[Counted] = (),
    writer: Writer | None = None,
) -> Calibration:
    """Return the calibration that results from the observations: the pure function behind `runner calibrate`."""
    return Calibration(
        witness,
        kind,
        measured_on,
        _outcomes(seen),
        _grouped(seen, lambda each: each.thing),
        _grouped([each for each in seen if each.size], lambda each: each.size or ""),
        scores_of([(each.score, each.present) for each in seen]),
        _near(seen),
        count_outcomes(counts),
        {name: count_outcomes([each for each in counts if each.group == name]) for name in _groups(counts)},
        writer,
    )


STEPS = (0.0, 0.06, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7)
"""Lower limits of the score ranges in which claims are counted."""


def scores_of(claims: Sequence[tuple[float | None, bool]]) -> Scores:
    """Count right and wrong claims by their witness's best score; empty if it never gave a score."""
    if all(score is None for score, _ in claims):
        return Scores()
    steps = [(sum((score or 0.0) >= step for step in STEPS) - 1, right) for score, right in claims]
    present = tuple(sum(at == step and right for at, right in steps) for step in range(len(STEPS)))
    absent = tuple(sum(at == step and not right for at, right in steps) for step in range(len(STEPS)))
    return Scores(STEPS, present, absent)


def count_outcomes(counts: Sequence[Counted]) -> Outcomes:
    """Outcomes of counts: right counts that are exceeded are `missed`, low ones that are not are `invented`."""
    right = [each.exceeded for each in counts if not each.too_low]
    low = [each.exceeded for each in counts if each.too_low]
    return Outcomes(len(right), sum(right), len(low), len(low) - sum(low))


def _groups(counts: Sequence[Counted]) -> list[str]:
    return sorted({each.group for each in counts})


def reading_outcomes(readings: Sequence[Read]) -> dict[str, Outcomes]:
    """Outcomes of registrations that were read, in total and by nationality mark of what was read.

    Every photo counts as a right claim of its mark and as a wrong one. A wrong reading opposes the right claim and is
    `missed`; if the mark was not read correctly, a wrong claim is not exposed, and that is `invented`.
    """
    marks = sorted({each.mark for each in readings if each.mark is not None})
    by_mark = {f"{REGISTRATION} {mark}": [each for each in readings if each.mark == mark] for mark in marks}
    return {name: _read_outcomes(group) for name, group in {REGISTRATION: list(readings), **by_mark}.items() if group}


def _read_outcomes(readings: Sequence[Read]) -> Outcomes:
    wrong = sum(each.mark is not None and not each.right for each in readings)
    right = sum(each.right for each in readings)
    return Outcomes(len(readings), wrong, len(readings), len(readings) - right)


def writer_of(things: Sequence[Labelled]) -> Writer:
    """How often the claims in one captioner's texts are wrong, in total, by class, and by position in the text."""
    return Writer(
        _errors(things),
        {
            name: _errors([each for each in things if each.thing == name])
            for name in sorted({each.thing for each in things})
        },
        {name: _errors([each for each in things if each.order == name]) for name in ORDERS},
    )


def pooled(witness: str, measured_on: str, calibrations: Sequence[Calibration]) -> Calibration:
    """Combine witnesses of one kind, for a witness of that kind that nobody has measured. Needs at least one."""
    return Calibration(
        witness,
        calibrations[0].kind,
        measured_on,
        sum((each.overall for each in calibrations), Outcomes()),
        _merged([each.classes for each in calibrations]),
        _merged([each.strata for each in calibrations]),
        near=sum((each.near for each in calibrations), Outcomes()),
        counts=sum((each.counts for each in calibrations), Outcomes()),
        count_groups=_merged([each.count_groups for each in calibrations]),
        writer=_pooled_writer([each.writer for each in calibrations if each.writer is not None]),
    )


def _outcomes(seen: Sequence[Observation]) -> Outcomes:
    present = [each for each in seen if each.present]
    absent = [each for each in seen if not each.present]
    return Outcomes(
        len(present), sum(not each.named for each in present), len(absent), sum(each.named for each in absent)
    )


def _near(seen: Iterable[Observation]) -> Outcomes:
    """Outcomes of unnamed things: `missed` if no neighbour was named either, `invented` if one was, wrongly."""
    silent = [each for each in seen if not each.named]
    return _outcomes([Observation(each.thing, each.present, each.neighbour) for each in silent])


def _grouped(seen: Sequence[Observation], key: Callable[[Observation], str]) -> dict[str, Outcomes]:
    groups: dict[str, list[Observation]] = {}
    for each in seen:
        groups.setdefault(key(each), []).append(each)
    return {name: _outcomes(group) for name, group in sorted(groups.items())}


def _errors(things: Sequence[Labelled]) -> Errors:
    return Errors(len(things), sum(not each.present for each in things))


def _merged(groups: Sequence[Mapping[str, Outcomes]]) -> dict[str, Outcomes]:
    names = sorted({name for group in groups for name in group})
    return {name: sum((group[name] for group in groups if name in group), Outcomes()) for name in names}


def _pooled_writer(writers: Sequence[Writer]) -> Writer | None:
    if not writers:
        return None
    names = sorted({name for writer in writers for name in writer.classes})
    return Writer(
        sum((writer.overall for writer in writers), Errors()),
        {name: sum((w.classes[name] for w in writers if name in w.classes), Errors()) for name in names},
        {name: sum((w.strata[name] for w in writers if name in w.strata), Errors()) for name in ORDERS},
    )
