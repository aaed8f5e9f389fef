"""Calibrates the packaged witnesses on photos with known objects, in the format that the program reads.

For detectors: how often claimed things have a best box of which score. For captioners: how often their claims are
wrong, and how much of what witnesses say together is new. The regression of silence keeps the weights learnt from texts
without pictures (`claims_silence.py`), all scaled by one factor: only the factor, the weight of boxes and the intercept
are fitted here, because a hundred photos cannot tell more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import log
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from witness_data import Material, Seen, Text, class_of

from runner.facts import GLIMPSE, TRACE, Fact
from runner.text.claims.calibrating import Labelled, labelled, scores_of, writer_of
from runner.text.claims.calibration import PRIOR_SAMPLES, Calibration, Outcomes
from runner.text.claims.claim import Claim
from runner.text.claims.dependence import Dependence
from runner.text.claims.evidence import DESCRIPTION
from runner.text.claims.lexicon import default_lexicon
from runner.text.claims.objections import circumstances, parts
from runner.text.claims.reader import facts_of_text, read
from runner.text.claims.silence import MEASURES, Regression
from runner.text.claims.verdict import CAPTIONER, Hearing, Limits

SECOND = "second"
SUPPORT, NAMED, TRACED = 0.5, 0.3, 0.06  # scores as in conf/detector
MOST_OF_ONE = 150
"""At most this many claims of one family of captioners count, so that no family alone decides what others are like."""
DIGITS = 3
_SILENT = ((0.01, 1.0, 1.0), (0.0, 1.0, 0.8))
_ODDS = ((3.0, 3.0, 3.0), (0.5, 0.7, 0.8))
"""Strength with which each weight is held, and its prior value: intercept, texts, boxes; things, captioners, boxes."""


class Heard(NamedTuple):
    """A claim about a class in a text, and its hearing before the witnesses."""

    text: Text
    name: str  # of the COCO class
    wrong: bool
    hearing: Hearing
    claim: Claim


def longest_other(texts: Sequence[Text], text: Text) -> Text | None:
    """The longest text of another family about the same photo; None if there is none."""
    others = [each for each in texts if each.family != text.family]
    return max(others, key=lambda each: len(each.caption), default=None)


def claims(
    material: Material, seen: Mapping[str, Seen], book: Mapping[str, Calibration], photos: set[int], *, second: bool
) -> Iterator[Heard]:
    """The claims about these photos, heard with every detector of `seen`, and with or without a second captioner.

    With `second`, only texts that have another family's text beside them. The writer of a text is its family, if the
    book has a calibration for that family.
    """
    beside: Mapping[int, list[Text]] = defaultdict(list)
    for text in material.texts:
        beside[text.photo].append(text)
    for text in (each for each in material.texts if each.photo in photos):
        other = longest_other(beside[text.photo], text) if second else None
        if second and other is None:
            continue
        facts = [*shown(seen, text.photo), *(said(other) if other else ())]
        looked = (*seen, *([SECOND] if other else []))
        claimed = tuple(read(text.caption))
        hearing = Hearing(claimed, tuple(facts), looked, book, text.family, default_lexicon(), Limits())
        yield from (Heard(text, name, text.wrong[name], hearing, claim) for name, claim in _firsts(text, claimed))


def _firsts(text: Text, claimed: Sequence[Claim]) -> Iterator[tuple[str, Claim]]:
    """The first claim of each class whose truth is known."""
    found: dict[str, Claim] = {}
    for claim in claimed:
        if claim.kind == "object" and claim.mode == "seen" and (name := class_of(claim.value)) in text.wrong:
            found.setdefault(str(name), claim)
    yield from found.items()


def shown(seen: Mapping[str, Seen], photo: int) -> Iterator[Fact]:
    """What detectors say about a photo, in the form of the stages `objects` and `second_detector`."""
    for witness, boxes in seen.items():
        for each in boxes[photo]:
            if each.score >= TRACED:
                yield Fact(witness, _kind(each.score), each.name, each.score, each.region)


def said(text: Text) -> tuple[Fact, ...]:
    """What a text says as the text of a second captioner."""
    return (*facts_of_text(SECOND, text.caption), Fact(SECOND, DESCRIPTION, text.caption))


def _kind(score: float) -> str:
    if score >= NAMED:
        return "object" if score >= SUPPORT else GLIMPSE
    return TRACE


def best_score(boxes: Seen, photo: int, name: str) -> float:
    """The highest score of a class in a photo; 0 if it has no box."""
    return max((each.score for each in boxes[photo] if each.name == name), default=0.0)


def detector(material: Material, boxes: Seen, counted: Calibration, photos: set[int]) -> Calibration:
    """The calibration of a detector from these photos; its other values are those of `counted`."""
    classes: dict[str, Outcomes] = defaultdict(Outcomes)
    for photo in photos:
        for name in material.photos[photo].objects:
            missed = best_score(boxes, photo, name) < NAMED
            classes[str(default_lexicon().named(name))] += Outcomes(1, int(missed))
    of_photos = (text for text in material.texts if text.photo in photos)
    named = dict.fromkeys((text.photo, name, wrong) for text in of_photos for name, wrong in text.wrong.items())
    scores = scores_of([(best_score(boxes, photo, name), not wrong) for photo, name, wrong in named])
    return replace(counted, overall=sum(classes.values(), Outcomes()), classes=dict(classes), scores=scores)


def written(material: Material, photos: set[int]) -> dict[str, list[Labelled]]:
    """The claims about these photos and their truth, by family."""
    found: dict[str, list[Labelled]] = defaultdict(list)
    for text in (each for each in material.texts if each.photo in photos):
        plain = {str(default_lexicon().named(name)): wrong for name, wrong in text.wrong.items()}
        there = frozenset(name for name, wrong in plain.items() if not wrong)
        found[text.family] += labelled(read(text.caption), there, frozenset(plain), default_lexicon())
    return found


def evenly(*tables: Mapping[str, Sequence[Labelled]]) -> list[Labelled]:
    """Claims of all families, at most MOST_OF_ONE of each, drawn from all its texts."""
    families = sorted({family for table in tables for family in table})
    told = ([each for table in tables for each in table.get(family, ())] for family in families)
    return [each for claimed in told for each in Random(0).sample(claimed, min(len(claimed), MOST_OF_ONE))]


def taught(
    material: Material,
    seen: Mapping[str, Seen],
    shipped: Mapping[str, Calibration],
    photos: set[int],
    others: Mapping[str, Sequence[Labelled]],
) -> dict[str, Calibration]:
    """Calibrations from these photos: detectors, captioners in general, and each family of writers.

    `shipped` has the calibrations to begin with, including the regression of silence from texts without pictures.
    `others` are claims of further captioners, from texts without pictures.
    """
    told = written(material, photos)
    captioner = replace(shipped[CAPTIONER], writer=writer_of(evenly(others, told)))
    detectors = {name: detector(material, boxes, shipped[name], photos) for name, boxes in seen.items()}
    book = {**detectors, SECOND: captioner, CAPTIONER: captioner}
    lesson = _Lesson(material, seen, book, photos, family_odds(told))
    silence, dependence = _silence(lesson), _dependence(lesson)
    captioner = replace(captioner, silence=silence, dependence=dependence)
    writers = {
        family: replace(captioner, witness=family, writer=writer_of(things)) for family, things in sorted(told.items())
    }
    return {**detectors, **writers, SECOND: captioner, CAPTIONER: captioner}


def family_odds(told: Mapping[str, Sequence[Labelled]]) -> dict[str, float]:
    """The log odds that a claim of each family is wrong, shrunk towards the rate of all."""
    wrong = {family: sum(not each.present for each in things) for family, things in told.items()}
    usual = sum(wrong.values()) / sum(map(len, told.values()))
    rates = {
        family: (wrong[family] + PRIOR_SAMPLES * usual) / (len(things) + PRIOR_SAMPLES)
        for family, things in told.items()
    }
    return {family: log(rate / (1 - rate)) for family, rate in rates.items()}


Row = tuple[list[float], float, bool]
"""Measures, the log odds known beforehand, and whether the claim is wrong."""


@dataclass(frozen=True)
class _Lesson:
    """The data that weights are fitted to: claims about these photos, heard with and without a second captioner."""

    material: Material
    seen: Mapping[str, Seen]
    book: Mapping[str, Calibration]
    photos: set[int]
    rates: Mapping[str, float]  # log odds that a claim is wrong, by family

    @property
    def begun(self) -> Regression:
        """The regression of silence learnt from texts without pictures."""
        silence = self.book[CAPTIONER].silence
        assert silence is not None
        return silence

    def weights(self, row: Callable[[Heard], Row | None], held: Sequence[float], at: Sequence[float]) -> list[float]:
        """Fit weights to the claims for which `row` returns a row."""
        both = (claims(self.material, self.seen, self.book, self.photos, second=second) for second in (True, False))
        return _fitted([found for each in chain(*both) if (found := row(each)) is not None], held, at)


def _silence(lesson: _Lesson) -> Regression:
    begun = lesson.begun
    words = [name for name in MEASURES if name not in ("writer", "boxes")]

    def row(each: Heard) -> Row | None:
        found = circumstances(each.hearing, each.claim, begun.associations)
        if found is None:
            return None
        measures = found.measures()
        told = sum(begun.weights[name] * measures[name] for name in words)
        return [1.0, told, measures["boxes"]], begun.weights["writer"] * lesson.rates[each.text.family], each.wrong

    held, at = _SILENT
    intercept, factor, boxes = lesson.weights(row, held, (begun.intercept, *at[1:]))
    scaled = {name: round(begun.weights[name] * factor, DIGITS) for name in words}
    weights = {**scaled, "writer": begun.weights["writer"], "boxes": round(boxes, DIGITS)}
    return replace(begun, intercept=round(intercept, DIGITS), weights={name: weights[name] for name in MEASURES})


def _dependence(lesson: _Lesson) -> Dependence:
    """Fitted on claims about which no captioner is silent, heard with a second one, and on all claims without one."""

    def row(each: Heard) -> Row | None:
        found = parts(each.hearing, each.claim)
        if found is None or circumstances(each.hearing, each.claim, lesson.begun.associations) is not None:
            return None
        known = found.before.thing + found.before.order
        return [known, found.captioners, found.boxes], lesson.rates[each.text.family], each.wrong

    return Dependence(*(round(weight, DIGITS) for weight in lesson.weights(row, *_ODDS)))


def _fitted(rows: Sequence[Row], held: Sequence[float], at: Sequence[float]) -> list[float]:
    """Weights of a logistic regression, each drawn towards its prior value."""
    measures, known, wrong = (np.array(each, float) for each in zip(*rows, strict=True))
    begin, strength = np.array(at), np.array(held)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        odds, away = measures @ weights + known, weights - begin
        slope = measures.T @ (1 / (1 + np.exp(-np.clip(odds, -30, 30))) - wrong) + strength * away
        return float(np.sum(np.logaddexp(0, odds) - wrong * odds) + 0.5 * strength @ away**2), slope

    found: list[float] = minimize(loss, begin, jac=True, method="L-BFGS-B").x.tolist()
    return found
