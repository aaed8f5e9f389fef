"""Measures the shift between two pictures by their miniatures, which tells panoramas from turned heads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from runner.imaging.similar import Indices
from runner.picks.frames import Singles

Axis = Literal["across", "down"]

_BAND = 4
"""Rows of a miniature that are averaged into one for the first comparison."""

_COARSE = 0.6
"""A shift is examined more closely if its first correlation is at least this."""

_CANDIDATES = 3
"""Number of shifts that are examined more closely, the likeliest first."""

_DRIFT = 2
"""Pixels of a miniature by which a camera held by hand may drift across the direction of the shift."""


@dataclass(frozen=True, slots=True)
class Moved:
    """How the second picture of each pair is shifted against the first, along one axis."""

    share: Singles  # of the picture's side; positive to the right or downwards
    likeness: Singles  # correlation of the overlap, -1 to 1; 0 if nothing was found
    unmoved: Singles  # correlation of the whole pictures without a shift


def moved(first: Singles, second: Singles, axis: Axis, overlap: tuple[float, float]) -> Moved:
    """The best shift of each pair along an axis. Pictures are [pair, row, column].

    `overlap` is the least and the largest share of a side that the two may have in common.
    """
    if axis == "down":
        return moved(first.transpose(0, 2, 1), second.transpose(0, 2, 1), "across", overlap)
    side = first.shape[2]
    steps = [step for step in range(1, side) if overlap[0] <= 1 - step / side <= overlap[1]]
    shifts = np.array([-step for step in steps] + steps, np.int64)
    if not len(first) or not shifts.size:
        nothing = np.zeros(len(first), np.float32)
        return Moved(nothing, nothing, nothing)
    one, other = _banded(first), _banded(second)
    coarse = np.stack([_correlation(*_common(one, other, int(shift))) for shift in shifts])
    share, likeness = np.zeros(len(first), np.float32), np.zeros(len(first), np.float32)
    for best in np.argsort(-coarse, axis=0, kind="stable")[:_CANDIDATES]:
        worth = np.take_along_axis(coarse, best[None], axis=0)[0] >= _COARSE
        alike = _looked_at(first, second, np.where(worth, shifts[best], 0))
        share = np.where(alike > likeness, shifts[best] / side, share).astype(np.float32)
        likeness = np.maximum(likeness, alike)
    return Moved(share, likeness, _correlation(first, second))


def _banded(pictures: Singles) -> Singles:
    """Means of four rows each."""
    return np.asarray(pictures.reshape(len(pictures), -1, _BAND, pictures.shape[2]).mean(axis=2), np.float32)


def _looked_at(first: Singles, second: Singles, shifts: Indices) -> Singles:
    """The correlation of the full miniatures at these shifts; 0 for a shift of 0."""
    likeness = np.zeros(len(first), np.float32)
    for shift in np.unique(shifts[shifts != 0]).tolist():
        places = np.flatnonzero(shifts == shift)
        one, other = _common(first[places], second[places], shift)
        drifts = [_correlation(*_drifted(one, other, drift)) for drift in range(-_DRIFT, _DRIFT + 1)]
        likeness[places] = np.max(drifts, axis=0)
    return likeness


def _common(one: Singles, other: Singles, shift: int) -> tuple[Singles, Singles]:
    """The parts that both pictures show if the second one lies `shift` columns to the right."""
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
    """Pearson's correlation of each pair; 0 if one of the two has no structure."""
    a = one - one.mean(axis=(1, 2), keepdims=True)
    b = other - other.mean(axis=(1, 2), keepdims=True)
    norm = np.sqrt((a * a).sum(axis=(1, 2)) * (b * b).sum(axis=(1, 2)))
    least = a[0].size  # a standard deviation of one level
    alike = (a * b).sum(axis=(1, 2)) / np.maximum(norm, 1e-6)
    return np.asarray(np.where(norm > least, alike, 0), np.float32)
