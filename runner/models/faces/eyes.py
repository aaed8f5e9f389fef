"""How far eyes are open, by their contours in the original's own pixels: MediaPipe's iris model.

The face mesh follows the lids of open eyes alone: of a person who looks down it says what it says of one who does not.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from runner.models.detection.boxes import Array
from runner.models.detection.views import Pixels
from runner.models.faces.mesh import LEFT_EYE, RIGHT_EYE, Landmarks, laid
from runner.models.faces.packaged import EYES
from runner.models.faces.session import PictureModel
from runner.models.onnx.sessions import Device

SIDE = 64
ROOM = 2.3
"""How much wider than the eye the square is that the model reads, as MediaPipe's graph has it."""

_POINTS = 71
_CORNERS = (0, 8)
_LIDS = ((11, 3), (13, 5))
"""Points of the upper and of the lower lid, a third of the eye's width from either corner."""


class EyeContours:
    """The model, open."""

    def __init__(self, device: Device, threads: int) -> None:
        """Open it. EnvError when it cannot run on the device."""
        self._model = PictureModel(EYES, device, threads)

    def openness(self, picture: Pixels, faces: Sequence[Landmarks]) -> list[tuple[float, float]]:
        """Aspect ratio of both eyes of each face, the one on the picture's left first. Raises InferenceError.

        Height over width: about 0.1 closed, from 0.2 on open (Soukupová and Čech, Real-time eye blink detection using
        facial landmarks, 2016).
        """
        if not faces:
            return []
        crops = np.stack([crop for face in faces for crop in _crops(picture, face)]).astype(np.float32) / 255
        made = self._model.run(np.ascontiguousarray(crops.transpose(0, 3, 1, 2)))
        ratios = [_ratio(points) for points in made["points"].reshape(len(crops), _POINTS, 3)[:, :, :2]]
        return list(zip(ratios[::2], ratios[1::2], strict=True))


def _crops(picture: Pixels, face: Landmarks) -> tuple[Pixels, Pixels]:
    """Squares around both eyes, turned level. The model knows the eye on the left: the other one is mirrored."""
    left = laid(picture, _way(face, LEFT_EYE), SIDE)
    return left, laid(picture, _way(face, RIGHT_EYE), SIDE)[:, ::-1]


def _way(face: Landmarks, eye: tuple[int, ...]) -> Array:
    """The map from the picture to the square around an eye, from its corner on the left to that on the right."""
    one, other = face.points[eye[0], :2], face.points[eye[3], :2]
    centre, across = (one + other) / 2, other - one
    angle = float(np.degrees(np.arctan2(across[1], across[0])))
    scale = SIDE / max(ROOM * float(np.linalg.norm(across)), 1e-3)
    moved = np.asarray(cv2.getRotationMatrix2D((float(centre[0]), float(centre[1])), angle, scale), np.float32)
    moved[:, 2] += np.float32(SIDE / 2) - centre.astype(np.float32)
    return moved


def _ratio(points: Array) -> float:
    width = float(np.linalg.norm(points[_CORNERS[0]] - points[_CORNERS[1]]))
    heights = [float(np.linalg.norm(points[upper] - points[lower])) for upper, lower in _LIDS]
    return sum(heights) / max(2 * width, 1e-6)
