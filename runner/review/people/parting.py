"""Splits a group into parts: by what it can be split, and what is recorded."""

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
"""Up to this many parts, each pair of parts is told apart: 190 assertions."""

Parts = list[list[str]]


def by_similarity(grouping: Grouping, library: Library, number: int, accept: float) -> Parts:
    """The parts of a group, largest first, if groups are only joined from the similarity `accept` on.

    Faces that no detector finds stay with the largest part.
    """
    parts = splitting.by_similarity(grouping, library.faces, number, accept)
    return _with_rest(parts, members(grouping, number))


def by_time(grouping: Grouping, number: int, taken: Mapping[str, datetime], hours: float) -> Parts:
    """The parts of a group, largest first, split where nobody was photographed for more than `hours` hours."""
    parts = splitting.by_time(members(grouping, number), taken, timedelta(hours=hours))
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def words(grouping: Grouping, parts: Sequence[Sequence[str]]) -> list[Word]:
    """Assertions that a group is these parts, each one person; the first part stays what the group is.

    If the group is a person's, the other parts are not that person. The parts are different people; if there are more
    than `MOST_APART`, only parts with several faces are told apart from each other, and single faces only from the
    first part.
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
