"""Ranks variants by people's blind choices, with the model of Bradley and Terry.

R. Bradley and M. Terry, "Rank Analysis of Incomplete Block Designs", Biometrika 39 (1952): variant i is preferred to j
with probability s_i / (s_i + s_j). The strengths are found by the MM algorithm of D. Hunter, "MM Algorithms for
Generalized Bradley-Terry Models", Annals of Statistics 32 (2004), equation 3. A tie counts half for each side, and so
does "both bad", which does not tell which is worse. One imaginary tie per pair keeps the strengths finite if a variant
never won, and comparable if two were never shown together; it pulls the strengths of small samples together.

Intervals are percentiles of a bootstrap over photos: several people's choices about one photo stay together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from runner.reports.comparison.paired import FEWEST, RESAMPLES, SEED
from runner.reports.intervals import CONFIDENCE, DIGITS, Interval
from runner.store.preferences import Preferred

Array = NDArray[np.float64]

ROUNDS = 5_000
"""Upper limit for the iterations of the MM algorithm."""

SETTLED = 1e-9
"""The algorithm stops when no strength changes by this much in an iteration; the mean strength is 1."""

_SHARE = {"left": (1.0, 0.0), "right": (0.0, 1.0), "tie": (0.5, 0.5), "both_bad": (0.5, 0.5)}


@dataclass(frozen=True, slots=True)
class Standing:
    """The result of one variant in blind choices."""

    run_id: str
    preferred: Interval  # probability to be preferred to another variant of the sweep, mean over the others
    against_base: Interval | None  # probability to be preferred to the base; None for the base itself
    won: int  # number of choices, as are the following
    lost: int
    tied: int
    both_bad: int


def standings(choices: Sequence[Preferred], runs: Sequence[str], base: str | None) -> list[Standing]:
    """Return the variants (by run id) with at least one choice, in the order of `runs`. Other runs are left out."""
    known = [each for each in choices if each.left in runs and each.right in runs and each.left != each.right]
    shown = [run for run in runs if any(run in (each.left, each.right) for each in known)]
    if not known:
        return []
    photos = sorted({each.item_id for each in known})
    wins = _wins(known, shown, photos)
    strengths = _strengths(np.concatenate([wins.sum(axis=0)[None], _resampled(wins)]))
    chances = strengths[:, :, None] / (strengths[:, :, None] + strengths[:, None, :])
    return [_standing(place, shown, chances, known, base) for place in range(len(shown))]


def _wins(choices: Sequence[Preferred], runs: Sequence[str], photos: Sequence[str]) -> Array:
    """[photos, variants, variants]: how often the first variant was preferred to the second; ties count half."""
    place, at = {run: n for n, run in enumerate(runs)}, {photo: n for n, photo in enumerate(photos)}
    wins = np.zeros((len(photos), len(runs), len(runs)))
    for each in choices:
        left, right = place[each.left], place[each.right]
        for_left, for_right = _SHARE[each.choice]
        wins[at[each.item_id], left, right] += for_left
        wins[at[each.item_id], right, left] += for_right
    return wins


def _resampled(wins: Array) -> Array:
    """Wins in each resample of the photos, as [resamples, variants, variants]."""
    photos, random = len(wins), np.random.default_rng(SEED)
    drawn = random.integers(0, photos, (RESAMPLES, photos))
    times = np.stack([np.bincount(each, minlength=photos) for each in drawn]).astype(np.float64)
    return (times @ wins.reshape(photos, -1)).reshape(RESAMPLES, *wins.shape[1:])


def _strengths(wins: Array) -> Array:
    """Strengths as [samples, variants], with a mean of 1 in each sample."""
    count = wins.shape[1]
    own = wins + 0.5 * (1 - np.eye(count))
    games, total = own + own.transpose(0, 2, 1), own.sum(axis=2)
    strengths = np.ones((len(wins), count))
    for _ in range(ROUNDS):
        before, expected = strengths, (games / (strengths[:, :, None] + strengths[:, None, :])).sum(axis=2)
        strengths = total / expected
        strengths /= strengths.mean(axis=1, keepdims=True)
        if np.abs(strengths - before).max() < SETTLED:
            break
    return strengths


def _standing(
    place: int, runs: Sequence[str], chances: Array, choices: Sequence[Preferred], base: str | None
) -> Standing:
    run = runs[place]
    own = [each for each in choices if run in (each.left, each.right)]
    photos = len({each.item_id for each in own})
    others = [other for other in range(len(runs)) if other != place]
    won = sum(each.choice in ("left", "right") and getattr(each, each.choice) == run for each in own)
    tied, bad = (sum(each.choice == kind for each in own) for kind in ("tie", "both_bad"))
    beside = base is not None and base in runs and base != run
    against = _interval(chances[:, place, runs.index(base)], photos) if beside and base else None
    preferred = _interval(chances[:, place][:, others].mean(axis=1), photos)
    return Standing(run, preferred, against, won, len(own) - won - tied - bad, tied, bad)


def _interval(samples: Array, photos: int) -> Interval:
    """The interval from samples, of which the first is the observation and the others are resamples."""
    ends: tuple[float | None, float | None] = (None, None)
    if photos >= FEWEST:
        tail = (1 - CONFIDENCE) / 2
        low, high = np.quantile(samples[1:], (tail, 1 - tail))
        ends = round(float(low), DIGITS), round(float(high), DIGITS)
    return Interval(round(float(samples[0]), DIGITS), *ends, photos)
