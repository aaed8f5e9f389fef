"""Phrases of a word list in a passage, as they are written there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from runner.text.phrases import PhraseIndex
from runner.text.reading import Passage, Reading, content
from runner.text.tokenise import Token, tokenise


def phrases_in(passage: Passage, listed: tuple[str, ...]) -> Iterator[str]:
    """Yield each listed phrase in the passage, in the words of the passage. Case and accents do not count."""
    for start, end in _places(passage, listed):
        yield passage.text[passage.tokens[start].start : passage.tokens[end - 1].end]


def common_phrases_in(reading: Reading, passage: Passage, listed: tuple[str, ...]) -> Iterator[str]:
    """The same without those with a capital within a sentence, as in a name: the Serene River Hotel."""
    if passage.field == "keywords":
        yield from common_nouns_in(reading, passage, listed)
        return
    for start, end in _places(passage, listed):
        first = passage.tokens[start]
        if first.opens or not first.text[0].isupper() or _is_titled(reading, passage):
            yield passage.text[first.start : passage.tokens[end - 1].end]


def common_nouns_in(reading: Reading, passage: Passage, listed: tuple[str, ...]) -> Iterator[str]:
    """The same without names at the head of a sentence too, where another capital follows: Camera Obscura."""
    for start, end in _places(passage, listed):
        if not _in_name(passage.tokens, start, end) or _is_titled(reading, passage):
            yield passage.text[passage.tokens[start].start : passage.tokens[end - 1].end]


def untold_nouns_in(reading: Reading, passage: Passage, listed: tuple[str, ...]) -> Iterator[str]:
    """The same in texts of a captioner that did not see the photo, without those that its sources support."""
    if reading.texts.writer == "facts" and reading.sources is not None:
        for words in common_nouns_in(reading, passage, listed):
            if not all(reading.sources.support(token.lemma) for token in tokenise(words)):
                yield words


def _places(passage: Passage, listed: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    return _index(listed).find([token.fold for token in passage.tokens])


def _in_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the phrase has a capital within a sentence, or at its head before another word with one."""
    if not tokens[start].text[0].isupper():
        return False
    if not tokens[start].opens:
        return True
    following = tokens[end] if end < len(tokens) else None
    return following is not None and not following.opens and following.text[0].isupper()


def _is_titled(reading: Reading, passage: Passage) -> bool:
    """Whether capitals tell nothing, because the writer gives one to every word or every keyword."""
    fields = (passage.field,) if passage.field == "keywords" else ()
    passages = tuple(reading.passages(fields)) or (passage,)
    words = [word for each in passages for word in content(each.tokens)]
    return len(words) >= _MANY and not any(word.text[0].islower() for word in words)


# Words that make capitals a habit of the writer rather than a name.
_MANY = 6


@lru_cache(maxsize=256)
def _index(listed: tuple[str, ...]) -> PhraseIndex:
    return PhraseIndex(tuple(token.fold for token in tokenise(phrase)) for phrase in listed)
