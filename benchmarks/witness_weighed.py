"""Weighs words of texts as the program does, with its shipped calibrations and with calibrations from other photos."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from claims_calibrations import calibrations, claims_by_model
from claims_table import TABLE
from numpy.typing import NDArray
from witness_data import CONF, Material, Seen, class_of
from witness_fit import Outcome
from witness_taught import SECOND, claims, taught

from runner.text.claims.calibrating import Labelled
from runner.text.claims.calibration import Calibration, load
from runner.text.claims.verdict import CAPTIONER
from runner.text.claims.weighing import weigh

FOLDS = 5
LIMITS = (0.5, 0.7, 0.8, 0.85, 0.9, 0.95)
SHARES = (0.01, 0.03)
UNKNOWN = "unknown"
WAYS = {
    "a second captioner, writer unmeasured": (True, False),
    "a second captioner, writer measured": (True, True),
    "detectors alone, writer unmeasured": (False, False),
    "detectors alone, writer measured": (False, True),
}
"""Whether a second captioner is heard, and whether the writer's own error rate is known."""


@dataclass(frozen=True)
class Weighed:
    """A word of a text, and the probability that it is wrong."""

    photo: int
    wrong: bool
    risk: float


@dataclass(frozen=True)
class Beginning:
    """What is known without photos: calibrations of captioners by texts without pictures, and those texts' claims."""

    captioner: Calibration
    claims: Mapping[str, Sequence[Labelled]]


def beginning() -> Beginning | None:
    """The beginning from the table of `claims.py`; None if there is no table."""
    if not TABLE.is_file():
        return None
    table = pl.read_parquet(TABLE)
    return Beginning(calibrations(table, "")[-1], claims_by_model(table))


def as_shipped(material: Material, seen: Mapping[str, Seen]) -> dict[str, object] | None:
    """Figures with the files of conf/witness, learnt on photos of shared/data/objects; None if a file is missing."""
    shipped = _shipped(seen)
    if shipped is None:
        return None
    book = {**shipped, SECOND: shipped[CAPTIONER]}
    began, found = time.process_time(), {}
    for way, (second, measured) in WAYS.items():
        if not measured:
            found[way] = figures([*weighed(material, seen, book, {*material.photos}, second=second, measured=False)])
    return {**found, "ms a text": round(500 * (time.process_time() - began) / len(material.texts), 2)}


def as_taught(material: Material, seen: Mapping[str, Seen], begun: Beginning) -> dict[str, object] | None:
    """The same, each photo with calibrations from the four fifths of the photos that do not include it."""
    shipped = _shipped(seen)
    if shipped is None:
        return None
    shipped = {**shipped, CAPTIONER: begun.captioner}
    photos = np.random.default_rng(0).permutation(sorted(material.photos))
    found: dict[str, list[Weighed]] = {way: [] for way in WAYS}
    for fold in range(FOLDS):
        judged = {int(each) for each in photos[fold::FOLDS]}
        book = taught(material, seen, shipped, {*material.photos} - judged, begun.claims)
        for way, (second, measured) in WAYS.items():
            found[way] += weighed(material, seen, book, judged, second=second, measured=measured)
    return {way: figures(words) for way, words in found.items()}


def _shipped(names: Iterable[str]) -> dict[str, Calibration] | None:
    paths = {name: CONF / f"witness/{name}.yaml" for name in (*names, CAPTIONER)}
    return (
        {name: load(path) for name, path in paths.items()} if all(path.is_file() for path in paths.values()) else None
    )


def weighed(
    material: Material, seen: Mapping[str, Seen], book: Mapping[str, Calibration], photos: set[int],
    *, second: bool, measured: bool,
) -> Iterator[Weighed]:  # fmt: skip
    """Yield each class that a text about these photos names, with its risk."""
    texts = {}
    for each in claims(material, seen, book, photos, second=second):
        texts.setdefault(id(each.hearing), (each.text, each.hearing))
    for text, hearing in texts.values():
        writer = text.family if measured else UNKNOWN
        said = weigh(hearing.claims, hearing.facts, hearing.looked, book, writer=writer)
        risks = {
            name: each.probability
            for each in reversed(said)
            if each.claim.kind == "object" and each.claim.mode == "seen" and (name := class_of(each.claim.value))
        }
        yield from (
            Weighed(text.photo, text.wrong[name], risk) for name, risk in risks.items() if risk and name in text.wrong
        )


def figures(words: Sequence[Weighed]) -> dict[str, object]:
    """Caught, true words flagged and precision by limit, with intervals; and caught at fixed shares of true words."""
    photo, wrong, risk = (np.array([getattr(each, name) for each in words]) for name in ("photo", "wrong", "risk"))
    return {
        **{f"at {limit}": Outcome(photo, wrong, risk >= limit, risk).figures() for limit in LIMITS},
        **{f"at {share:.0%} of true words": _at_share(risk, wrong, share) for share in SHARES},
    }


def _at_share(risk: NDArray[np.float64], wrong: NDArray[np.bool_], share: float) -> list[float]:
    """Caught and precision if at most this share of the true words is flagged."""
    order = np.argsort(-risk, kind="stable")
    false, right = np.cumsum(~wrong[order]), np.cumsum(wrong[order])
    at = int(np.searchsorted(false, share * (~wrong).sum(), side="right")) - 1
    return [round(float(right[at] / wrong.sum()), 3), round(float(right[at] / (at + 1)), 3)]
