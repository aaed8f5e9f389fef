"""Whether two rectangles of one photo are one face, by where they lie alone.

In plain Python: whoever records words asks it of a few faces. `runner.people.matching` asks it of thousands at once.
"""

from __future__ import annotations

from runner.facts import Region

OVERLAP = 0.5
"""Intersection over union from which two boxes of one photo are the same face, as immich has it."""
LEAST = 0.2
"""The same for rectangles of two programs, where each one's middle is in the other: they draw faces with more hair and
chin or less."""


def overlap(one: Region, other: Region) -> float:
    """Intersection over union of two rectangles, 0 to 1."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    shared = max(wide, 0.0) * max(high, 0.0)
    return shared / max(_area(one) + _area(other) - shared, 1e-12)


def is_over(one: Region, other: Region) -> bool:
    """Whether two programs may mean one face by these rectangles of one photo."""
    shared = overlap(one, other)
    return shared > OVERLAP or (shared >= LEAST and holds_middle(one, other) and holds_middle(other, one))


def holds_middle(one: Region, other: Region) -> bool:
    """Whether the middle of `other` is in `one`."""
    x, y = (other.left + other.right) / 2, (other.top + other.bottom) / 2
    return one.left <= x <= one.right and one.top <= y <= one.bottom


def _area(region: Region) -> float:
    return (region.right - region.left) * (region.bottom - region.top)
