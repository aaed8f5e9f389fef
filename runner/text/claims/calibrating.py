"""Counting a witness's mistakes on photos whose truth is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from runner.facts import Fact
from runner.text.claims.calibration import Calibration, Errors, Kind, Outcomes, Writer
from runner.text.claims.claim import Claim
from runner.text.claims.evidence import ORDERS, known_class, testimonies
from runner.text.claims.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Observation:
    """What one witness said about one claimed thing whose truth is known."""

    thing: str  # the class, in its plain name
    present: bool  # whether it is there
    named: bool  # whether the witness named it
    neighbour: bool = False  # whether it named only what is often taken for it
    size: str | None = None  # a name of SIZES where the thing's box is known


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
    """The claimed things among the `known` classes, once a class; names of what is `present` are plain."""
    classes = dict.fromkeys(known, None)
    found: dict[str, Labelled] = {}
    for claim, order in ordered(claims):
        thing = known_class(claim.value, classes, lexicon)
        if thing is not None and thing not in found:
            found[thing] = Labelled(claim, thing, order, thing in present)
    return list(found.values())


def ordered(claims: Sequence[Claim]) -> list[tuple[Claim, str]]:
    """The object claims that say a thing is there, each with its place among the things that its text names."""
    places: dict[str, int] = {}
    objects = [claim for claim in claims if claim.kind == "object" and claim.mode == "seen"]
    return [(claim, ORDERS[min(places.setdefault(claim.value, len(places)), len(ORDERS) - 1)]) for claim in objects]


def observations(
    witness: str, things: Iterable[Labelled], facts: Sequence[Fact], known: frozenset[str], lexicon: Lexicon
) -> list[Observation]:
    """What `witness` said about the labelled things of one photo, which it looked at."""
    probe = Calibration(witness, "text", "", classes=dict.fromkeys(known, Outcomes()))
    said = testimonies(facts, (witness,), {witness: probe}, lexicon)[witness]
    heard = [(each, said.heard(each.claim, each.thing, lexicon)) for each in things]
    return [Observation(each.thing, each.present, *what) for each, what in heard]


def calibrate(
    witness: str,
    kind: Kind,
    measured_on: str,
    seen: Sequence[Observation],
    *,
    counts: Outcomes | None = None,
    writer: Writer | None = None,
) -> Calibration:
    """Return the calibration that the observations give: the pure function behind `runner calibrate`."""
    return Calibration(
        witness,
        kind,
        measured_on,
        _outcomes(seen),
        _grouped(seen, lambda each: each.thing),
        _grouped([each for each in seen if each.size], lambda each: each.size or ""),
        _near(seen),
        counts or Outcomes(),
        writer,
    )


def count_outcomes(judged: Iterable[tuple[bool, bool]]) -> Outcomes:
    """Outcomes of counts, each given as whether it is too low and whether the witness saw more than it."""
    cases = list(judged)
    right = [exceeded for too_low, exceeded in cases if not too_low]
    low = [exceeded for too_low, exceeded in cases if too_low]
    return Outcomes(len(right), sum(right), len(low), len(low) - sum(low))


def writer_of(things: Sequence[Labelled]) -> Writer:
    """How often the claims of one captioner's texts are wrong, over all and by class and place in the text."""
    return Writer(
        _errors(things),
        {
            name: _errors([each for each in things if each.thing == name])
            for name in sorted({each.thing for each in things})
        },
        {name: _errors([each for each in things if each.order == name]) for name in ORDERS},
    )


def pooled(witness: str, measured_on: str, calibrations: Sequence[Calibration]) -> Calibration:
    """Several witnesses of one kind as one, for a witness of that kind that nobody has measured. Needs at least one."""
    return Calibration(
        witness,
        calibrations[0].kind,
        measured_on,
        sum((each.overall for each in calibrations), Outcomes()),
        _merged([each.classes for each in calibrations]),
        _merged([each.strata for each in calibrations]),
        sum((each.near for each in calibrations), Outcomes()),
        sum((each.counts for each in calibrations), Outcomes()),
        _pooled_writer([each.writer for each in calibrations if each.writer is not None]),
    )


def _outcomes(seen: Sequence[Observation]) -> Outcomes:
    present = [each for each in seen if each.present]
    absent = [each for each in seen if not each.present]
    return Outcomes(
        len(present), sum(not each.named for each in present), len(absent), sum(each.named for each in absent)
    )


def _near(seen: Iterable[Observation]) -> Outcomes:
    """Of what the witness did not name: how often it named no neighbour where it is there, and one where it is not."""
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
