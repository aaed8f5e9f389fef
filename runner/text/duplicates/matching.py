"""Texts that say the same, word for word or nearly so, among many.

Texts are compared by their words (`words`): NFKC, case folded, parted at white space, punctuation and symbols. Accents
and digits stay, so "Kröller" and "Kroller", "PH-BFA" and "PH-BFB", "1.5" and "15" differ; hyphens, dots and quotation
marks do not count. An ideograph or kana is a word of its own; Thai, Lao and Khmer, which are written without spaces,
are compared by their phrases.

Near-duplicates share most of their words: the Jaccard similarity of the sets of words reaches a threshold. Photos of
one true series show the same with other facts, so their texts may be near each other and differ in those facts alone:
within a series only texts that agree word for word are duplicates.

This module only finds. A duplicate is mended by what else is true of the photo, never by adding words to tell it apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import islice, product
from typing import NamedTuple

from runner.text.duplicates.overlap import similar_sets

THRESHOLD = 0.92
OPENING = 8

Text = str | None
Series = Sequence[str | None]


_WORDS_BY_THEMSELVES = ("CJK", "HIRAGANA", "KATAKANA")


class Duplicate(NamedTuple):
    """Two texts that say the same; positions in the texts given."""

    first: int
    second: int
    similarity: float  # Jaccard similarity of their words, 1 for the same words


class _Letters(dict[int, str]):
    """What each character is compared as, found out when it is first met."""

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
    """Pairs of duplicates, as few as connect each group: one fewer than the group has texts.

    A text that has a duplicate is in at least one pair, and each pair really is similar by `threshold`, above 0 and at
    most 1. `series` gives each text's series, None where it has none. Missing and empty texts have no duplicates.
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
    """For each text a label that it shares with its duplicates: the position of the first of them, its own if none."""
    labels = list(range(len(texts)))
    for first, second, _ in duplicates(texts, threshold, series):
        low, high = sorted((_root(labels, first), _root(labels, second)))
        labels[high] = low
    return [_root(labels, index) for index in range(len(texts))]


def same_openings(texts: Sequence[Text], series: Series, count: int = OPENING) -> list[int]:
    """Group labels of texts of one series that begin with the same `count` words; a text without series is alone."""
    openings = (words(text)[:count] for text in texts)
    return equal_groups(
        (key, opening) if key is not None and len(opening) == count else None
        for key, opening in zip(series, openings, strict=True)
    )


def same_keywords(keywords: Sequence[Sequence[str]], series: Series) -> list[int]:
    """Group labels of photos of one series that have the same keywords, in whatever order; none are not the same."""
    signatures = map(keyword_signature, keywords)
    return equal_groups(
        (key, signature) if key is not None and signature else None
        for key, signature in zip(series, signatures, strict=True)
    )


def keyword_signature(keywords: Iterable[str]) -> tuple[str, ...]:
    """What keywords are compared by: each as its words, sorted, repeats and empty ones left out."""
    return tuple(sorted({" ".join(words(keyword)) for keyword in keywords} - {""}))


def equal_groups(keys: Iterable[Hashable | None]) -> list[int]:
    """For each key the position of the first that is equal to it; its own for None."""
    seen: dict[Hashable, int] = {}
    return [index if key is None else seen.setdefault(key, index) for index, key in enumerate(keys)]


def _near(alike: dict[tuple[str, ...], list[int]], threshold: float, series: Series) -> Iterator[Duplicate]:
    """Pairs of texts whose words are not the same but similar; one text speaks for all that are alike."""
    sets = [frozenset(each) for each in alike]
    speakers = [_speakers(texts, series) for texts in alike.values()]
    for one, other in similar_sets(sets, _owners(speakers, series), Fraction(str(threshold))):
        pairs = product(speakers[one], speakers[other])
        first, second = next(sorted(pair) for pair in pairs if not _in_one_series(*pair, series))
        yield Duplicate(first, second, len(sets[one] & sets[other]) / len(sets[one] | sets[other]))


def _speakers(texts: Sequence[int], series: Series) -> list[int]:
    """The first of texts that are alike, and the first that is not of one series with it."""
    first = texts[0]
    return [first, *islice((other for other in texts[1:] if not _in_one_series(first, other, series)), 1)]


def _in_one_series(one: int, other: int, series: Series) -> bool:
    return series[one] is not None and series[one] == series[other]


def _owners(speakers: Sequence[Sequence[int]], series: Series) -> list[int]:
    """A number for each series that alone has texts with some words; one of their own for words used elsewhere too."""
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
    """A blank for white space, punctuation and symbols; ideographs and kana with blanks around; others as they are."""
    if unicodedata.category(character)[0] in "PSZC":
        return " "
    return f" {character} " if unicodedata.name(character, "").startswith(_WORDS_BY_THEMSELVES) else character


_LETTERS = _Letters()
