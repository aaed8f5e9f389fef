"""Confidence intervals of figures measured on a sample of photos, and the interval of a share."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

CONFIDENCE = 0.95
"""Share of such intervals that contain the true mean."""

DIGITS = 6
"""Decimals that are kept: rounding differences between processors are far smaller."""


class Interval(NamedTuple):
    """A mean with its interval; unknown values are None."""

    mean: float | None
    low: float | None
    high: float | None
    photos: int


def wilson(hits: int, trials: int) -> Interval:
    """Return a share with its 95 % score interval.

    Source: E. B. Wilson, Journal of the American Statistical Association 22 (1927). The interval is valid for few
    trials, and for shares of 0 and 1, where a bootstrap shows no spread.
    """
    if not trials:
        return Interval(None, None, None, 0)
    share, z = hits / trials, NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
    middle = share + z * z / (2 * trials)
    reach = z * sqrt(share * (1 - share) / trials + z * z / (4 * trials * trials))
    low, high = ((middle + side * reach) / (1 + z * z / trials) for side in (-1, 1))
    return Interval(round(share, DIGITS), round(max(low, 0.0), DIGITS), round(min(high, 1.0), DIGITS), trials)
