"""A group that falls into parts: what is said of it, and by what it may be parted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations

from runner.people import splitting, telling
from runner.people.grouping import Grouping
from runner.people.library import Library
from runner.review.people.board import members
from runner.store.people import Word

MOST_APART = 20
"""Parts of which each pair is told apart: 190 words."""

Parts = list[list[str]]


def by_similarity(grouping: Grouping, library: Library, number: int, accept: float) -> Parts:
    """The parts of a group, the largest first, as it falls apart when groups are joined from `accept` on only.

    Faces that no detector finds stay with the largest part.
    """
    parts = splitting.by_similarity(grouping, library.faces, number, accept)
    return _with_rest(parts, members(grouping, number))


def by_time(grouping: Grouping, number: int, taken: Mapping[str, datetime], hours: float) -> Parts:
    """The parts of a group between which nobody was photographed for so many hours, the largest first."""
    parts = splitting.by_time(members(grouping, number), taken, timedelta(hours=hours))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def words(grouping: Grouping, parts: Sequence[Sequence[str]]) -> list[Word]:
    """What it says that a group is these parts, each one person: the first one stays what the group is.

    Of a person's group the others are said not to be that person. The parts are said to be different people; of more
    than `MOST_APART` only those of several faces, and single faces are kept apart from the first part alone.
    """
    first, *others = parts
    number = int(grouping.group[grouping.position[first[0]]])
    tied = [word for part in (others if grouping.owners.get(number) else parts) for word in telling.one_person(part)]
    if person := grouping.owners.get(number):
        apart = [word for part in others for word in telling.not_this_person(part, person)]
    else:
        apart = [Word("different", part[0], first[0]) for part in others]
    several = [part for part in others if len(part) > 1 or len(parts) <= MOST_APART]
    return [*tied, *apart, *(Word("different", other[0], one[0]) for one, other in combinations(several, 2))]


def _with_rest(parts: Parts, whole: Sequence[str]) -> Parts:
    parted = {face for part in parts for face in part}
    rest = [face for face in whole if face not in parted]
    return [[*parts[0], *rest], *parts[1:]] if parts else [rest]
