"""Finds phrases of a word list in a passage, as they are written there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from runner.text.language.phrases import PhraseIndex
from runner.text.language.reading import Passage, Reading, content
from runner.text.language.tokenise import Token, tokenise


def phrases_in(passage: Passage, listed: tuple[str, ...]) -> Iterator[str]:
    """Yield each listed phrase in the passage, as it is written there. Case and accents do not count."""
    for start, end in places_in(passage, listed):
        yield passage.text[passage.tokens[start].start : passage.tokens[end - 1].end]


def common_phrases_in(reading: Reading, passage: Passage, listed: tuple[str, ...]) -> Iterator[str]:
    """Like `phrases_in`, without phrases with a capital within a sentence, as in a name: the Serene River Hotel.

    What a person quotes is left out too, because these are the words of somebody else.
    """
    for start, end in common_places_in(reading, passage, listed):
        yield passage.text[passage.tokens[start].start : passage.tokens[end - 1].end]


def common_places_in(reading: Reading, passage: Passage, listed: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The token ranges (end exclusive) of the phrases that `common_phrases_in` yields."""
    for start, end in places_in(passage, listed):
        if not _is_name(reading, passage, start, end) and not _is_quoted(reading, passage, start):
            yield start, end


def _is_name(reading: Reading, passage: Passage, start: int, end: int) -> bool:
    if passage.field == "keywords":
        named = _in_name(passage.tokens, start, end)
    else:
        named = passage.tokens[start].text[0].isupper() and not passage.tokens[start].opens
    return named and not _is_titled(reading, passage)


def _is_quoted(reading: Reading, passage: Passage, place: int) -> bool:
    if reading.texts.writer != "person":
        return False
    offset = passage.tokens[place].start
    return any(quotation.start() < offset < quotation.end() for quotation in _QUOTATION.finditer(passage.text))


_QUOTATION = re.compile(r'"[^"]*"|[“„«][^”“»]*[”“»]')


def common_nouns_in(reading: Reading, passage: Passage, listed: tuple[str, ...]) -> Iterator[str]:
    """Like `phrases_in`, without names, even at the start of a sentence if another capital follows: Camera Obscura."""
    for start, end in places_in(passage, listed):
        if not _in_name(passage.tokens, start, end) or _is_titled(reading, passage):
            yield passage.text[passage.tokens[start].start : passage.tokens[end - 1].end]


def untold_nouns_in(reading: Reading, passage: Passage, listed: tuple[str, ...]) -> Iterator[str]:
    """Like `common_nouns_in`, for a captioner that did not see the photo; without what its sources support."""
    if reading.texts.writer == "facts" and reading.sources is not None:
        for words in common_nouns_in(reading, passage, listed):
            if not all(reading.sources.support(token.lemma) for token in tokenise(words)):
                yield words


def places_in(passage: Passage, listed: tuple[str, ...]) -> Iterable[tuple[int, int]]:
    """The token ranges (end exclusive) of each listed phrase."""
    index = index_of(listed)
    return () if index.absent(passage.words) else index.find(passage.folds)


def _in_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the phrase has a capital within a sentence, or at its start before another word with one."""
    if not tokens[start].text[0].isupper():
        return False
    if not tokens[start].opens:
        return True
    following = tokens[end] if end < len(tokens) else None
    return following is not None and not following.opens and following.text[0].isupper()


def _is_titled(reading: Reading, passage: Passage) -> bool:
    """Whether capitals mean nothing, because the writer gives one to every word or every keyword."""
    fields = (passage.field,) if passage.field == "keywords" else ()
    passages = tuple(reading.passages(fields)) or (passage,)
    words = [word for each in passages for word in content(each.tokens)]
    return len(words) >= _MANY and not any(word.text[0].islower() for word in words)


# Fewest words from which capitals are a habit of the writer rather than names.
_MANY = 6


@lru_cache(maxsize=256)
def index_of(listed: tuple[str, ...]) -> PhraseIndex:
    """The phrases of a list, as they are compared: without case and accents."""
    return PhraseIndex(tuple(token.fold for token in tokenise(phrase)) for phrase in listed)
