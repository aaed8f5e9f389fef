"""Fits weights to decisions: a plain logistic model of which frame of a moment people keep. Shown, never used unasked.

D. R. Cox, "The Regression Analysis of Binary Sequences", Journal of the Royal Statistical Society B 20(2), 1958,
applied to differences between a kept frame and a dropped one of the same moment, so that no terms for moments are
needed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from runner.picks.merits import PARTS, part
from runner.picks.options import Parts

Numbers = npt.NDArray[np.float64]

LEAST = 20
"""Least number of moments with decisions to which weights can be fitted."""

_SCALE = 10.0
"""Log odds of a frame with 1 in every part against one with 0 in every part, if the weights add up to 1."""

_PRIOR = 1.0
"""The present weights count like this many moments with decisions, per part, so that a few decisions change little."""

_FOLDS, _STEPS = 5, 50


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights fitted to decisions, and how well they agree with them."""

    before: Parts
    after: Parts
    moments: int  # with a kept frame and a dropped one
    pairs: int  # of such frames
    right_before: float  # number of pairs that the present weights order as people did
    right_after: float  # the same for weights fitted on the other moments (five-fold cross-validation)


def fitted(table: pl.DataFrame, kept: Collection[str], dropped: Collection[str], weights: Parts) -> Fit | None:
    """Fit weights to what people kept and dropped; None if fewer than `LEAST` moments have both.

    `table` is that of a `Choice`. The weights are not negative and have the same sum as the present ones.
    """
    differences, moments = _pairs(table, kept, dropped)
    groups = np.unique(moments)
    if groups.size < LEAST:
        return None
    present = np.array([getattr(weights, name) for name in PARTS])
    shares = 1.0 / np.bincount(moments)[moments]
    after = _weights(differences, shares, present)
    right = sum(
        _right(differences[each], _weights(differences[~each], shares[~each], present)) for each in _folds(moments)
    )
    values = dict(zip(PARTS, np.round(after, 4).tolist(), strict=True))
    return Fit(weights, Parts(**values), int(groups.size), len(moments), _right(differences, present), right)


def _folds(moments: npt.NDArray[np.int64]) -> list[npt.NDArray[np.bool_]]:
    return [moments % _FOLDS == fold for fold in range(_FOLDS)]


def _pairs(
    table: pl.DataFrame, kept: Collection[str], dropped: Collection[str]
) -> tuple[Numbers, npt.NDArray[np.int64]]:
    """By how much a kept frame exceeds a dropped one of its moment in each part, and the moment's number; per pair."""
    own = table.filter(pl.col("kind") == "burst").select("item_id", "moment", *map(part, PARTS))
    own = own.with_columns(pl.col(each).fill_null(0.0) for each in map(part, PARTS))
    ours, theirs = (own.filter(pl.col("item_id").is_in(list(each))) for each in (kept, dropped))
    both = ours.join(theirs, on="moment", suffix="_other").sort("moment", "item_id", "item_id_other")
    columns = [both[part(name)] - both[f"{part(name)}_other"] for name in PARTS]
    numbers = both["moment"].rank("dense").cast(pl.Int64) - 1
    return np.stack([each.to_numpy() for each in columns], axis=1).astype(np.float64), numbers.to_numpy()


def _weights(differences: Numbers, shares: Numbers, present: Numbers) -> Numbers:
    """Newton's method on the penalised likelihood, which is concave."""
    start = _SCALE * present / present.sum()
    found = start.copy()
    for _ in range(_STEPS):
        odds = 1 / (1 + np.exp(-differences @ found))
        gradient = differences.T @ (shares * (1 - odds)) - _PRIOR * (found - start) / _SCALE
        curvature = (differences * (shares * odds * (1 - odds))[:, None]).T @ differences
        step = np.linalg.solve(curvature + np.eye(len(start)) * _PRIOR / _SCALE, gradient)
        found += step
        if np.abs(step).max() < 1e-9:
            break
    positive = np.maximum(found, 0)
    return np.asarray(positive / positive.sum() * present.sum() if positive.any() else present, np.float64)


def _right(differences: Numbers, weights: Numbers) -> float:
    """Number of pairs that the weights order as people did; a tie counts half."""
    ahead = differences @ weights
    return float((ahead > 1e-9).sum() + (np.abs(ahead) <= 1e-9).sum() / 2)
