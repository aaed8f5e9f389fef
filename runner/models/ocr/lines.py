"""Lines of text in a picture, and how several readings of one line are merged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from runner.facts import Region

Way = Literal["whole", "part", "tile"]
"""Where a line was read: in the whole picture, in a part cut out around it, in a tile."""

SAME = 0.5
"""Two boxes belong to one line if they share more than this fraction of the smaller one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a line."""

    text: str
    score: float  # average certainty of its letters, 0 to 1, as the model gives it
    weakest: float  # certainty of its least certain letter
    region: Region  # as fractions of the upright picture
    way: Way


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its best reading, and all of them."""

    text: str
    score: float
    region: Region
    readings: tuple[Reading, ...]


def lines(readings: Sequence[Reading], least: float) -> list[Line]:
    """Merge readings into lines, from top to bottom, without those whose best score is below `least`."""
    groups: list[list[Reading]] = []
    for reading in sorted(readings, key=lambda each: -_area(each.region)):
        group = next((each for each in groups if _same(each[0].region, reading.region)), None)
        if group is None:
            groups.append([reading])
        else:
            group.append(reading)
    found = [_line(group) for group in groups]
    return sorted((line for line in found if line.score >= least), key=lambda line: (line.region.top, line.region.left))


def _line(readings: list[Reading]) -> Line:
    """The line with the text that most readings agree on, else that of the surest reading."""
    counts = Counter(reading.text for reading in readings)
    best = max(readings, key=lambda each: (counts[each.text] > 1 and counts[each.text], each.score))
    return Line(best.text, best.score, best.region, tuple(readings))


def _same(one: Region, other: Region) -> bool:
    """Whether two boxes belong to one line: they share most of the smaller one and have similar heights."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    smaller = min(_area(one), _area(other))
    heights = sorted((one.bottom - one.top, other.bottom - other.top))
    return wide > 0 and high > 0 and wide * high > SAME * smaller and heights[1] < 2.5 * heights[0]


def _area(region: Region) -> float:
    return (region.right - region.left) * (region.bottom - region.top)
