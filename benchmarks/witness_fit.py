"""Estimates how likely a word of a text is wrong, from detectors, co-occurrence, and other models' texts.

Everything used for a photo is learnt on other photos: rates and co-occurrence from their truth, the weights and the
limit from their texts. At the limit, at most the wanted share of true words would be flagged on photos held out from
those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from witness_data import CLASSES, LEAST, Material, Seen, Text

FOLDS, INNER = 10, 5
RESAMPLES = 1000
PRIOR = 4.0
_ALIKE = [
    "chair|couch|bench|bed", "dining table|bed", "car|truck|bus|train", "cup|bowl|bottle|vase", "fork|knife|spoon",
    "cat|dog|bear|teddy bear", "horse|cow|sheep", "backpack|handbag|suitcase", "bicycle|motorcycle",
    "tv|laptop|cell phone|remote|keyboard|mouse|microwave", "sandwich|hot dog|pizza|donut|cake",
    "oven|microwave|refrigerator|sink|toaster",
]  # fmt: skip
NEAR = {
    name: frozenset(other for group in _ALIKE if name in group.split("|") for other in group.split("|")) - {name}
    for name in CLASSES
}
"""Classes that are easily confused with one another."""


class Outcome(NamedTuple):
    """Words with known truth, each once per text, and how they were judged."""

    photo: NDArray[np.int64]
    wrong: NDArray[np.bool_]
    flagged: NDArray[np.bool_]
    risk: NDArray[np.float64]

    def figures(self) -> dict[str, object]:
        """Wrong words caught, true words flagged, and precision, each with a 95 % interval by resampling photos."""
        cells = np.array([self._cells(self.photo == photo) for photo in np.unique(self.photo)])
        random = np.random.default_rng(0)
        drawn = np.array([_rates(cells[random.integers(0, len(cells), len(cells))].sum(0)) for _ in range(RESAMPLES)])
        low, high = np.nanpercentile(drawn, [2.5, 97.5], 0)
        names = ("caught", "true_flagged", "precision")
        found = {name: round(float(value), 4) for name, value in zip(names, _rates(cells.sum(0)), strict=True)}
        spans = {
            f"{name}_interval": [round(float(a), 3), round(float(b), 3)]
            for name, a, b in zip(names, low, high, strict=True)
        }
        return {**found, **spans, "wrong": int(self.wrong.sum()), "true": int((~self.wrong).sum())}

    def _cells(self, kept: NDArray[np.bool_]) -> list[int]:
        wrong, flagged = self.wrong[kept], self.flagged[kept]
        return [int((wrong & flagged).sum()), int(wrong.sum()), int((~wrong & flagged).sum()), int((~wrong).sum())]


def _rates(cells: NDArray[np.int64]) -> tuple[float, float, float]:
    hit, wrong, false, true = (float(each) for each in cells)
    return hit / max(wrong, 1), false / max(true, 1), hit / (hit + false) if hit + false else float("nan")


class Words:
    """The words of all texts as rows of features."""

    def __init__(self, material: Material, seen: Mapping[str, Seen]) -> None:
        self.material, self.views = material, list(seen)
        self.scores = {photo: _scores([seen[view][photo] for view in self.views]) for photo in material.photos}
        self.beside: dict[int, list[Text]] = defaultdict(list)
        for text in material.texts:
            self.beside[text.photo].append(text)

    def rows(
        self, texts: Sequence[Text], learnt: Sequence[int], others: str
    ) -> tuple[NDArray[np.float64], list[tuple[Text, str]]]:
        """Features of each word of the texts, and the words.

        `learnt` are photos whose truth may be used; `others` is none, one or all, for the texts of other families.
        """
        table = _Table(self, learnt)
        keys = [(text, name) for text in texts for name in text.wrong]
        return np.array([[*table.features(*key), *self._said(*key, others)] for key in keys]), keys

    def _said(self, text: Text, name: str, others: str) -> list[float]:
        """Features of whether texts of other families name the class: the longest one, or how many do."""
        foreign = [each for each in self.beside[text.photo] if each.family != text.family]
        longest = max(foreign, key=lambda each: len(each.caption), default=None)
        if others == "none":
            return []
        length = np.log(len(longest.caption)) if longest else 0.0
        agrees = 0.0 if longest is None else 1.0 if name in longest.wrong else -1.0
        one = [agrees, length, length * (agrees < 0)]
        count = sum(name in each.wrong for each in foreign)
        return (
            one
            if others == "one"
            else [*one, (count + 0.3) / (len(foreign) + 1), float(count > 0), np.log1p(len(foreign))]
        )


def _scores(found: Sequence[Sequence[object]]) -> NDArray[np.float64]:
    """Log odds of the best score of each class, [class, view]."""
    best = np.full((len(CLASSES), len(found)), LEAST)
    for view, detections in enumerate(found):
        for each in detections:
            at = CLASSES.index(each.name)  # type: ignore[attr-defined]
            best[at, view] = max(best[at, view], each.score)  # type: ignore[attr-defined]
    return np.log(best / (1 - best))


class _Table:
    """What other photos teach: how clearly a class is seen, how common it is, and what it occurs with."""

    def __init__(self, words: Words, learnt: Sequence[int]) -> None:
        self.words = words
        there = np.array(
            [[name in words.material.photos[photo].objects for name in CLASSES] for photo in learnt], float
        )
        means = np.array([words.scores[photo].mean(1) for photo in learnt])
        count, photos = there.sum(0), len(learnt)
        self.usual = ((means * there).sum(0) + PRIOR * (means * there).sum() / there.sum()) / (count + PRIOR)
        self.common = np.log((count + 1) / (photos + 2))
        together, share = there.T @ there, (count + 1) / (photos + 2)
        given = (together + PRIOR * share) / (count[:, None] + PRIOR)
        without = (count - together + PRIOR * share) / (photos - count[:, None] + PRIOR)
        self.pull = np.clip(np.log(given / without), -1.5, 1.5) * (1 - np.eye(len(CLASSES)))

    def features(self, text: Text, name: str) -> list[float]:
        at, scores = CLASSES.index(name), self.words.scores[text.photo]
        means = scores.mean(1)
        near = max((means[CLASSES.index(other)] for other in NEAR[name]), default=-4.0)
        goes = float(self.pull[at] @ (means > -0.5))
        order = min([*text.wrong].index(name), 3)
        return [
            *scores[at], means[at], scores[at].max(), self.usual[at], self.common[at], goes, near,
            np.log(len(text.caption)), order,
        ]  # fmt: skip


class Ensemble:
    """The mean of a logistic regression and a random forest."""

    def fit(self, rows: NDArray[np.float64], wrong: NDArray[np.bool_]) -> Ensemble:
        linear = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=500))
        forest = RandomForestClassifier(60, min_samples_leaf=4, random_state=0)
        self.models = [linear.fit(rows, wrong), forest.fit(rows, wrong)]
        return self

    def risk(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.mean([model.predict_proba(rows)[:, 1] for model in self.models], axis=0)


def cross_fitted(words: Words, others: str, aims: Sequence[float]) -> list[Outcome]:
    """Judge every word by photos of the other folds, for each share of true words that may be flagged."""
    photos = np.random.default_rng(0).permutation(sorted(words.beside))
    silent = [photo for photo in words.material.photos if photo not in words.beside]
    parts: list[list[tuple[int, bool, bool, float]]] = [[] for _ in aims]
    for fold in range(FOLDS):
        judged = {int(each) for each in photos[fold::FOLDS]}
        taught = [int(each) for each in photos if int(each) not in judged]
        rows, keys = words.rows([t for p in taught for t in words.beside[p]], [*silent, *taught], others)
        wrong, of = np.array([text.wrong[name] for text, name in keys]), np.array([text.photo for text, _ in keys])
        left_out = _left_out(rows, wrong, of)[~wrong]
        test, asked = words.rows([t for p in judged for t in words.beside[p]], [*silent, *taught], others)
        risk = Ensemble().fit(rows, wrong).risk(test)
        for part, aim in zip(parts, aims, strict=True):
            limit = np.quantile(left_out, 1 - aim)
            part += [(t.photo, t.wrong[name], v > limit, v) for (t, name), v in zip(asked, risk, strict=True)]
    return [Outcome(*(np.array(each) for each in zip(*part, strict=True))) for part in parts]


def _left_out(rows: NDArray[np.float64], wrong: NDArray[np.bool_], photo: NDArray[np.int64]) -> NDArray[np.float64]:
    risk = np.zeros(len(wrong))
    shuffled = np.random.default_rng(1).permutation(np.unique(photo))
    for part in range(INNER):
        left = np.isin(photo, shuffled[part::INNER])
        risk[left] = Ensemble().fit(rows[~left], wrong[~left]).risk(rows[left])
    return risk
