"""A detector of faces that is open: pictures in, boxes with eyes out."""

from __future__ import annotations

import dataclasses
from functools import partial

import numpy as np

from runner.models.detection.boxes import Array, Boxes, suppressed
from runner.models.detection.options import InputOptions
from runner.models.detection.views import Pixels, View, parts, prepared
from runner.models.faces.decoding import decode
from runner.models.faces.options import FaceDetectorOptions
from runner.models.faces.packaged import face_file
from runner.models.faces.session import PictureModel
from runner.models.onnx.sessions import Device


@dataclasses.dataclass(frozen=True, slots=True)
class FoundFace:
    """One face. Places are in pixels of the picture."""

    score: float  # 0 to 1, as the model gives it
    box: Array  # [4]: left, top, right, bottom; it may reach beyond the picture
    eyes: Array  # [2, 2]: the person's right one first, on the picture's left


class FaceDetector:
    """A model that is open. `provider` is where it really runs."""

    def __init__(self, options: FaceDetectorOptions, device: Device, threads: int) -> None:
        """Open the model. EnvError when it is missing, or cannot run on the device."""
        self._options = options
        self._model = PictureModel(face_file(options.model, options.weights), device, threads)
        self.name, self.provider = self._model.name, self._model.provider

    def detect(self, picture: Pixels) -> list[FoundFace]:
        """The faces in a picture (sRGB, upright, [height, width, 3]), the surest first. Raises InferenceError.

        The whole is looked at, once with room around it, and where the options have tiles, each of them: faces that
        fill the picture, large ones and small ones.
        """
        looks = [partial(prepared, picture, part, self._options.input) for part in self._parts(picture)]
        if self._options.room:
            looks.append(partial(_with_room, picture, self._options.room, self._options.input))
        found: list[Array] = []
        for start in range(0, len(looks), self._options.batch):
            made = [look() for look in looks[start : start + self._options.batch]]
            rows = decode(self._model.run(np.stack([each for each, _ in made])), self._options)
            views = [view for _, view in made]
            found += [_uncut(_in_picture(*each), each[1], picture) for each in zip(rows, views, strict=True)]
        return self._best(np.concatenate(found))

    def _parts(self, picture: Pixels) -> list[tuple[int, int, int, int]]:
        return parts(picture.shape[1], picture.shape[0], self._options.tiles)

    def _best(self, rows: Array) -> list[FoundFace]:
        whole = rows[(rows[:, 3] > rows[:, 1]) & (rows[:, 4] > rows[:, 2])]
        numbered = Boxes(whole[:, 1:5], np.zeros(len(whole), np.intp), whole[:, 0])
        places = {tuple(row[1:5].tolist()): place for place, row in reversed(list(enumerate(whole)))}
        kept = suppressed(numbered, self._options.overlap)
        chosen = [whole[places[tuple(box.tolist())]] for box in kept.corners[: self._options.most]]
        return [FoundFace(float(row[0]), row[1:5], row[5:9].reshape(2, 2)) for row in chosen]


def _with_room(picture: Pixels, share: float, options: InputOptions) -> tuple[Array, View]:
    """The whole picture at this share of the input's side, in its middle."""
    inner = max(1, round(options.size * share))
    whole = (0, 0, picture.shape[1], picture.shape[0])
    small, view = prepared(picture, whole, dataclasses.replace(options, size=inner))
    ground = (options.padding - np.array(options.mean)) / np.array(options.deviation)
    canvas = np.empty((3, options.size, options.size), np.float32)
    canvas[:] = ground[:, None, None]
    start = (options.size - inner) // 2
    canvas[:, start : start + inner, start : start + inner] = small
    return canvas, dataclasses.replace(view, move_x=view.move_x + start, move_y=view.move_y + start)


def _in_picture(rows: Array, view: View) -> Array:
    """The rows with their places in pixels of the picture."""
    scale, move = np.array([view.scale_x, view.scale_y]), np.array([view.move_x, view.move_y])
    places = (rows[:, 1:].reshape(len(rows), 4, 2) - move) / scale + np.array([view.left, view.top])
    return np.concatenate([rows[:, :1], places.reshape(len(rows), 8)], axis=1).astype(np.float32)


def _uncut(rows: Array, view: View, picture: Pixels) -> Array:
    """The rows without those that a tile's edge cuts through: they are whole in another view."""
    numbers = np.arange(len(rows))
    kept = view.uncut(Boxes(rows[:, 1:5], numbers, rows[:, 0]), picture.shape[1], picture.shape[0])
    return rows[kept.classes]
