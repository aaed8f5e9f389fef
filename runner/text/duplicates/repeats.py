"""Decides which of many texts repeat another one, if one text of each group of duplicates may stay.

Texts come in order of preference: of duplicates the earliest stays, and each later one is compared with those that
stay. So no text is reported for resembling one that has to change itself.

Photos of a series show the same, so their texts may be similar as long as they tell different facts: within a series
only texts with the same content words are repeats. Texts of one photo never repeat each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from runner.text.duplicates.matching import THRESHOLD, Series, Text, duplicate_groups, keyword_signature, words
from runner.text.language.english import FUNCTION_WORDS

FEW_KEYWORDS = 4
"""Lists with fewer keywords are not compared: they say too little to belong to one photo."""


class Repeat(NamedTuple):
    """A text that repeats another one."""

    text: int  # position of the text
    of: int  # position of the text that stays
    similarity: float  # Jaccard similarity of their words, 1 for the same words
    in_series: bool  # whether both belong to one series


@dataclass(frozen=True, slots=True)
class Photos:
    """The photos that the texts belong to, one entry per text, in order of preference."""

    ids: Sequence[str]  # of the photos
    series: Series  # key of each photo's series, None if it has none

    def kin(self, one: int, other: int) -> bool:
        """Whether two texts are of the same series or of the same photo."""
        return self.ids[one] == self.ids[other] or self.in_series(one, other)

    def in_series(self, one: int, other: int) -> bool:
        """Whether two texts are of the same series."""
        return self.series[one] is not None and self.series[one] == self.series[other]


def repeated_texts(texts: Sequence[Text], photos: Photos, threshold: float = THRESHOLD) -> list[Repeat]:
    """Return the texts that repeat an earlier one, sorted by position; `threshold` is a Jaccard similarity above 0."""
    labels = duplicate_groups(texts, threshold, photos.series)
    sizes = Counter(labels)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for index, label in enumerate(labels):
        if sizes[label] > 1:
            groups[label].append(index)
    found = [each for group in groups.values() for each in _Group(texts, group, photos, threshold).repeats()]
    beside = {each.text for each in found}
    found += [each for each in _same_facts(texts, photos) if each.text not in beside]
    return sorted(found)


def repeated_keywords(keywords: Sequence[Sequence[str]], photos: Photos) -> list[Repeat]:
    """Return the lists with the same keywords, in any order, as an earlier photo outside the series.

    Lists of fewer than `FEW_KEYWORDS` are left out.
    """
    first: dict[Hashable, int] = {}
    found = []
    for index, signature in enumerate(map(keyword_signature, keywords)):
        of = first.setdefault(signature, index) if len(signature) >= FEW_KEYWORDS else index
        if of != index and not photos.kin(of, index):
            found.append(Repeat(index, of, 1.0, in_series=False))
    return found


def _same_facts(texts: Sequence[Text], photos: Photos) -> Iterator[Repeat]:
    """Texts of one series with the same content words: only words such as articles tell them apart."""
    first: dict[tuple[str, frozenset[str]], int] = {}
    for index, (text, key) in enumerate(zip(texts, photos.series, strict=True)):
        content = frozenset(words(text)) - FUNCTION_WORDS if key is not None else None
        if key is None or not content:
            continue
        of = first.setdefault((key, content), index)
        if photos.ids[of] != photos.ids[index]:
            one, other = frozenset(words(texts[of])), frozenset(words(text))
            yield Repeat(index, of, len(one & other) / len(one | other), in_series=True)


class _Staying(NamedTuple):
    """A text that stays, as an entry in the index of one of its rare words."""

    text: int
    place: int  # position of the word among its words, the rarest first
    size: int  # number of its words


@dataclass(slots=True)
class _Group:
    """Texts that are connected by similarity, and those of them that stay so far."""

    texts: Sequence[Text]
    members: Sequence[int]  # in order of preference
    photos: Photos
    threshold: float
    _sets: dict[int, frozenset[str]] = field(default_factory=dict)
    _needed: list[int] = field(default_factory=list)  # common words needed, by the total number of words of both
    _stay: defaultdict[str, list[_Staying]] = field(default_factory=lambda: defaultdict(list))

    def repeats(self) -> Iterator[Repeat]:
        """Yield the texts that are similar to one that stays, unless both are of one series or one photo."""
        self._sets = {index: frozenset(words(self.texts[index])) for index in self.members}
        count = Counter(word for each in self._sets.values() for word in each)
        limit, stays = Fraction(str(self.threshold)), dict[frozenset[str], int]()
        most = max(map(len, self._sets.values()))
        self._needed = [ceil(total * limit / (1 + limit)) for total in range(2 * most + 1)]
        for index in self.members:
            own = self._sets[index]
            if own in stays:
                # A text of the same kin with the words of one that stays is no more similar to others than that.
                if not self.photos.kin(stays[own], index):
                    yield Repeat(index, stays[own], 1.0, in_series=False)
                continue
            # Sets of a similarity t have one of their |r| - ceil(t |r|) + 1 rarest words in common: S. Chaudhuri,
            # V. Ganti and R. Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning", ICDE 2006.
            rare = sorted(own, key=lambda word: (count[word], word))[: len(own) - ceil(limit * len(own)) + 1]
            if nearest := self._nearest(index, rare):
                yield nearest
            else:
                stays[own] = index
                for place, word in enumerate(rare):
                    self._stay[word].append(_Staying(index, place, len(own)))

    def _nearest(self, index: int, rare: Sequence[str]) -> Repeat | None:
        """The most similar text that stays, the earliest of equals; None if none is similar enough."""
        own, found = self._sets[index], dict[int, float]()
        size = len(own)
        for place, word in enumerate(rare):
            for other, there, theirs in self._stay[word]:
                # Words before the first common one are not common: they are missing on either side.
                needed = self._needed[size + theirs]
                if size - place < needed or theirs - there < needed or other in found:
                    continue
                common = len(own & self._sets[other])
                near = common >= needed and not self.photos.kin(index, other)
                found[other] = common / (size + theirs - common) if near else 0.0
        best = max(found, key=lambda other: (found[other], -other), default=None)
        return None if best is None or not found[best] else Repeat(index, best, found[best], in_series=False)
