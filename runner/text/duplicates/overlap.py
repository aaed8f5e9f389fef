"""Finds which of many sets of words overlap enough: an exact join by Jaccard similarity, as groups.

Two sets with n words in total reach a similarity of t only if they have at least n · t / (1 + t) words in common.
Sorted with the rarest word first, they must then share one of their first few words, and only sets that do are compared
(S. Chaudhuri, V. Ganti and R. Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning", ICDE 2006, section
3).

Texts from one template share their rarest words too. So if many sets meet at a word, the words that all of them contain
are counted and set aside, and the rest is joined in the same way, sorted again by how rare it is among these sets. If
that gains nothing, as for long texts that differ only in a few words, all pairs are compared. The result is groups, not
pairs, so sets that are in one group already are not compared any more.
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

# Up to this many sets, all pairs are compared.
_FEW = 16


class _Member(NamedTuple):
    """A set within a crowd."""

    number: int  # index of the set
    size: int  # how many words it has in total
    words: Sequence[str]  # those that are left to compare begin at `start`
    start: int  # index of the first word that is left to compare

    @property
    def left(self) -> Sequence[str]:
        """The words that are left to compare."""
        return self.words[self.start :]


class _Crowd(NamedTuple):
    """Sets that have `shared` words in common, not counting the words that are left to compare."""

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
    """The groups so far, and the conditions for joining two of them."""

    def __init__(self, sets: Sequence[WordSet], owners: Sequence[int], threshold: Fraction) -> None:
        most = max(map(len, sets), default=0)
        self._owners, self._parents = owners, list(range(len(sets)))
        # How many words two sets must have in common, by their total number of words; and how many words the smallest
        # set has that can be similar to a set, by the size of that set.
        self._needed = [ceil(total * threshold / (1 + threshold)) for total in range(2 * most + 1)]
        self._smallest = [ceil(size * threshold) for size in range(most + 1)]

    def may_join(self, members: Sequence[_Member]) -> bool:
        """True if the members are of more than one group and of more than one owner."""
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
        """Join those for which the words shared by the whole crowd are enough.

        If that holds for two sets of different owners, it holds for each of them with the smallest set of another
        owner, so no other pairs need to be tried.
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
        """Split into crowds that share one more word, for pairs that need more than the words shared by all.

        A pair meets at its first common word; the words before that one are left out.
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
    """The crowd without the words that all its members contain, which are added to `shared`."""
    first, *others = (member.left for member in crowd.members)
    common = set(first).intersection(*others)
    members = [
        member._replace(words=[word for word in member.left if word not in common], start=0) for member in crowd.members
    ]
    return _Crowd(members, crowd.shared + len(common))


def _leads_on(crowd: _Crowd, parts: Sequence[_Crowd]) -> bool:
    """Whether the parts are less work than all pairs: now, or after splitting again in every way to leave words out."""
    size = len(crowd.members)
    if sum(len(part.members) ** 2 for part in parts) < size**2:
        return True
    turns = Counter(member.number for part in parts for member in part.members)
    longest = max(len(member.words) for member in crowd.members)
    return 2 * comb(longest, max(turns.values()) - 1) < size
