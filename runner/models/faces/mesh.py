"""The 468 landmarks of MediaPipe's face mesh, and what follows from them: pose, mouth, position of the eyes.

Landmark numbers are those of MediaPipe's canonical face model. Left and right are those of the picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from runner.models.detection.boxes import Array
from runner.models.detection.views import Pixels
from runner.models.faces.detector import FoundFace
from runner.models.faces.packaged import MESH
from runner.models.faces.session import PictureModel
from runner.models.onnx.sessions import Device
from runner.picture import Shown

SIDE = 192
ROOM = 1.5
"""Side of the mesh's square relative to that of the detector's box, as in MediaPipe's graph."""

LEFT_EYE = (33, 160, 158, 133, 153, 144)
RIGHT_EYE = (362, 385, 387, 263, 373, 380)
"""Corner on the left, two of the upper lid, corner on the right, two of the lower lid."""
_CORNERS = (263, 362, 33, 133, 2)
_TEMPLES, _CHIN, _FOREHEAD = (234, 454), 152, 10
_MOUTH, _UPPER_LIP, _LOWER_LIP, _NOSE = (61, 291), 13, 14, 4


@dataclass(frozen=True, slots=True)
class Landmarks:
    """The landmarks of one face."""

    points: Array  # [468, 3]: x and y in pixels of the picture, depth in the same unit, nearer is smaller
    presence: float  # 0 to 1: how sure the model is that the square shows a face at all

    def corners(self) -> Array:
        """Outer and inner corner of the eye on the right, of the one on the left, base of the nose: [5, 2]."""
        return self.points[list(_CORNERS), :2]

    def centres(self) -> Array:
        """Left eye, right eye, tip of the nose, left and right end of the mouth: [5, 2]."""
        eyes = [self.points[list(eye), :2].mean(0) for eye in (LEFT_EYE, RIGHT_EYE)]
        return np.stack([*eyes, *(self.points[each, :2] for each in (_NOSE, *_MOUTH))]).astype(np.float32)

    def pose(self) -> tuple[float, float, float]:
        """Yaw, pitch and roll in degrees: to the picture's right, downwards and clockwise are positive."""
        across = self.points[_TEMPLES[1]] - self.points[_TEMPLES[0]]
        down = self.points[_CHIN] - self.points[_FOREHEAD]
        yaw = np.degrees(np.arctan2(across[2], np.hypot(across[0], across[1])))
        pitch = np.degrees(np.arctan2(down[2], np.hypot(down[0], down[1])))
        return float(yaw), float(pitch), float(np.degrees(np.arctan2(across[1], across[0])))

    def eye_pixels(self) -> float:
        """Width in pixels of the narrower eye."""
        return min(self._length(eye[0], eye[3]) for eye in (LEFT_EYE, RIGHT_EYE))

    def mouth(self) -> tuple[float, float]:
        """Return the relative width of the mouth, and its lift.

        The width is relative to the distance between the outer corners of the eyes. The lift is how far the ends lie
        above the middle, relative to the width: negative if they hang.
        """
        width, span = self._length(*_MOUTH), self._length(33, 263)
        middle = (self.points[_UPPER_LIP, :2] + self.points[_LOWER_LIP, :2]) / 2
        ends = self.points[list(_MOUTH), :2].mean(0)
        down = self.points[_CHIN, :2] - self.points[_FOREHEAD, :2]
        lift = float((middle - ends) @ down / max(float(np.linalg.norm(down)), 1e-6))
        return width / max(span, 1e-6), lift / max(width, 1e-6)

    def _length(self, one: int, other: int) -> float:
        return float(np.linalg.norm(self.points[one, :2] - self.points[other, :2]))


class FaceMesh:
    """The open mesh model."""

    def __init__(self, device: Device, threads: int) -> None:
        """Open the model. Raises EnvError if it cannot run on the device."""
        self._model = PictureModel(MESH, device, threads)

    def landmarks(self, picture: Shown, faces: list[FoundFace]) -> list[Landmarks]:
        """The landmarks of each face of a picture. Raises InferenceError."""
        if not faces:
            return []
        ways = [_way(face) for face in faces]
        made = self._read([laid(picture, way, SIDE) for way in ways])
        return [_back(*each) for each in zip(made["points"].reshape(-1, 468, 3), ways, _presences(made), strict=True)]

    def mirrored(self, picture: Shown, faces: list[FoundFace]) -> list[float]:
        """The presence of each face when the picture is mirrored. Raises InferenceError."""
        if not faces:
            return []
        return _presences(self._read([laid(picture, _way(face), SIDE)[:, ::-1] for face in faces]))

    def _read(self, squares: list[Pixels]) -> Mapping[str, Array]:
        crops = np.stack(squares).astype(np.float32) / 255
        return self._model.run(np.ascontiguousarray(crops.transpose(0, 3, 1, 2)))


def _presences(made: Mapping[str, Array]) -> list[float]:
    return [float(each) for each in 1 / (1 + np.exp(-np.clip(made["presence"][:, 0], -100, 100)))]


def laid(picture: Shown, way: Array, side: int) -> Pixels:
    """A square of the picture, [side, side, 3]. `way` is the affine map [2, 3] from the picture to the square.

    A face much larger than the square is first reduced by area averaging, so that thin lines stay.
    """
    scale = float(np.sqrt(abs(np.linalg.det(way[:, :2]))))
    corners = _apply(cv2.invertAffineTransform(way), np.array([[0, 0], [side, 0], [0, side], [side, side]], np.float32))
    height, width = picture.shape[:2]
    left, top = np.clip(np.floor(corners.min(0)).astype(int) - 2, 0, [width - 1, height - 1])
    right, bottom = np.clip(np.ceil(corners.max(0)).astype(int) + 2, [left + 1, top + 1], [width, height])
    part, factor = picture[top:bottom, left:right], max(scale * 1.5, 1e-3)
    moved = np.asarray(way, np.float64).copy()
    moved[:, 2] += moved[:, :2] @ np.array([left, top])
    if factor < 1:
        size = (max(1, round(part.shape[1] * factor)), max(1, round(part.shape[0] * factor)))
        moved[:, :2] /= np.array([size[0] / part.shape[1], size[1] / part.shape[0]])
        part = np.asarray(cv2.resize(part, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.warpAffine(part, moved, (side, side), flags=cv2.INTER_LINEAR), np.uint8)


def _way(face: FoundFace) -> Array:
    """The affine map to the mesh's square: the box with room around it, rotated so that the eyes are level."""
    left, top, right, bottom = (float(each) for each in face.box)
    centre, side = ((left + right) / 2, (top + bottom) / 2), ROOM * max(right - left, bottom - top)
    across = face.eyes[1] - face.eyes[0]
    angle = float(np.degrees(np.arctan2(across[1], across[0])))
    way = cv2.getRotationMatrix2D(centre, angle, SIDE / max(side, 1e-3))
    moved = np.asarray(way, np.float32)
    moved[:, 2] += np.float32(SIDE / 2) - np.asarray(centre, np.float32)
    return moved


def _back(points: Array, way: Array, presence: float) -> Landmarks:
    scale = float(np.sqrt(abs(np.linalg.det(way[:, :2]))))
    places = _apply(cv2.invertAffineTransform(way), points[:, :2])
    return Landmarks(np.concatenate([places, points[:, 2:] / scale], axis=1).astype(np.float32), presence)


def _apply(way: object, points: Array) -> Array:
    matrix = np.asarray(way)
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2], np.float32)
