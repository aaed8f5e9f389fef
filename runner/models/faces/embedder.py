"""An open embedding model: takes faces, returns vectors of length 1."""

from __future__ import annotations

import numpy as np

from runner.models.detection.boxes import Array
from runner.models.detection.views import Pixels
from runner.models.faces.mesh import Landmarks, laid
from runner.models.faces.options import FaceEmbedderOptions
from runner.models.faces.packaged import face_file
from runner.models.faces.session import PictureModel
from runner.models.onnx.sessions import Device
from runner.picture import Shown


class FaceEmbedder:
    """An open model. `provider` is where it really runs; `name` identifies the model that made the vectors."""

    def __init__(self, options: FaceEmbedderOptions, device: Device, threads: int) -> None:
        """Open the model. Raises EnvError if it is missing or cannot run on the device."""
        self._options = options
        self._model = PictureModel(face_file(options.model, options.weights), device, threads)
        self.name, self.provider = self._model.name, self._model.provider

    def embed(self, picture: Shown, faces: list[Landmarks]) -> Array:
        """The vector of each face of a picture, [face, dimension], each of length 1. Raises InferenceError."""
        if not faces:
            return np.empty((0, 0), np.float32)
        crops = np.stack([self._laid(picture, face) for face in faces]).astype(np.float32)
        mean, deviation = (np.array(each, np.float32) for each in (self._options.mean, self._options.deviation))
        ready = np.ascontiguousarray(((crops - mean) / deviation).transpose(0, 3, 1, 2))
        (vectors,) = self._model.run(ready).values()
        flat = vectors.reshape(len(faces), -1)
        lengths = np.linalg.norm(flat, axis=1, keepdims=True)
        return np.asarray(flat / np.maximum(lengths, 1e-12), np.float32)

    def _laid(self, picture: Shown, face: Landmarks) -> Pixels:
        options = self._options
        points = face.corners() if options.landmarks == "corners" else face.centres()
        way = similarity(points, np.array(options.template, np.float32) * options.size)
        crop = laid(picture, way, options.size)
        return crop[..., ::-1] if options.channels == "bgr" else crop


def similarity(points: Array, targets: Array) -> Array:
    """The rotation, scale and shift that bring points [n, 2] closest to targets [n, 2], as an affine map [2, 3].

    Least squares: Umeyama, Least-squares estimation of transformation parameters between two point patterns, 1991.
    """
    middle, goal = points.mean(0), targets.mean(0)
    source, target = points - middle, targets - goal
    spread = float(np.square(source).sum())
    along = float((source * target).sum()) / max(spread, 1e-9)
    across = float((source[:, 0] * target[:, 1] - source[:, 1] * target[:, 0]).sum()) / max(spread, 1e-9)
    turn = np.array([[along, -across], [across, along]])
    return np.concatenate([turn, (goal - turn @ middle)[:, None]], axis=1).astype(np.float32)
