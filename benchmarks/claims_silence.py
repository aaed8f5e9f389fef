"""Fits what a second captioner's silence means, given all else that is known of a claim, on texts with known truth.

A logistic regression with a penalty on its weights. Every text is heard beside every other model's text about the
picture, not only beside the best one's: that gives three times as many silences to learn from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from runner.text.claims import associations
from runner.text.claims.associations import Associations
from runner.text.claims.calibration import Calibration
from runner.text.claims.evidence import content_words
from runner.text.claims.lexicon import default_lexicon
from runner.text.claims.objections import circumstances
from runner.text.claims.silence import MEASURES, Regression
from runner.text.claims.verdict import CAPTIONER, Hearing, Limits

if TYPE_CHECKING:
    from claims_table import Bench, Text

PARTS = 4
"""Number of parts of the pictures. Rates and associations for one part are learnt on the other parts."""
PENALTY = 30.0
"""Penalty on squared weights of standardised measures; values from 10 to 100 ranked held-out texts alike."""
BESIDE = 0.5
"""Weight of a claim beside any other text than the one that would have been chosen as the witness."""
DIGITS = 4
_STEPS = 30


class Row(NamedTuple):
    """One claim that a second captioner does not make."""

    measures: list[float]
    wrong: bool
    weight: float


@dataclass(frozen=True)
class Part:
    """Some of the texts, and what all the others teach."""

    texts: tuple[Text, ...]
    book: Mapping[str, Calibration]
    associations: Associations
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Learnt:
    """What texts teach about witnesses and silences."""

    bench: Bench
    texts: tuple[Text, ...]
    parts: tuple[Part, ...]

    def book(self) -> dict[str, Calibration]:
        """Calibrations from all the texts."""
        rows = [row for part in self.parts for row in part.rows]
        return with_silence(self.bench.book(self.texts), fitted(rows, associations_of(self.bench, self.texts)))

    def apart(self) -> Iterator[tuple[Sequence[Text], dict[str, Calibration]]]:
        """Each part of the texts, with calibrations from the other parts."""
        for part in self.parts:
            rows = [row for other in self.parts if other is not part for row in other.rows]
            yield part.texts, with_silence(part.book, fitted(rows, part.associations))


def learnt(bench: Bench, texts: Sequence[Text]) -> Learnt:
    """Measure every silence about claims of the texts with what texts about other pictures teach."""
    return Learnt(bench, tuple(texts), tuple(_part(bench, texts, number) for number in range(PARTS)))


def with_silence(book: Mapping[str, Calibration], silence: Regression) -> dict[str, Calibration]:
    """The calibrations, with a regression for silences added."""
    return {**book, CAPTIONER: replace(book[CAPTIONER], silence=silence)}


def associations_of(bench: Bench, texts: Sequence[Text]) -> Associations:
    """What occurs together in the pictures that these texts are about."""
    words: dict[str, frozenset[str]] = {}
    for text in texts:
        words[text.picture] = words.get(text.picture, frozenset()) | content_words(text.caption)
    return associations.count((bench.truth[picture], said) for picture, said in sorted(words.items()))


def fitted(rows: Sequence[Row], known: Associations) -> Regression:
    """The regression fitted to these silences. The odds of all the writer's claims enter with a weight of 1."""
    given, *others = np.array([row.measures for row in rows]).T
    measures = np.array(others).T
    mean, spread = measures.mean(0), measures.std(0) + 1e-9
    wrong, weight = np.array([row.wrong for row in rows], float), np.array([row.weight for row in rows])
    found = _logistic(np.c_[np.ones(len(rows)), (measures - mean) / spread], given, wrong, weight)
    weights = found[1:] / spread
    rounded = {name: round(weight, DIGITS) for name, weight in zip(MEASURES[1:], weights.tolist(), strict=True)}
    return Regression(round(float(found[0] - weights @ mean), DIGITS), {MEASURES[0]: 1.0, **rounded}, known)


def _logistic(
    measures: NDArray[np.float64], given: NDArray[np.float64], wrong: NDArray[np.float64], weight: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Weights by Newton's method on the penalised likelihood. The first column, the intercept, is not penalised.

    `given` are log odds that are known beforehand.
    """
    penalty = PENALTY * np.eye(measures.shape[1])
    penalty[0, 0] = 1e-6
    found = np.zeros(measures.shape[1])
    for _ in range(_STEPS):
        risk = 1 / (1 + np.exp(-given - measures @ found))
        slope = measures.T @ (weight * (risk - wrong)) + penalty @ found
        curve = (measures.T * (weight * risk * (1 - risk))) @ measures + penalty
        found = found - np.linalg.solve(curve, slope)
    return found


def _part(bench: Bench, texts: Sequence[Text], number: int) -> Part:
    mine = tuple(text for text in texts if _part_of(text.picture) == number)
    others = [text for text in texts if _part_of(text.picture) != number]
    book, known = bench.book(others), associations_of(bench, others)
    return Part(mine, book, known, tuple(row for text in mine for row in _rows(bench, text, book, known)))


def _part_of(picture: str) -> int:
    return hashlib.sha256(f"part {picture}".encode()).digest()[0] % PARTS


def _rows(bench: Bench, text: Text, book: Mapping[str, Calibration], known: Associations) -> Iterator[Row]:
    chosen = bench.second(text)
    for other in bench.beside[text.picture]:
        if other.model != text.model and other.model in book:
            facts, looked = bench.heard_beside(text, other)
            hearing = Hearing(text.claims, facts, looked, book, text.model, default_lexicon(), Limits())
            for thing in text.things:
                if (found := circumstances(hearing, thing.claim, known)) is not None:
                    measures = list(found.measures().values())
                    yield Row(measures, not thing.present, 1.0 if other is chosen else BESIDE)
