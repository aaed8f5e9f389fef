"""By how much one picture is moved against another, from their miniatures: how panoramas are told from turned heads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from runner.imaging.similar import Indices
from runner.picks.frames import Flags, Singles

Axis = Literal["across", "down"]

_COARSE = 0.6
"""Correlation of the mean rows or columns below which a closer look is not worth its time."""

_DRIFT = 2
"""Pixels of a miniature by which a hand may drift aside."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How the second picture of each pair lies to the first, along one axis."""

    share: Singles  # of the picture's side, to the right or downwards positive
    likeness: Singles  # correlation of what both show, -1 to 1; 0 where nothing was found


def moved(first: Singles, second: Singles, axis: Axis, overlap: tuple[float, float]) -> Moved:
    """The best shift of each pair along an axis. Pictures are [pair, row, column]; `overlap` is least and largest share
    of a side that both may have in common.
    """
    if axis == "down":
        return moved(first.transpose(0, 2, 1), second.transpose(0, 2, 1), "across", overlap)
    side = first.shape[2]
    steps = [step for step in range(1, side) if overlap[0] <= 1 - step / side <= overlap[1]]
    shifts = np.array([-step for step in steps] + steps, np.int64)
    if not len(first) or not shifts.size:
        return Moved(np.zeros(len(first), np.float32), np.zeros(len(first), np.float32))
    one, other = first.mean(axis=1, keepdims=True), second.mean(axis=1, keepdims=True)
    coarse = np.stack([_correlation(*_common(one, other, int(shift))) for shift in shifts])
    best = coarse.argmax(axis=0)
    worth = coarse.max(axis=0) >= _COARSE
    likeness = np.zeros(len(first), np.float32)
    chosen = shifts[best]
    _refine(first, second, worth, chosen, likeness)
    return Moved((chosen / side).astype(np.float32), likeness)


def _refine(first: Singles, second: Singles, worth: Flags, chosen: Indices, likeness: Singles) -> None:
    """Put the likeness of whole pictures at the chosen shifts into `likeness`, where that is worth it."""
    for shift in np.unique(chosen[worth]).tolist():
        places = np.flatnonzero(worth & (chosen == shift))
        one, other = _common(first[places], second[places], shift)
        drifts = [_correlation(*_drifted(one, other, drift)) for drift in range(-_DRIFT, _DRIFT + 1)]
        likeness[places] = np.max(drifts, axis=0)


def _common(one: Singles, other: Singles, shift: int) -> tuple[Singles, Singles]:
    """What both pictures show where the second one lies so many columns to the right."""
    side = one.shape[2]
    if shift >= 0:
        return one[:, :, shift:], other[:, :, : side - shift]
    return one[:, :, : side + shift], other[:, :, -shift:]


def _drifted(one: Singles, other: Singles, drift: int) -> tuple[Singles, Singles]:
    rows = one.shape[1]
    if drift >= 0:
        return one[:, drift:], other[:, : rows - drift]
    return one[:, : rows + drift], other[:, -drift:]


def _correlation(one: Singles, other: Singles) -> Singles:
    """Pearson's correlation of each pair; 0 where one of them has no structure."""
    a = one - one.mean(axis=(1, 2), keepdims=True)
    b = other - other.mean(axis=(1, 2), keepdims=True)
    norm = np.sqrt((a * a).sum(axis=(1, 2)) * (b * b).sum(axis=(1, 2)))
    least = a[0].size  # a step of one level in the mean
    return np.where(norm > least, (a * b).sum(axis=(1, 2)) / np.maximum(norm, 1e-6), 0).astype(np.float32)
