"""The questions "the same person?" in order: which is next, how many are left, which are settled."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from runner.people import telling
from runner.people.asking import questions
from runner.people.grouping import Grouping
from runner.store.people import Word

MOST = 500
"""Maximum number of questions that are counted; there may be more."""


class Pair(NamedTuple):
    """Two groups that may be one person, each given by one of its faces, which stays valid when groups change."""

    one: str
    other: str
    nearness: float  # the average cosine between their faces
    faces: int  # number of faces that an answer settles


def pairs(grouping: Grouping, most: int = MOST) -> list[Pair]:
    """The open questions, the one whose answer settles most first."""
    return [
        Pair(_face(grouping, each.one), _face(grouping, each.other), each.nearness, each.faces)
        for each in islice(questions(grouping), most)
    ]


def _face(grouping: Grouping, number: int) -> str:
    return grouping.faces[grouping.members[number][0]]


class Inquiry:
    """Questions that were found at one time, and what has become of them since."""

    def __init__(self, found: Sequence[Pair], skipped: frozenset[tuple[str, str]] = frozenset()) -> None:
        """`skipped` are pairs that a person wanted to be asked about later: they come last."""
        self._open = sorted(found, key=lambda pair: (pair.one, pair.other) in skipped)
        self.skipped = skipped

    def left(self, grouping: Grouping) -> list[Pair]:
        """The questions still open: not settled meanwhile by an answer, or by a name given elsewhere."""
        return [pair for pair in self._open if _is_open(grouping, pair)]

    def skip(self, pair: Pair) -> None:
        """Ask about this pair after all others."""
        self.skipped |= {(pair.one, pair.other)}
        self._open = [*(each for each in self._open if each != pair), pair]

    def put_first(self, pair: Pair) -> None:
        """Ask about this pair next, as after an undo."""
        self._open = [pair, *(each for each in self._open if each != pair)]

    def drop(self, pair: Pair) -> None:
        """Remove a pair that was answered."""
        self._open = [each for each in self._open if each != pair]


def answer(grouping: Grouping, pair: Pair, *, same: bool) -> list[Word]:
    """The assertions of an answer. The person, or the name, of the first group stays."""
    one, other = (int(grouping.group[grouping.position[face]]) for face in (pair.one, pair.other))
    return telling.merge(grouping, one, other) if same else telling.keep_apart(grouping, one, other)


def _is_open(grouping: Grouping, pair: Pair) -> bool:
    one, other = (grouping.position.get(face) for face in (pair.one, pair.other))
    if one is None or other is None or {pair.one, pair.other} & grouping.said.no_faces:
        return False
    first, second = int(grouping.group[one]), int(grouping.group[other])
    return first != second and not (first in grouping.owners and second in grouping.owners)
