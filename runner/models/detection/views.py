"""Turns a picture, whole or in overlapping tiles, into a detector's input, and boxes back into those of the picture."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from runner.models.detection.boxes import Array, Boxes
from runner.models.detection.options import InputOptions, Tiles

Pixels = NDArray[np.uint8]
"""[height, width, 3]: sRGB, upright."""

EDGE = 0.01
"""A box that is closer to a tile's edge than this fraction of the tile's side counts as cut."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of a picture in the model's input: its place in the picture, and how it was scaled and moved."""

    left: int  # of the part, in pixels of the picture
    top: int
    width: int
    height: int
    scale_x: float  # pixels of the input for each pixel of the picture
    scale_y: float
    move_x: int  # pixels of padding before the part
    move_y: int

    def in_picture(self, boxes: Boxes) -> Boxes:
        """Convert boxes from pixels of the input to pixels of the picture, clipped at the part's edges."""
        moved = boxes.corners - np.array([self.move_x, self.move_y] * 2, np.float32)
        shrunk = moved / np.array([self.scale_x, self.scale_y] * 2, np.float32)
        cut = np.minimum(np.maximum(shrunk, 0), np.array([self.width, self.height] * 2, np.float32))
        return boxes._replace(corners=np.asarray(cut + np.array([self.left, self.top] * 2), np.float32))

    def uncut(self, boxes: Boxes, width: int, height: int) -> Boxes:
        """Return the boxes, in pixels of the picture, that do not touch an edge of the part inside the picture.

        What a tile's edge cuts through is whole in the next tile or in the whole picture.
        """
        near = EDGE * max(self.width, self.height)
        left, top, right, bottom = boxes.corners.T
        cut = (self.left > 0) & (left < self.left + near) | (self.top > 0) & (top < self.top + near)
        cut |= (self.left + self.width < width) & (right > self.left + self.width - near)
        cut |= (self.top + self.height < height) & (bottom > self.top + self.height - near)
        return boxes.take(np.flatnonzero(~cut))


def parts(width: int, height: int, tiles: Tiles | None) -> list[tuple[int, int, int, int]]:
    """Return left, top, width and height of each view: the whole picture first, then tiles if they show more."""
    whole = (0, 0, width, height)
    if tiles is None or max(width, height) <= tiles.side:
        return [whole]
    side = max(tiles.side, *(_least_side(length, tiles) for length in (width, height)))
    columns, rows = _starts(width, side, tiles.overlap), _starts(height, side, tiles.overlap)
    cut = [(left, top, min(side, width), min(side, height)) for top in rows for left in columns]
    return [whole, *cut] if len(cut) > 1 else [whole]


def _least_side(length: int, tiles: Tiles) -> int:
    """The smallest side with which `most` overlapping tiles cover the length."""
    return int(np.ceil(length / (1 + (tiles.most - 1) * (1 - tiles.overlap))))


def _starts(length: int, side: int, overlap: float) -> list[int]:
    if length <= side:
        return [0]
    count = 1 + int(np.ceil((length - side) / (side * (1 - overlap))))
    return [round(at) for at in np.linspace(0, length - side, count)]


def prepared(picture: Pixels, part: tuple[int, int, int, int], options: InputOptions) -> tuple[Array, View]:
    """Return a part of a picture as input [3, size, size], and the view to convert boxes back."""
    canvas, view = laid_out(picture, part, options)
    return normalised(canvas, options), view


def laid_out(picture: Pixels, part: tuple[int, int, int, int], options: InputOptions) -> tuple[Pixels, View]:
    """Return a part of a picture in the model's square, [size, size, 3], and the view to convert boxes back."""
    left, top, width, height = part
    shown = picture[top : top + height, left : left + width]
    size = options.size
    ratio = min(size / width, size / height)
    inner = (size, size) if options.resize == "stretch" else (_pixels(width * ratio), _pixels(height * ratio))
    move = ((size - inner[0]) // 2, (size - inner[1]) // 2) if options.resize == "centre" else (0, 0)
    canvas = np.full((size, size, 3), options.padding, np.uint8)
    canvas[move[1] : move[1] + inner[1], move[0] : move[0] + inner[0]] = _resized(shown, inner)
    view = View(left, top, width, height, inner[0] / width, inner[1] / height, *move)
    return canvas, view


def reduced(picture: Pixels, ratio: float, kept: float) -> Pixels:
    """Halve the picture repeatedly while at least `kept` of its pixels remain for each wanted one, along a side.

    `ratio`: wanted pixels for each pixel of the picture, along a side. Halving takes a fraction of the time of any
    other ratio.
    """
    while ratio * 2 * kept <= 1:
        height, width = picture.shape[:2]
        picture = np.asarray(cv2.resize(picture, (width // 2, height // 2), interpolation=cv2.INTER_AREA), np.uint8)
        ratio *= 2
    return picture


def _pixels(length: float) -> int:
    return max(1, round(length))


def _resized(shown: Pixels, inner: tuple[int, int]) -> NDArray[np.uint8]:
    """Area averaging if it gets smaller, so that thin things do not vanish; else linear interpolation."""
    smaller = inner[0] < shown.shape[1] or inner[1] < shown.shape[0]
    found = cv2.resize(shown, inner, interpolation=cv2.INTER_AREA if smaller else cv2.INTER_LINEAR)
    return np.asarray(found, np.uint8)


def normalised(canvas: Pixels, options: InputOptions) -> Array:
    """Return such a square as input.

    A lookup table for the 256 values gives the same numbers as arithmetic, but faster.
    """
    means, deviations = np.array(options.mean, np.float32), np.array(options.deviation, np.float32)
    tables = (np.arange(256, dtype=np.uint8)[:, None] - means) / deviations
    channels = cv2.split(canvas)[:: -1 if options.channels == "bgr" else 1]
    return np.stack([cv2.LUT(channel, table) for channel, table in zip(channels, _columns(tables), strict=True)])


def _columns(table: Array) -> list[Array]:
    return [np.ascontiguousarray(column, np.float32) for column in table.T]
