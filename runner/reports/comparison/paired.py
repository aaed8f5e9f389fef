"""Bootstrap intervals of means over photos, and of mean differences between two variants on the same photos.

Photos are drawn with replacement, each with all its values, so that the values of all variants for one photo stay
together: a paired bootstrap. Intervals are bias-corrected and accelerated (BCa): B. Efron, "Better Bootstrap Confidence
Intervals", Journal of the American Statistical Association 82 (1987), 171-185; the formulas are those of B. Efron and
R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 14.3, with the jackknife's acceleration.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from runner.reports.intervals import CONFIDENCE, DIGITS, Interval

Array = NDArray[np.float64]

RESAMPLES = 10_000
"""Number of resamples; fewer for very many photos, see `resamples`."""

FEWEST = 5
"""With fewer photos there are no intervals, as resampling says nothing: 4 photos have only 35 different samples."""

SEED = 7
"""Seed of the random numbers: the same evidence always gives the same intervals."""

_AT_ONCE = 2_000_000
_NORMAL = NormalDist()


def intervals(samples: Sequence[Array]) -> list[Interval]:
    """Return the mean of each sample with its interval. A sample has one value per photo, NaN for photos without one.

    Samples with the same number of values use the same draws, so an interval does not depend on the other samples.
    """
    had = [sample[~np.isnan(sample)] for sample in samples]
    found: dict[int, Interval] = {}
    for photos in sorted({len(sample) for sample in had}):
        places = [place for place, sample in enumerate(had) if len(sample) == photos]
        found.update(zip(places, _intervals(np.column_stack([had[place] for place in places])), strict=True))
    return [found[place] for place in range(len(samples))]


def resamples(photos: int) -> int:
    """Return the number of resamples: 10,000 for up to 4,000 photos, then so many that 40 million photos are drawn.

    It is at least 2,000: with so many photos the ends of the interval are then accurate to some 3 % of its width.
    """
    return max(2_000, min(RESAMPLES, 40_000_000 // max(photos, 1)))


def verdict(difference: Interval, better: str | None) -> str:
    """Return the verdict on a difference from the base: better, worse, higher, lower, or why there is none."""
    if difference.low is None or difference.high is None or difference.mean is None:
        return "too few photos"
    if difference.low <= 0 <= difference.high:
        return "no difference shown"
    up = difference.mean > 0
    if better is None:
        return "higher" if up else "lower"
    return "better" if up == (better == "high") else "worse"


def _intervals(values: Array) -> list[Interval]:
    photos = len(values)
    if not photos:
        return [Interval(None, None, None, 0)] * values.shape[1]
    means = values.sum(axis=0) / photos
    if photos < FEWEST:
        return [Interval(_rounded(mean), None, None, photos) for mean in means]
    drawn = _drawn(values)
    return [
        Interval(_rounded(mean), *_bca(values[:, column], drawn[:, column], mean), photos)
        for column, mean in enumerate(means)
    ]


def _drawn(values: Array) -> Array:
    """Means of the resamples of [photos, columns], as [resamples, columns]: draw counts times values, over photos."""
    random, photos = np.random.default_rng(SEED), len(values)
    step, times_in_all = max(1, _AT_ONCE // photos), resamples(photos)
    means = []
    for start in range(0, times_in_all, step):
        count = min(step, times_in_all - start)
        places = random.integers(0, photos, (count, photos)) + photos * np.arange(count)[:, None]
        times = np.bincount(places.ravel(), minlength=count * photos).reshape(count, photos)
        means.append(times.astype(np.float64) @ values / photos)
    return np.concatenate(means)


def _bca(values: Array, drawn: Array, mean: float) -> tuple[float, float]:
    """The bias-corrected and accelerated interval of one mean."""
    spread = values - mean
    squares = float((spread**2).sum())
    if squares == 0:
        return _rounded(mean), _rounded(mean)
    # If there are few different values, many resamples equal the mean exactly: half of them count as below.
    below = (np.count_nonzero(drawn < mean) + np.count_nonzero(drawn <= mean)) / (2 * len(drawn))
    bias = _NORMAL.inv_cdf(min(max(below, 0.5 / len(drawn)), 1 - 0.5 / len(drawn)))
    skew = float((spread**3).sum()) / (6 * squares * sqrt(squares))
    tail = (1 - CONFIDENCE) / 2
    ends = [_NORMAL.cdf(_shifted(bias, skew, _NORMAL.inv_cdf(share))) for share in (tail, 1 - tail)]
    low, high = np.quantile(drawn, ends)
    return _rounded(low), _rounded(high)


def _shifted(bias: float, skew: float, z: float) -> float:
    return bias + (bias + z) / (1 - skew * (bias + z))


def _rounded(number: float) -> float:
    return round(float(number), DIGITS) + 0.0  # no negative zero
