"""The identity of a face: the photo, and the place in it where the face was first seen.

An id contains its place, so that what a person said about a face can be found again after another detector has looked.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from runner.facts import Region

_STEPS = 4095
_ID = re.compile(r"([0-9a-f]{16})-([0-9a-f]{12})")


class Place(NamedTuple):
    """A rectangle in a photo."""

    item_id: str
    region: Region


def face_id(item_id: str, region: Region) -> str:
    """The id of a face at this place, to the nearest 4,095th of the picture's sides.

    Raises ValueError for an empty region.
    """
    left, top, right, bottom = (_step(each) for each in (region.left, region.top, region.right, region.bottom))
    if left >= right or top >= bottom:
        raise ValueError(f"a face needs a place that has an area: {region}")
    return f"{item_id}-{left:03x}{top:03x}{right:03x}{bottom:03x}"


def place_of(face: str) -> Place:
    """The photo and the place that an id contains. Raises ValueError if it is not the id of a face."""
    match = _ID.fullmatch(face)
    if match is None:
        raise ValueError(f"{face!r} is not the id of a face")
    left, top, right, bottom = (int(match[2][start : start + 3], 16) / _STEPS for start in range(0, 12, 3))
    return Place(match[1], Region(left, top, right, bottom))


def item_of(face: str) -> str:
    """The item_id of the photo that contains a face."""
    return face.partition("-")[0]


def _step(share: float) -> int:
    return round(min(max(share, 0.0), 1.0) * _STEPS)
