"""Matches the faces of two detections: by overlap, and by embedding if the boxes alone leave a doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from runner.facts import Region
from runner.store.overlap import OVERLAP


def overlaps(first: Sequence[Region], second: Sequence[Region]) -> NDArray[np.float64]:
    """Intersection over union of each of `first` with each of `second`, [first, second], 0 to 1."""
    a, b = _corners(first)[:, None, :], _corners(second)[None, :, :]
    sides = np.minimum(a[..., 2:], b[..., 2:]) - np.maximum(a[..., :2], b[..., :2])
    shared = np.prod(np.maximum(sides, 0), axis=-1)
    return np.asarray(shared / np.maximum(_areas(a) + _areas(b) - shared, 1e-12), np.float64)


def matched(
    known: Sequence[Region], seen: Sequence[Region], likeness: NDArray[np.floating] | None = None
) -> Mapping[int, int]:
    """Match `known` with `seen`, by position; each at most once, the surest pair first.

    Matched pairs overlap by more than OVERLAP. `likeness` is the cosine of their embeddings, [known, seen], if both
    come from one model: it tells apart two faces that are cheek to cheek.
    """
    if not known or not seen:
        return {}
    shared = overlaps(known, seen)
    surest = shared if likeness is None else shared + likeness
    order = np.argsort(-surest, axis=None, kind="stable")
    found: dict[int, int] = {}
    taken: set[int] = set()
    for place in order[(shared > OVERLAP).ravel()[order]]:
        row, column = divmod(int(place), len(seen))
        if row not in found and column not in taken:
            found[row] = column
            taken.add(column)
    return found


def _corners(regions: Sequence[Region]) -> NDArray[np.float64]:
    rows = [(each.left, each.top, each.right, each.bottom) for each in regions]
    return np.asarray(rows, np.float64).reshape(-1, 4)


def _areas(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(np.prod(corners[..., 2:] - corners[..., :2], axis=-1), np.float64)
