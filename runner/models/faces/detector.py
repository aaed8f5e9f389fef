"""An open face detector: takes pictures, returns boxes with eyes."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from runner.facts import Region
from runner.models.detection.boxes import Array, Boxes, suppressed
from runner.models.detection.options import InputOptions
from runner.models.detection.views import Pixels, View, laid_out, normalised, parts, reduced
from runner.models.faces.decoding import decode
from runner.models.faces.options import FaceDetectorOptions
from runner.models.faces.packaged import face_file
from runner.models.faces.session import PictureModel
from runner.models.onnx.sessions import Device
from runner.models.photo import Photo
from runner.picture import Picture

GLANCE = 0.6
"""Fraction of the normal threshold from which a glance at a smaller picture finds a possible face: 0.36 for 0.6.

Measured on 183 photos from packages, enlarged to 24 megapixels: 237 faces reached 0.6 and had the landmarks of a face;
in JPEGs of 1500 pixels each of them scored at least 0.50, in JPEGs of 1000 pixels at least 0.43.
"""
ENOUGH = 1.5
"""Lower bound for the pixels of that smaller picture per pixel of the model's input, along each side. With the packaged
model, 1000 pixels for a photo of 24 megapixels are 1.6.
"""
MEANS = 4
"""A photo may be reduced to this many pixels per pixel of the model's input, along each side, without losing faces.

Measured on 219 of these faces: two were lost and two others found, all with scores of 0.60 to 0.62. For comparison,
moving the photo by 7 pixels loses 7 and finds 5. With half as many pixels 4 are lost and 1 is found.
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Look:
    """A part of a picture as it is shown to the model."""

    region: Region
    share: float  # fraction of the input's side that the part fills; 1: all of it

    def into(self, picture: Pixels, options: InputOptions) -> tuple[Pixels, View]:
        """The part in the model's square, and the view to convert boxes back to the picture."""
        height, width = picture.shape[:2]
        left, top = round(self.region.left * width), round(self.region.top * height)
        right, bottom = round(self.region.right * width), round(self.region.bottom * height)
        part = (left, top, max(1, right - left), max(1, bottom - top))
        return laid_out(picture, part, options) if self.share == 1 else _with_room(picture, part, self.share, options)

    def closeness(self, width: int, height: int, size: int) -> float:
        """Pixels of an input of this size per pixel of a picture of this width and height, along a side."""
        across, down = self.region.right - self.region.left, self.region.bottom - self.region.top
        return size * self.share / max(across * width, down * height)


@dataclasses.dataclass(frozen=True, slots=True)
class FoundFace:
    """One face. Coordinates are in pixels of the picture."""

    score: float  # 0 to 1, as the model gives it
    box: Array  # [4]: left, top, right, bottom; may extend beyond the picture
    eyes: Array  # [2, 2]: first the person's right eye, on the picture's left


class FaceDetector:
    """An open model. `provider` is where it really runs."""

    def __init__(self, options: FaceDetectorOptions, device: Device, threads: int) -> None:
        """Open the model. Raises EnvError if it is missing or cannot run on the device."""
        self._options = options
        self._glance = dataclasses.replace(options, score=options.score * GLANCE)
        self._model = PictureModel(face_file(options.model, options.weights), device, threads)
        self.name, self.provider = self._model.name, self._model.provider

    def looks(self, width: int, height: int) -> list[Look]:
        """The looks at a photo of this size: at the whole, at tiles, and at the whole with room around it."""
        room = self._options.room
        cut = [Look(_region(part, width, height), 1.0) for part in parts(width, height, self._options.tiles)]
        return [*cut, Look(Region(0, 0, 1, 1), room)] if room else cut

    def is_enough(self, photo: Photo) -> bool:
        """Whether the overview of a photo has enough pixels for a glance."""
        closest = self._closest(self.looks(photo.width, photo.height), photo.width, photo.height)
        return closest * ENOUGH <= _size_of(photo.overview, photo)

    def glance(self, photo: Photo) -> tuple[list[FoundFace], list[Look]]:
        """Possible faces in a photo's overview, in its pixels, and the looks that show some. Raises InferenceError."""
        looks = self.looks(photo.width, photo.height)
        seen = list(self._seen(Picture(photo.overview), looks, self._glance))
        where = [look for look, (rows, _) in zip(looks, seen, strict=True) if len(rows)]
        return self._best(_places(seen, photo.overview)), where

    def detect(self, picture: Picture, looks: Sequence[Look] | None = None) -> list[FoundFace]:
        """The faces in a picture, highest score first. Raises InferenceError.

        `looks` are the parts to look at. By default those of `looks()`: the whole for large faces, the whole with
        room around it for faces that fill the picture, and tiles, if the options have them, for small ones.
        """
        height, width = picture.shape[:2]
        chosen = self.looks(width, height) if looks is None else looks
        shown = reduced(picture.stored, self._closest(chosen, width, height), MEANS)
        found = _places(self._seen(Picture(shown, picture.in_srgb), chosen, self._options), shown)
        found[:, 1:] *= np.tile([width / shown.shape[1], height / shown.shape[0]], 4)
        return self._best(found)

    def _seen(
        self, picture: Picture, looks: Sequence[Look], options: FaceDetectorOptions
    ) -> Iterator[tuple[Array, View]]:
        """What the model finds at each look, in pixels of its input, and the view to convert it back."""
        for start in range(0, len(looks), options.batch):
            made = [look.into(picture.stored, options.input) for look in looks[start : start + options.batch]]
            squares = picture.in_srgb(np.concatenate([each for each, _ in made])).reshape(len(made), *made[0][0].shape)
            rows = decode(self._model.run(np.stack([normalised(each, options.input) for each in squares])), options)
            yield from zip(rows, (view for _, view in made), strict=True)

    def _closest(self, looks: Sequence[Look], width: int, height: int) -> float:
        """Pixels of the model's input per pixel of a photo of this size, at the closest look."""
        return max(look.closeness(width, height, self._options.input.size) for look in looks)

    def _best(self, rows: Array) -> list[FoundFace]:
        whole = rows[(rows[:, 3] > rows[:, 1]) & (rows[:, 4] > rows[:, 2])]
        numbered = Boxes(whole[:, 1:5], np.zeros(len(whole), np.intp), whole[:, 0])
        places = {tuple(row[1:5].tolist()): place for place, row in reversed(list(enumerate(whole)))}
        kept = suppressed(numbered, self._options.overlap)
        chosen = [whole[places[tuple(box.tolist())]] for box in kept.corners[: self._options.most]]
        return [FoundFace(float(row[0]), row[1:5], row[5:9].reshape(2, 2)) for row in chosen]


def _region(part: tuple[int, int, int, int], width: int, height: int) -> Region:
    left, top, across, down = part
    return Region(left / width, top / height, (left + across) / width, (top + down) / height)


def _size_of(overview: Pixels, photo: Photo) -> float:
    """Pixels of the overview per pixel of the photo, along a side."""
    return float(max(overview.shape[:2]) / max(photo.width, photo.height))


def _places(seen: Iterable[tuple[Array, View]], picture: Pixels) -> Array:
    """What was found at all looks, in pixels of the picture."""
    return np.concatenate([_uncut(_in_picture(rows, view), view, picture) for rows, view in seen])


def _with_room(
    picture: Pixels, part: tuple[int, int, int, int], share: float, options: InputOptions
) -> tuple[Pixels, View]:
    """The part in the middle of the input, scaled to this fraction of its side."""
    inner = max(1, round(options.size * share))
    small, view = laid_out(picture, part, dataclasses.replace(options, size=inner))
    canvas = np.full((options.size, options.size, 3), options.padding, np.uint8)
    start = (options.size - inner) // 2
    canvas[start : start + inner, start : start + inner] = small
    return canvas, dataclasses.replace(view, move_x=view.move_x + start, move_y=view.move_y + start)


def _in_picture(rows: Array, view: View) -> Array:
    """The rows with their coordinates in pixels of the picture."""
    scale, move = np.array([view.scale_x, view.scale_y]), np.array([view.move_x, view.move_y])
    places = (rows[:, 1:].reshape(len(rows), 4, 2) - move) / scale + np.array([view.left, view.top])
    return np.concatenate([rows[:, :1], places.reshape(len(rows), 8)], axis=1).astype(np.float32)


def _uncut(rows: Array, view: View, picture: Pixels) -> Array:
    """The rows without those that a tile's edge cuts: they are whole in another view."""
    numbers = np.arange(len(rows))
    kept = view.uncut(Boxes(rows[:, 1:5], numbers, rows[:, 0]), picture.shape[1], picture.shape[0])
    return rows[kept.classes]
