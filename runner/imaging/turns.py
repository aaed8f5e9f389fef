"""How a picture was turned or mirrored in another one that was made from it, of any size and exposure."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from runner.facts import Region
from runner.imaging.vips import pyvips

_SIDE = 64
"""Side in pixels of the squares that are compared, whatever the sides of the pictures."""
_ALIKE = 0.9
"""Pictures whose ranks of brightness correlate at least this much are the same: exposure and curves keep the ranks."""
_CLEARER = 0.03
"""The best turn must correlate better than any other by this much: a picture like its mirror image tells nothing."""
_ASPECT = 0.02
"""How far the aspect ratios may differ: with more, something was cut off."""

Picture = NDArray[np.float64]


class Turn(NamedTuple):
    """First mirrored left to right, if it is, then turned clockwise."""

    mirrored: bool
    quarters: int  # quarter turns, 0 to 3

    def region(self, region: Region) -> Region:
        """Where a region of the picture before the turn is in the picture after it."""
        left, top, right, bottom = region.left, region.top, region.right, region.bottom
        if self.mirrored:
            left, right = 1 - right, 1 - left
        for _ in range(self.quarters):
            left, top, right, bottom = 1 - bottom, left, 1 - top, right
        return Region(left, top, right, bottom)


WAYS = tuple(Turn(mirrored, quarters) for mirrored in (False, True) for quarters in range(4))


def between(before: Path, after: Path) -> Turn | None:
    """The turn that makes the picture `before` the one `after`; None if they are not the same, or if it cannot be told.

    Both are files in a format that libvips reads, upright. Also None if either cannot be read.
    """
    try:
        (old, old_aspect), (new, new_aspect) = _read(before), _read(after)
    except pyvips.Error:
        return None
    found = sorted((_likeness(_turned(old, way), new), way) for way in WAYS if _fits(old_aspect, new_aspect, way))
    if not found or found[-1][0] < _ALIKE or (len(found) > 1 and found[-1][0] - found[-2][0] < _CLEARER):
        return None
    return found[-1][1]


def _read(path: Path) -> tuple[Picture, float]:
    """The picture squeezed into a square, as ranks of brightness, and its width over its height."""
    whole = pyvips.Image.new_from_file(str(path))
    small = pyvips.Image.thumbnail(str(path), _SIDE, height=_SIDE, size="force").colourspace("b-w")
    grey = np.asarray(small.numpy(), np.float64).reshape(_SIDE, _SIDE, -1)[..., 0]
    ordered = np.sort(grey, axis=None)
    ranks = np.searchsorted(ordered, grey, "left") + np.searchsorted(ordered, grey, "right")
    return ranks.astype(np.float64), whole.width / whole.height


def _turned(picture: Picture, way: Turn) -> Picture:
    return np.rot90(picture[:, ::-1] if way.mirrored else picture, -way.quarters)


def _fits(old: float, new: float, way: Turn) -> bool:
    turned = 1 / old if way.quarters % 2 else old
    return abs(turned / new - 1) <= _ASPECT


def _likeness(one: Picture, other: Picture) -> float:
    if not one.std() or not other.std():
        return 0.0
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])
