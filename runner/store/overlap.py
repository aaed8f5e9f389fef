"""Decides by their positions alone whether two rectangles in one photo are the same face.

In plain Python: recording an assertion checks only a few faces. `runner.people.matching` checks thousands at once.
"""

from __future__ import annotations

from runner.facts import Region

OVERLAP = 0.5
"""Intersection over union above which two boxes in one photo are the same face, as in immich."""
LEAST = 0.2
"""The same, from this value on, if each rectangle contains the other's centre: some programs include hair and chin."""


def overlap(one: Region, other: Region) -> float:
    """Intersection over union of two rectangles, 0 to 1."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    shared = max(wide, 0.0) * max(high, 0.0)
    return shared / max(_area(one) + _area(other) - shared, 1e-12)


def is_over(one: Region, other: Region) -> bool:
    """True if two programs may mean the same face by these rectangles in one photo."""
    shared = overlap(one, other)
    return shared > OVERLAP or (shared >= LEAST and holds_middle(one, other) and holds_middle(other, one))


def holds_middle(one: Region, other: Region) -> bool:
    """True if the centre of `other` is in `one`."""
    x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
    return one.left <= x <= one.right and one.top <= y <= one.bottom


def _area(region: Region) -> float:
    return (region.right - region.left) * (region.bottom - region.top)
