"""Finds duplicates among many texts: those that say the same, word for word or nearly so.

Texts are compared by their words (`words`): NFKC, case folded, split at white space, punctuation and symbols. Accents
and digits are kept, so "Kröller" and "Kroller", "PH-BFA" and "PH-BFB", "1.5" and "15" differ; hyphens, dots and
quotation marks do not count. Each ideograph or kana is a word of its own; Thai, Lao and Khmer, which are written
without spaces, are compared by their phrases.

Near-duplicates share most of their words: the Jaccard similarity of their sets of words reaches a threshold. Photos of
a true series show the same with other facts, so their texts may be similar and differ in those facts alone: within a
series only texts that agree word for word are duplicates.

This module only finds duplicates. They are repaired by saying what else is true of the photo, never by adding words
just to make them differ.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice, product
from typing import NamedTuple

from runner.text.duplicates.overlap import similar_sets

THRESHOLD = 0.92

Text = str | None
Series = Sequence[str | None]


_WORDS_BY_THEMSELVES = ("CJK", "HIRAGANA", "KATAKANA")


class Duplicate(NamedTuple):
    """Two duplicate texts, by their positions in the given texts."""

    first: int
    second: int
    similarity: float  # Jaccard similarity of their words, 1 for the same words


class _Letters(dict[int, str]):
    """What each character is compared as; computed when a character is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = compared = _compared(chr(code))
        return compared


def words(text: Text) -> tuple[str, ...]:
    """The words of a text as they are compared; none for a missing text."""
    if not text:
        return ()
    return tuple(
        unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).translate(_LETTERS).split()
    )


def duplicates(texts: Sequence[Text], threshold: float = THRESHOLD, series: Series | None = None) -> list[Duplicate]:
    """Pairs of duplicates, as few as are needed to connect each group: one fewer than the group has texts.

    Each text with a duplicate is in at least one pair, and each pair reaches `threshold`, above 0 and at most 1.
    `series` gives each text's series, None if it has none. Missing and empty texts have no duplicates. Raises
    ValueError for an impossible threshold.
    """
    if not 0 < threshold <= 1:
        raise ValueError(f"threshold is {threshold}; it should be above 0 and at most 1")
    given: Series = [None] * len(texts) if series is None else series
    alike: dict[tuple[str, ...], list[int]] = {}
    for index, text in enumerate(texts):
        alike.setdefault(words(text), []).append(index)
    alike.pop((), None)
    found = [Duplicate(first, other, 1.0) for first, *others in alike.values() for other in others]
    return found + list(_near(alike, threshold, given))


def duplicate_groups(texts: Sequence[Text], threshold: float = THRESHOLD, series: Series | None = None) -> list[int]:
    """A label for each text, shared with its duplicates: the position of the first of them, or its own if none."""
    labels = list(range(len(texts)))
    for first, second, _ in duplicates(texts, threshold, series):
        low, high = sorted((_root(labels, first), _root(labels, second)))
        labels[high] = low
    return [_root(labels, index) for index in range(len(texts))]


def keyword_signature(keywords: Iterable[str]) -> tuple[str, ...]:
    """The form in which keywords are compared: each as its words, sorted, without repeats and empty ones."""
    return tuple(sorted({" ".join(words(keyword)) for keyword in keywords} - {""}))


def equal_groups(keys: Iterable[Hashable | None]) -> list[int]:
    """For each key the position of the first key equal to it; for None its own position."""
    seen: dict[Hashable, int] = {}
    return [index if key is None else seen.setdefault(key, index) for index, key in enumerate(keys)]


def _near(alike: dict[tuple[str, ...], list[int]], threshold: float, series: Series) -> Iterator[Duplicate]:
    """Pairs of texts with similar but not equal words; of texts with equal words only the `_speakers` are paired."""
    sets = [frozenset(each) for each in alike]
    speakers = [_speakers(texts, series) for texts in alike.values()]
    for one, other in similar_sets(sets, _owners(speakers, series), Fraction(str(threshold))):
        pairs = product(speakers[one], speakers[other])
        first, second = next(sorted(pair) for pair in pairs if not _in_one_series(*pair, series))
        yield Duplicate(first, second, len(sets[one] & sets[other]) / len(sets[one] | sets[other]))


def _speakers(texts: Sequence[int], series: Series) -> list[int]:
    """Of texts with equal words, the first one, and the first one that is not in one series with it."""
    first = texts[0]
    return [first, *islice((other for other in texts[1:] if not _in_one_series(first, other, series)), 1)]


def _in_one_series(one: int, other: int, series: Series) -> bool:
    return series[one] is not None and series[one] == series[other]


def _owners(speakers: Sequence[Sequence[int]], series: Series) -> list[int]:
    """The owner of each set of words: its series if only texts of one series use it, or else a number of its own."""
    numbers: dict[str, int] = {}
    owners = []
    for number, (first, *others) in enumerate(speakers):
        key = None if others else series[first]
        owners.append(number if key is None else numbers.setdefault(key, -1 - len(numbers)))
    return owners


def _root(labels: list[int], index: int) -> int:
    while labels[index] != index:
        labels[index] = labels[labels[index]]
        index = labels[index]
    return index


def _compared(character: str) -> str:
    """A space for white space, punctuation and symbols; ideographs and kana between spaces; others unchanged."""
    if unicodedata.category(character)[0] in "PSZC":
        return " "
    return f" {character} " if unicodedata.name(character, "").startswith(_WORDS_BY_THEMSELVES) else character


_LETTERS = _Letters()
