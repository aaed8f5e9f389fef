"""From a face detector's raw outputs to boxes with the two eyes, in pixels of its input: one function per family."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from runner.errors import InferenceError
from runner.models.detection.boxes import Array
from runner.models.faces.options import BlazeFace, FaceDetectorOptions, YuNet

Outputs = Mapping[str, Array]
CANDIDATES = 1000
"""Boxes of a picture that suppression considers at most, those with the highest scores."""


def decode(outputs: Outputs, options: FaceDetectorOptions) -> list[Array]:
    """Faces of each picture, [face, 9]: score, left, top, right, bottom, x and y of the person's right and left eye.

    Raises InferenceError if the outputs are not those of the declared family.
    """
    family = options.decoding
    try:
        made = _blazeface(outputs, family) if isinstance(family, BlazeFace) else _yunet(outputs, family)
    except (KeyError, ValueError) as error:
        raise InferenceError(f"the face detector gives {', '.join(outputs)}, not what {family.kind} gives") from error
    return [_best(faces[faces[:, 0] >= options.score]) for faces in made]


def _best(faces: Array) -> Array:
    return faces[np.argsort(-faces[:, 0], kind="stable")[:CANDIDATES]]


def _blazeface(outputs: Outputs, family: BlazeFace) -> Array:
    """As in MediaPipe's TensorsToDetectionsCalculator: numbers are offsets in pixels from the middle of the cell."""
    boxes, logits = outputs["boxes"], outputs["scores"][..., 0]
    points = boxes.reshape(*boxes.shape[:2], -1, 2).copy()
    middle = _middles(round(boxes.shape[1] ** 0.5), family.stride)[None]
    centre, half, eyes = points[:, :, 0] + middle, points[:, :, 1] / 2, points[:, :, 2:4] + middle[:, :, None]
    scores = 1 / (1 + np.exp(-np.clip(logits, -100, 100)))
    return _rows(scores, centre - half, centre + half, eyes)


def _middles(side: int, stride: int) -> Array:
    grid = np.stack(np.meshgrid(np.arange(side), np.arange(side)), -1).reshape(-1, 2)
    return ((grid + 0.5) * stride).astype(np.float32)


def _yunet(outputs: Outputs, family: YuNet) -> Array:
    """As in OpenCV's FaceDetectorYN, modules/objdetect/src/face_detect.cpp: offsets in strides from a cell's corner."""
    return np.concatenate([_yunet_level(outputs, stride) for stride in family.strides], axis=1)


def _yunet_level(outputs: Outputs, stride: int) -> Array:
    kind, certain, box, points = (outputs[f"{name}_{stride}"] for name in ("cls", "obj", "bbox", "kps"))
    corner = _middles(round(kind.shape[1] ** 0.5), stride)[None] / stride - 0.5
    if corner.shape[1] != kind.shape[1]:
        raise ValueError("cells")
    scores = np.sqrt(np.clip(kind[..., 0], 0, 1) * np.clip(certain[..., 0], 0, 1))
    centre, half = (box[..., :2] + corner) * stride, np.exp(box[..., 2:4]) * stride / 2
    eyes = (points.reshape(*points.shape[:2], -1, 2)[:, :, :2] + corner[:, :, None]) * stride
    return _rows(scores, centre - half, centre + half, eyes)


def _rows(scores: Any, first: Any, last: Any, eyes: Any) -> Array:
    parts: Sequence[Any] = [scores[..., None], first, last, eyes.reshape(*eyes.shape[:2], 4)]
    return np.concatenate(parts, axis=-1).astype(np.float32)
