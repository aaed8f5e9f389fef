"""Boxes as arrays, and the suppression of those that show the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


class Boxes(NamedTuple):
    """Boxes of one picture. Corners are left, top, right, bottom."""

    corners: Array  # [n, 4]
    classes: NDArray[np.intp]  # [n]
    scores: Array  # [n]

    def take(self, which: NDArray[np.intp]) -> Boxes:
        """Return the boxes at these indices, in this order."""
        return Boxes(self.corners[which], self.classes[which], self.scores[which])


def no_boxes() -> Boxes:
    """Return an empty set of boxes."""
    return Boxes(np.empty((0, 4), np.float32), np.empty(0, np.intp), np.empty(0, np.float32))


def joined(parts: list[Boxes]) -> Boxes:
    """Return the boxes of several views of one picture, one after another."""
    return Boxes(*(np.concatenate(each) for each in zip(*(parts or [no_boxes()]), strict=True)))


def best(boxes: Boxes, most: int) -> Boxes:
    """Return the `most` boxes with the highest scores, highest first; equal ones stay in order."""
    return boxes.take(np.argsort(-boxes.scores, kind="stable")[:most])


def with_traces(boxes: Boxes, score: float) -> Boxes:
    """Return the boxes of at least this score, and of the others the best of each class that has none, in order."""
    firsts = [int(np.argmax(np.where(boxes.classes == kind, boxes.scores, -1))) for kind in np.unique(boxes.classes)]
    kept = boxes.scores >= score
    kept[firsts] = True
    return boxes.take(np.flatnonzero(kept))


def suppressed(boxes: Boxes, overlap: float) -> Boxes:
    """Return the boxes that no better box of their class overlaps by more than `overlap`, best first.

    This is greedy non-maximum suppression by intersection over union, class by class.
    """
    ordered = best(boxes, len(boxes.scores))
    kept = [at for same in _classes(ordered) for at in _best_of(ordered.corners, same, overlap)]
    return ordered.take(np.sort(np.array(kept, np.intp)))


def _classes(boxes: Boxes) -> Iterator[NDArray[np.intp]]:
    """The indices of the boxes of each class, in order."""
    by_class = np.argsort(boxes.classes, kind="stable")
    return iter(np.split(by_class, np.flatnonzero(np.diff(boxes.classes[by_class])) + 1))


def _best_of(corners: Array, standing: NDArray[np.intp], overlap: float) -> Iterator[np.intp]:
    while len(standing):
        first, standing = standing[0], standing[1:]
        yield first
        standing = standing[overlaps(corners[first], corners[standing]) <= overlap]


def overlaps(box: Array, boxes: Array) -> Array:
    """Return the intersection over union [n] of a box [4] with each of the boxes [n, 4]."""
    wide = np.minimum(boxes[:, 2], box[2]) - np.maximum(boxes[:, 0], box[0])
    high = np.minimum(boxes[:, 3], box[3]) - np.maximum(boxes[:, 1], box[1])
    shared = np.maximum(wide, 0) * np.maximum(high, 0)
    quotient: Array = shared / np.maximum(_area(box) + _area(boxes) - shared, 1e-9)
    return quotient


def _area(boxes: Array) -> Array:
    area: Array = (boxes[..., 2] - boxes[..., 0]) * (boxes[..., 3] - boxes[..., 1])
    return area
