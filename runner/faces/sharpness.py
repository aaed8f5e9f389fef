"""How sharp a face is, in the original's own pixels, between forehead and mouth."""

from __future__ import annotations

import numpy as np

from runner.facts import Region
from runner.imaging.noise import noise
from runner.imaging.sharpness import sharpness
from runner.imaging.tiles import EDGE, luma, tiles
from runner.picture import Shown

_UPPER = 0.7
"""Upper fraction of a box, with brows, eyes and nose: a beard or a collar says nothing about the focus."""


def sharpness_within(picture: Shown, region: Region) -> float | None:
    """Reciprocal edge width in pixels, as in `runner.imaging.sharpness`; None if the face is too small to tell.

    The figure of a photo is that of its sharpest part, which may be the leaves behind a face that is out of focus.
    """
    height, width = picture.shape[:2]
    bottom = region.top + (region.bottom - region.top) * _UPPER
    rows = slice(int(region.top * height), int(bottom * height))
    part = picture[rows, int(region.left * width) : int(region.right * width)]
    if min(part.shape[:2]) < 2 * EDGE:
        return None
    values = luma(np.ascontiguousarray(part))
    grid = tiles(values)
    return sharpness(grid, noise(values, grid))
