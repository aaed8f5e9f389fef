"""From a detector's raw outputs to boxes in pixels of its input, one function per family.

Each takes the outputs by name, in the model's order, and returns the corners and class scores of every picture of the
batch. Every class score of at least `score`, or of at least `trace` if that is lower, becomes a box. DETR-like models
need no suppression; the others get it here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from runner.errors import InferenceError
from runner.models.detection.boxes import Array, Boxes, best, suppressed
from runner.models.detection.options import DetectorOptions, Detr, NanoDet, Ssd, Yolox

Outputs = Mapping[str, Array]

CANDIDATES = 1000
"""Boxes of a picture that suppression considers at most, as in the evaluation of NanoDet and YOLOX."""


def decode(outputs: Outputs, options: DetectorOptions) -> list[Boxes]:
    """Return the boxes of each picture. Raises InferenceError if the outputs are not those of the declared family."""
    family, size = options.decoding, options.input.size
    if isinstance(family, NanoDet):
        corners, scores = _nanodet(outputs, family, size)
    elif isinstance(family, Yolox):
        corners, scores = _yolox(outputs, family, size)
    else:
        corners, scores = _centred(outputs, family, size)
    found = [_chosen(*each, least(options)) for each in zip(corners, scores, strict=True)]
    if isinstance(family, Detr):
        return [best(each, options.most) for each in found]
    return [best(suppressed(best(each, CANDIDATES), options.overlap), options.most) for each in found]


def least(options: DetectorOptions) -> float:
    """The lowest score of a box that is kept, as a detection or as a trace."""
    return options.score if options.trace is None else min(options.trace, options.score)


def _chosen(corners: Array, scores: Array, least: float) -> Boxes:
    rows, classes = np.nonzero(scores >= least)
    return Boxes(corners[rows], classes, scores[rows, classes])


def _cells(strides: Sequence[int], size: int) -> tuple[Array, Array]:
    """The column and row of each cell [cells, 2], and its stride [cells, 1], level by level, row by row."""
    sides = [-(-size // stride) for stride in strides]
    grids = [np.stack(np.meshgrid(np.arange(side), np.arange(side)), -1).reshape(-1, 2) for side in sides]
    steps = [np.full((side * side, 1), stride) for side, stride in zip(sides, strides, strict=True)]
    return np.concatenate(grids).astype(np.float32), np.concatenate(steps).astype(np.float32)


def _nanodet(outputs: Outputs, family: NanoDet, size: int) -> tuple[Array, Array]:
    """Accept one output of scores and distributions, or one of scores and one of distributions per level."""
    arrays, wide = list(outputs.values()), 4 * family.bins
    if len(arrays) == 1:
        scores, logits = arrays[0][..., :-wide], arrays[0][..., -wide:]
    else:
        scores = np.concatenate([each for each in arrays if each.shape[-1] != wide], 1)
        logits = np.concatenate([each for each in arrays if each.shape[-1] == wide], 1)
    grid, steps = _cells(family.strides, size)
    _check_cells(len(grid), logits)
    logits = logits.reshape(*logits.shape[:2], 4, family.bins)
    weights = np.exp(logits - logits.max(-1, keepdims=True))
    mean = (weights @ np.arange(family.bins, dtype=np.float32)) / weights.sum(-1)
    points, distances = (grid + family.point) * steps, mean * steps
    return np.concatenate([points - distances[..., :2], points + distances[..., 2:]], -1), scores


def _yolox(outputs: Outputs, family: Yolox, size: int) -> tuple[Array, Array]:
    (raw,) = outputs.values()
    grid, steps = _cells(family.strides, size)
    _check_cells(len(grid), raw)
    centres, halves = (raw[..., :2] + grid) * steps, np.exp(raw[..., 2:4]) * steps / 2
    return np.concatenate([centres - halves, centres + halves], -1), raw[..., 4:5] * raw[..., 5:]


def _centred(outputs: Outputs, family: Detr | Ssd, size: int) -> tuple[Array, Array]:
    try:
        logits, boxes = outputs[family.logits], outputs[family.boxes]
    except KeyError as error:
        raise InferenceError(f"the detector gives {', '.join(outputs)}, not {error}") from error
    centres, halves = boxes[..., :2], boxes[..., 2:] / 2
    scores = 1 / (1 + np.exp(-logits, dtype=np.float32))
    return np.concatenate([centres - halves, centres + halves], -1) * size, np.asarray(scores, np.float32)


def _check_cells(cells: int, raw: Array) -> None:
    if raw.shape[1] != cells:
        raise InferenceError(f"the detector gives {raw.shape[1]} cells; its strides and its size make {cells}")
