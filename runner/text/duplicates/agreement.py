"""Checks whether the facts about a series agree: a photo that contradicts the rest does not belong to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from runner.text.claims.registrations import read_mark
from runner.text.duplicates.matching import Series, Text, words
from runner.text.language.english import FUNCTION_WORDS


class Contradiction(NamedTuple):
    """A photo whose fact contradicts that of its series. Photos are given by position."""

    photo: int
    of: int  # the first photo that says what most of the series say


def contradictions(facts: Sequence[Text], series: Series) -> list[Contradiction]:
    """Return the photos whose fact contradicts the most frequent one of their series.

    `facts` has one subject, or one place, per photo. Of equally frequent facts the first one counts. A photo without a
    fact, or without a series, contradicts nothing.
    """
    members: defaultdict[str, list[int]] = defaultdict(list)
    for index, (fact, key) in enumerate(zip(facts, series, strict=True)):
        if fact and key is not None:
            members[key].append(index)
    return sorted(each for group in members.values() for each in _in_group(facts, group))


def contradict(one: str, other: str) -> bool:
    """Whether two facts exclude each other: no word in common, or other numbers (A320, A380) or marks (PH-BFA)."""
    first, second = _content(one), _content(other)
    if first == second or not first or not second:
        return False
    return first.isdisjoint(second) or _apart(_numbered(first), _numbered(second)) or _apart(_marks(one), _marks(other))


def _in_group(facts: Sequence[Text], group: Sequence[int]) -> list[Contradiction]:
    said = Counter(words(facts[index]) for index in group)
    commonest = said.most_common(1)[0][0]
    of = next(index for index in group if words(facts[index]) == commonest)
    return [Contradiction(index, of) for index in group if contradict(facts[index] or "", facts[of] or "")]


def _content(fact: str) -> frozenset[str]:
    return frozenset(words(fact)) - FUNCTION_WORDS


def _numbered(content: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in content if any(map(str.isdigit, word)))


def _marks(fact: str) -> frozenset[str]:
    return frozenset(word for word in fact.split() if read_mark(word))


def _apart(first: frozenset[str], second: frozenset[str]) -> bool:
    """True if neither set is empty and they have nothing in common."""
    return bool(first and second) and first.isdisjoint(second)
