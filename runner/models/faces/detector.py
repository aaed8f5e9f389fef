"""A detector of faces that is open: pictures in, boxes with eyes out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from runner.models.detection.boxes import Array, Boxes, suppressed
from runner.models.detection.options import InputOptions
from runner.models.detection.views import Pixels, View, parts, prepared
from runner.models.faces.decoding import decode
from runner.models.faces.options import FaceDetectorOptions
from runner.models.faces.packaged import face_file
from runner.models.faces.session import PictureModel
from runner.models.onnx.sessions import Device
from runner.models.photo import Photo

GLANCE = 0.5
"""Share of the score that counts from which something in a smaller picture of a photo is looked at with every pixel.

Measured on 219 faces in photos of packages enlarged to 24 megapixels, found there from 0.6 on: in JPEGs of 1024 pixels
the least certain had 0.36, the next one 0.49.
"""
MEANS = 4
"""Pixels of a picture along each side for one that the model reads, from which a smaller picture shows no less.

Measured on the same faces: of 219 two were lost and two others found, all of 0.60 to 0.62; where the photo is moved by
7 pixels, 7 are lost and 5 found. With half as many pixels 4 are lost and 1 is found.
"""


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
        self._glance = dataclasses.replace(options, score=options.score * GLANCE)
        self._model = PictureModel(face_file(options.model, options.weights), device, threads)
        self.name, self.provider = self._model.name, self._model.provider

    def detect(self, photo: Photo) -> list[FoundFace]:
        """The faces in a photo, the surest first. Raises InferenceError, and what decoding the photo raises.

        The whole is looked at, once with room around it, and where the options have tiles, each of them: faces that
        fill the picture, large ones and small ones. Where the overview shows as many pixels as the model reads, only
        what may show a face there is looked at again with every pixel.
        """
        looks = self._looks(photo.width, photo.height)
        if photo.is_reduced and self._finest(looks) * photo.width <= photo.overview.shape[1]:
            seen = self._rows(photo.overview, photo, looks, self._glance)
            looks = [look for look, (rows, _) in zip(looks, seen, strict=True) if len(rows)]
        return self._closely(photo, looks) if looks else []

    def _closely(self, photo: Photo, looks: list[_Look]) -> list[FoundFace]:
        every_pixel = photo.every_pixel()
        picture = _reduced(every_pixel, self._finest(looks))
        found = [
            _uncut(_in_picture(rows, view), view, picture)
            for rows, view in self._rows(picture, photo, looks, self._options)
        ]
        scale = np.array(every_pixel.shape[1::-1]) / np.array(picture.shape[1::-1])
        rows = np.concatenate(found)
        rows[:, 1:] *= np.tile(scale, 4)
        return self._best(rows)

    def _rows(
        self, picture: Pixels, photo: Photo, looks: list[_Look], options: FaceDetectorOptions
    ) -> Iterator[tuple[Array, View]]:
        """What the model sees at each look into a picture of the photo, in pixels of its input, and the way back."""
        for start in range(0, len(looks), options.batch):
            made = [look.into(picture, photo, options.input) for look in looks[start : start + options.batch]]
            rows = decode(self._model.run(np.stack([each for each, _ in made])), options)
            yield from zip(rows, (view for _, view in made), strict=True)

    def _looks(self, width: int, height: int) -> list[_Look]:
        room = self._options.room
        cut = [_Look(part, 1.0) for part in parts(width, height, self._options.tiles)]
        return [*cut, _Look((0, 0, width, height), room)] if room else cut

    def _finest(self, looks: Sequence[_Look]) -> float:
        """Pixels of the model's input for each pixel of the photo, where it looks most closely."""
        return max(self._options.input.size * look.share / max(look.part[2:]) for look in looks)

    def _best(self, rows: Array) -> list[FoundFace]:
        whole = rows[(rows[:, 3] > rows[:, 1]) & (rows[:, 4] > rows[:, 2])]
        numbered = Boxes(whole[:, 1:5], np.zeros(len(whole), np.intp), whole[:, 0])
        places = {tuple(row[1:5].tolist()): place for place, row in reversed(list(enumerate(whole)))}
        kept = suppressed(numbered, self._options.overlap)
        chosen = [whole[places[tuple(box.tolist())]] for box in kept.corners[: self._options.most]]
        return [FoundFace(float(row[0]), row[1:5], row[5:9].reshape(2, 2)) for row in chosen]


@dataclasses.dataclass(frozen=True, slots=True)
class _Look:
    """A part of a photo before the model."""

    part: tuple[int, int, int, int]  # left, top, width and height in pixels of the photo
    share: float  # of the input's side that the part fills; 1: all of it

    def into(self, picture: Pixels, photo: Photo, options: InputOptions) -> tuple[Array, View]:
        """The part as input, out of a picture of the photo of any size; and the view that leads back into that."""
        part = _scaled(self.part, picture.shape[1] / photo.width, picture.shape[0] / photo.height)
        return prepared(picture, part, options) if self.share == 1 else _with_room(picture, part, self.share, options)


def _scaled(part: tuple[int, int, int, int], across: float, down: float) -> tuple[int, int, int, int]:
    left, top = round(part[0] * across), round(part[1] * down)
    right, bottom = round((part[0] + part[2]) * across), round((part[1] + part[3]) * down)
    return left, top, max(1, right - left), max(1, bottom - top)


def _reduced(picture: Pixels, finest: float) -> Pixels:
    """The picture at half its size, and again, while it keeps MEANS pixels for each one that the model reads."""
    while finest * 2 * MEANS <= 1:
        height, width = picture.shape[:2]
        picture = np.asarray(cv2.resize(picture, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.uint8)
        finest *= 2
    return picture


def _with_room(
    picture: Pixels, part: tuple[int, int, int, int], share: float, options: InputOptions
) -> tuple[Array, View]:
    """The part at this share of the input's side, in its middle."""
    inner = max(1, round(options.size * share))
    small, view = prepared(picture, part, dataclasses.replace(options, size=inner))
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
