"""How often a witness is wrong, counted on photos whose content is known: dataclasses, files, smoothed rates.

Files contain counts, not rates, so that they can be added up and no figure has to be believed without its sample.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from math import log
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

from runner import bounded_yaml
from runner.errors import ConfigError
from runner.text.claims.associations import Associations
from runner.text.claims.dependence import Dependence
from runner.text.claims.silence import MEASURES, Regression

PRIOR_SAMPLES = 30
"""How many samples of the wider group are added to those of a class, so that a few photos of it decide nothing."""

Kind = Literal["boxes", "text", "choice"]
"""What a witness gives: classes with boxes for everything that it sees, words about what it finds worth saying, or the
fitting label of each group."""

REGISTRATION = "registration"
"""The class of registrations that a witness reads; those with one nationality mark are `registration PH`."""

_KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What a witness said about right claims, and about wrong ones."""

    present: int = 0  # claims of things that are there
    missed: int = 0  # of these, how many the witness did not name
    absent: int = 0  # claims of things that are not there
    invented: int = 0  # of these, how many the witness named all the same

    def __add__(self, other: Outcomes) -> Outcomes:
        return Outcomes(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def miss(self, wider: float) -> float:
        """The share of things that are there but not named by the witness, shrunk towards the rate of a wider group."""
        return _share(self.missed, self.present, wider)

    def false_alarm(self, wider: float) -> float:
        """The share of things that are not there but named by the witness, shrunk towards the rate of a wider group."""
        return _share(self.invented, self.absent, wider)


@dataclass(frozen=True, slots=True)
class Scores:
    """Claims whose truth is known, counted by the score of the witness's best box.

    A detector's score for something that it hardly sees tells far more than whether it named it.
    """

    steps: tuple[float, ...] = ()  # lower limit of each range of scores, from 0 upwards; empty: nothing was counted
    present: tuple[int, ...] = ()  # claims of things that are there, by step
    absent: tuple[int, ...] = ()  # claims of things that are not there, by step

    def log_ratio(self, score: float) -> float:
        """What a best box of this score adds to the log odds that the claim is wrong; never more for a higher score."""
        ratios = [log(_part(self.absent, at) / _part(self.present, at)) for at in range(len(self.steps))]
        return min(ratios[: sum(score >= step for step in self.steps)])


def _part(counts: Sequence[int], at: int) -> float:
    """The share of one range; half a claim is added to each, so that none is impossible."""
    return (counts[at] + 0.5) / (sum(counts) + 0.5 * len(counts))


@dataclass(frozen=True, slots=True)
class Errors:
    """How many claims of a captioner are wrong."""

    claims: int = 0
    wrong: int = 0

    def __add__(self, other: Errors) -> Errors:
        return Errors(self.claims + other.claims, self.wrong + other.wrong)

    def rate(self, wider: float) -> float:
        """The share of claims that are wrong, shrunk towards the rate of a wider group."""
        return _share(self.wrong, self.claims, wider)


@dataclass(frozen=True, slots=True)
class Writer:
    """How often the texts of a captioner are wrong: the odds before any witness is heard."""

    overall: Errors = Errors()
    classes: Mapping[str, Errors] = field(default_factory=dict)
    strata: Mapping[str, Errors] = field(default_factory=dict)  # by place in the text: first, second, later


@dataclass(frozen=True, slots=True)
class Calibration:
    """The error rates of one witness, and on what they were measured."""

    witness: str
    kind: Kind
    measured_on: str  # for a person: data, number of photos and texts, day
    overall: Outcomes = Outcomes()
    classes: Mapping[str, Outcomes] = field(default_factory=dict)  # by plain name; no other class can be contradicted
    strata: Mapping[str, Outcomes] = field(default_factory=dict)  # of witnesses with boxes: by size
    scores: Scores = Scores()  # of witnesses with boxes: by best score; replaces `strata` and `near`
    near: Outcomes = Outcomes()  # for what it did not name: whether it named a neighbour instead
    counts: Outcomes = Outcomes()  # present: right, missed: right but exceeded, absent: too low, invented: not exceeded
    count_groups: Mapping[str, Outcomes] = field(default_factory=dict)  # the same by group: person, animal, vehicle, …
    writer: Writer | None = None  # null for a witness that writes no captions
    silence: Regression | None = None  # of captioners in general: what it means if a second one does not make a claim
    dependence: Dependence = field(
        default_factory=Dependence
    )  # of captioners in general: the weights of the parts of the odds
    made_with: Mapping[str, str] = field(default_factory=dict)  # words, model, weights: `runner.text.claims.provenance`


def load(path: Path) -> Calibration:
    """Read a calibration. Raises ConfigError if the file is not one."""
    try:
        data = yaml.load(bounded_yaml.read(path), yaml.CSafeLoader)
        return _calibration(data)
    except (OSError, yaml.YAMLError, TypeError, ValueError, KeyError, AttributeError) as problem:
        raise ConfigError([f"{path}: not a calibration of a witness: {problem}"]) from problem


def load_book(folders: Iterable[Path]) -> dict[str, Calibration]:
    """Read the calibrations in folders, by witness; a later folder overrides an earlier one. Raises ConfigError."""
    paths = (path for folder in folders for path in sorted(folder.glob("*.yaml")))
    return {calibration.witness: calibration for calibration in map(load, paths)}


def load_some(folders: Iterable[Path], witnesses: Iterable[str]) -> dict[str, Calibration]:
    """Like `load_book`, but only for these witnesses: large files without their names are not parsed."""
    wanted = {*witnesses}
    paths = (path for folder in folders for path in sorted(folder.glob("*.yaml")) if _names(path, wanted))
    return {each.witness: each for each in map(load, paths) if each.witness in wanted}


def _names(path: Path, witnesses: Iterable[str]) -> bool:
    """Whether the file contains one of these names anywhere."""
    text = path.read_bytes()
    return any(name.encode() in text for name in witnesses)


def dump(calibration: Calibration) -> str:
    """Return the calibration as YAML, in the form that `load` reads."""
    counted = _plain(asdict(replace(calibration, silence=None)))
    if calibration.dependence == Dependence():
        del counted["dependence"]
    silence = {"silence": asdict(calibration.silence)} if calibration.silence else {}  # kept in full: zeros matter here
    text: str = yaml.safe_dump({**counted, **silence}, sort_keys=False, width=150, default_flow_style=None)
    return text


def _share(count: int, of: int, wider: float) -> float:
    return (count + PRIOR_SAMPLES * wider) / (of + PRIOR_SAMPLES)


def _calibration(data: Mapping[str, Any]) -> Calibration:
    if data["kind"] not in _KINDS:
        raise ValueError(f"kind is '{data['kind']}'; it is one of: {', '.join(_KINDS)}")
    writer, silence = data.get("writer"), data.get("silence")
    return Calibration(
        witness=str(data["witness"]),
        kind=data["kind"],
        measured_on=str(data["measured_on"]),
        overall=_outcomes(data.get("overall", {})),
        classes={str(name): _outcomes(each) for name, each in data.get("classes", {}).items()},
        strata={str(name): _outcomes(each) for name, each in data.get("strata", {}).items()},
        scores=_scores(data.get("scores", {})),
        near=_outcomes(data.get("near", {})),
        counts=_outcomes(data.get("counts", {})),
        count_groups={str(name): _outcomes(each) for name, each in data.get("count_groups", {}).items()},
        writer=_writer(writer) if writer else None,
        silence=_regression(silence) if silence else None,
        dependence=Dependence(**{str(name): float(each) for name, each in data.get("dependence", {}).items()}),
        made_with={str(name): str(value) for name, value in data.get("made_with", {}).items()},
    )


def _outcomes(data: Mapping[str, int]) -> Outcomes:
    found = Outcomes(**data)
    if found.missed > found.present or found.invented > found.absent or min(asdict(found).values()) < 0:
        raise ValueError(f"impossible counts: {dict(data)}")
    return found


def _scores(data: Mapping[str, Any]) -> Scores:
    found = Scores(**{name: tuple(each) for name, each in data.items()})
    counts = (*found.present, *found.absent)
    if len(found.present) != len(found.steps) or len(found.absent) != len(found.steps) or min(counts, default=0) < 0:
        raise ValueError(f"impossible counts by score: {dict(data)}")
    if found.steps and (found.steps[0] != 0 or list(found.steps) != sorted({*found.steps})):
        raise ValueError(f"steps of scores begin at 0 and rise: {found.steps}")
    return found


def _writer(data: Mapping[str, Any]) -> Writer:
    return Writer(
        _errors(data["overall"]),
        {str(name): _errors(each) for name, each in data.get("classes", {}).items()},
        {str(name): _errors(each) for name, each in data.get("strata", {}).items()},
    )


def _regression(data: Mapping[str, Any]) -> Regression:
    weights = {name: float(data["weights"][name]) for name in MEASURES}
    return Regression(float(data["intercept"]), weights, _associations(data["associations"]))


def _associations(data: Mapping[str, Any]) -> Associations:
    found = Associations(**data)
    for pairs, others in ((found.with_things, found.things), (found.with_words, found.words)):
        for thing, together in pairs.items():
            if any(not 0 <= both <= min(found.things[thing], others[other]) for other, both in together.items()):
                raise ValueError(f"impossible counts of what goes with {thing}")
    if any(often > found.pictures for often in (*found.things.values(), *found.words.values())):
        raise ValueError("impossible counts: more than there are pictures")
    return found


def _errors(data: Mapping[str, int]) -> Errors:
    found = Errors(**data)
    if not 0 <= found.wrong <= found.claims:
        raise ValueError(f"impossible counts: {dict(data)}")
    return found


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping without empty values, at all levels."""
    return {
        key: _plain(each) if isinstance(each, dict) else each
        for key, each in values.items()
        if each not in (None, {}) and not _is_empty(each)
    }


def _is_empty(value: object) -> bool:
    return isinstance(value, dict) and bool(value) and all(each == 0 for each in value.values())
