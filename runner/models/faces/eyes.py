"""How far eyes are open, from their contours in the original's own pixels: MediaPipe's iris model.

The face mesh follows the lids of open eyes only: it does not tell a person who looks down from one who does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from runner.models.detection.boxes import Array
from runner.models.detection.views import Pixels
from runner.models.faces.mesh import LEFT_EYE, RIGHT_EYE, Landmarks, laid
from runner.models.faces.packaged import EYES
from runner.models.faces.session import PictureModel
from runner.models.onnx.sessions import Device
from runner.picture import Shown

SIDE = 64
ROOM = 2.3
"""Side of the model's square in widths of the eye, as in MediaPipe's graph."""

COVERED = 0.55
"""Something such as sunglasses covers the eyes if their brightest tenth has less than this fraction of the skin's luma.

Of 34 faces of public figures in packages, with eyes open or shut, the lowest ratio was 0.63, and 0.11 for one with
sunglasses; with dark glasses painted over them that let up to 35 % of the light through, the highest was 0.47.
"""

_WITHIN = (slice(26, 39), slice(18, 46))
"""Rows and columns of the square that contain the opening of the eye."""
_SKIN = (50, 280, 205, 425, 151)
"""Landmarks on cheeks and forehead."""
_PATCH = 0.15
"""Half the side of a patch of skin, in widths of an eye."""
_POINTS = 71
_CORNERS = (0, 8)
_LIDS = ((11, 3), (13, 5))
"""Pairs of points on the upper and the lower lid, a third of the eye's width from either corner."""


class EyeContours:
    """The open iris model."""

    def __init__(self, device: Device, threads: int) -> None:
        """Open the model. Raises EnvError if it cannot run on the device."""
        self._model = PictureModel(EYES, device, threads)

    def openness(self, picture: Shown, faces: Sequence[Landmarks]) -> list[tuple[float | None, float | None]]:
        """Aspect ratio of both eyes of each face, the one on the picture's left first. Raises InferenceError.

        Both are None if something dark covers them.
        The ratio is height over width: about 0.1 closed, from 0.2 on open (Soukupová and Čech, Real-time eye blink
        detection using facial landmarks, 2016).
        """
        if not faces:
            return []
        pairs = [_crops(picture, face) for face in faces]
        crops = np.stack([crop for pair in pairs for crop in pair]).astype(np.float32) / 255
        made = self._model.run(np.ascontiguousarray(crops.transpose(0, 3, 1, 2)))
        ratios = [_ratio(points) for points in made["points"].reshape(len(crops), _POINTS, 3)[:, :, :2]]
        covered = [_is_covered(picture, face, pair) for face, pair in zip(faces, pairs, strict=True)]
        both = zip(ratios[::2], ratios[1::2], strict=True)
        return [(None, None) if hidden else eyes for hidden, eyes in zip(covered, both, strict=True)]


def _is_covered(picture: Shown, face: Landmarks, eyes: tuple[Pixels, Pixels]) -> bool:
    """Whether neither eye has anything as bright as the white of an eye or a lid would be next to this skin."""
    skin = [np.median(patch) for patch in _patches(picture, face) if patch.size]
    white = max(float(np.percentile(_luma(eye[_WITHIN]), 90)) for eye in eyes)
    return bool(skin) and white < COVERED * float(np.median(skin))


def _patches(picture: Shown, face: Landmarks) -> Iterator[Array]:
    half = max(2, round(_PATCH * face.eye_pixels()))
    for x, y in face.points[list(_SKIN), :2].astype(int):
        yield _luma(picture[max(y - half, 0) : max(y + half, 0), max(x - half, 0) : max(x + half, 0)])


def _luma(pixels: Pixels) -> Array:
    return np.asarray(pixels @ np.array([0.299, 0.587, 0.114], np.float32), np.float32)


def _crops(picture: Shown, face: Landmarks) -> tuple[Pixels, Pixels]:
    """Squares around both eyes, rotated level. The model knows only the eye on the left: the other one is mirrored."""
    left = laid(picture, _way(face, LEFT_EYE), SIDE)
    return left, laid(picture, _way(face, RIGHT_EYE), SIDE)[:, ::-1]


def _way(face: Landmarks, eye: tuple[int, ...]) -> Array:
    """The affine map from the picture to the square around an eye, with its two corners level."""
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
