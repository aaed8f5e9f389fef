"""Which of many sets of words overlap enough: an exact join by Jaccard similarity, in groups.

Two sets of n words in all reach a similarity t only with n · t / (1 + t) words in common. Sorted with the rarest word
first, they must then share one of their first few words, and only sets that do are brought together (S. Chaudhuri,
V. Ganti and R. Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning", ICDE 2006, section 3).

Texts from one template share their rarest words too. So where many sets come together, the words that all of them hold
are counted and set aside, and what is left is joined in the same way, sorted again by how rare it is among these sets.
Where that leads nowhere, long texts that differ in some words of few, all pairs are compared. What is asked for is
groups, not pairs, so sets that are in one group already are not brought together any more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from math import ceil, comb
from typing import NamedTuple

WordSet = frozenset[str]
Link = tuple[int, int]

# Sets up to this number are compared each with each.
_FEW = 16


class _Member(NamedTuple):
    """A set within a crowd."""

    number: int  # which of the sets
    size: int  # its words in all
    words: Sequence[str]  # those that are left to compare begin
    start: int  # here

    @property
    def left(self) -> Sequence[str]:
        """The words that are left to compare."""
        return self.words[self.start :]


class _Crowd(NamedTuple):
    """Sets that share so many words already, apart from those that are left to compare."""

    members: list[_Member]
    shared: int


def similar_sets(sets: Sequence[WordSet], owners: Sequence[int], threshold: Fraction) -> Iterator[Link]:
    """Yield pairs of positions that connect each group of similar sets, one fewer than the group has members.

    Two sets are similar if their Jaccard similarity is at least `threshold`, above 0 and at most 1, and their owners
    differ; a group is all that such pairs connect. An empty set is similar to none.
    """
    join = _Join(sets, owners, threshold)
    waiting = [_Crowd([_Member(number, len(words), tuple(words), 0) for number, words in enumerate(sets) if words], 0)]
    while waiting:
        crowd = waiting.pop()
        if len(crowd.members) <= _FEW:
            yield from join.each_with_each(crowd)
        elif join.may_join(crowd.members):
            rest = _set_aside(crowd)
            yield from join.by_shared_words(rest)
            parts = join.split(rest)
            if _leads_on(rest, parts):
                waiting.extend(parts)
            else:
                yield from join.each_with_each(rest)


class _Join:
    """The groups so far, and what it takes to join two."""

    def __init__(self, sets: Sequence[WordSet], owners: Sequence[int], threshold: Fraction) -> None:
        most = max(map(len, sets), default=0)
        self._owners, self._parents = owners, list(range(len(sets)))
        # Words that two sets of so many words in all must have in common, and words of the smallest set that is
        # similar to one of so many words.
        self._needed = [ceil(total * threshold / (1 + threshold)) for total in range(2 * most + 1)]
        self._smallest = [ceil(size * threshold) for size in range(most + 1)]

    def may_join(self, members: Sequence[_Member]) -> bool:
        """Whether any of these are of different groups, and any of different owners."""
        groups = {self._root(member.number) for member in members}
        return len(groups) > 1 and len({self._owners[member.number] for member in members}) > 1

    def each_with_each(self, crowd: _Crowd) -> Iterator[Link]:
        """Join by comparing all pairs."""
        bits: dict[str, int] = {}
        masks = [sum(1 << bits.setdefault(word, len(bits)) for word in member.left) for member in crowd.members]
        for (one, mask), (other, others) in combinations(zip(crowd.members, masks, strict=True), 2):
            if (mask & others).bit_count() + crowd.shared >= self._needed[one.size + other.size]:
                yield from self._join(one, other)

    def by_shared_words(self, crowd: _Crowd) -> Iterator[Link]:
        """Join those that have enough in common with what all of the crowd share.

        If two of different owners have, so has each with the smallest set that has another owner than itself: no
        others need to be tried.
        """
        smallest = min(crowd.members, key=lambda member: member.size)
        if self._needed[2 * smallest.size] > crowd.shared:
            return
        owner = self._owners[smallest.number]
        others = [member for member in crowd.members if self._owners[member.number] != owner]
        second = min(others, key=lambda member: member.size, default=smallest)
        for member in crowd.members:
            partner = second if self._owners[member.number] == owner else smallest
            if self._needed[member.size + partner.size] <= crowd.shared:
                yield from self._join(member, partner)

    def split(self, crowd: _Crowd) -> list[_Crowd]:
        """Crowds that share one word more, for pairs that need more than what all share.

        A pair comes together at its first common word; the words before that one are left out.
        """
        counts = Counter(word for member in crowd.members for word in member.left)
        least = min(member.size for member in crowd.members)
        crowds: defaultdict[str, list[_Member]] = defaultdict(list)
        for member in crowd.members:
            words = sorted(member.left, key=lambda word: (counts[word], word))
            smallest = max(least, self._smallest[member.size])
            missing = max(1, self._needed[member.size + smallest] - crowd.shared)
            for place in range(len(words) - missing + 1):
                crowds[words[place]].append(_Member(member.number, member.size, words, place + 1))
        return [_Crowd(members, crowd.shared + 1) for members in crowds.values() if len(members) > 1]

    def _join(self, one: _Member, other: _Member) -> Iterator[Link]:
        roots = self._root(one.number), self._root(other.number)
        if roots[0] != roots[1] and self._owners[one.number] != self._owners[other.number]:
            self._parents[max(roots)] = min(roots)
            yield min(one.number, other.number), max(one.number, other.number)

    def _root(self, number: int) -> int:
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number


def _set_aside(crowd: _Crowd) -> _Crowd:
    """The crowd without the words that all of it hold; they are shared."""
    first, *others = (member.left for member in crowd.members)
    common = set(first).intersection(*others)
    members = [
        member._replace(words=[word for word in member.left if word not in common], start=0) for member in crowd.members
    ]
    return _Crowd(members, crowd.shared + len(common))


def _leads_on(crowd: _Crowd, parts: Sequence[_Crowd]) -> bool:
    """Whether the parts are less work than all pairs: now, or after splitting again in all ways to leave words out."""
    size = len(crowd.members)
    if sum(len(part.members) ** 2 for part in parts) < size**2:
        return True
    turns = Counter(member.number for part in parts for member in part.members)
    longest = max(len(member.words) for member in crowd.members)
    return 2 * comb(longest, max(turns.values()) - 1) < size
