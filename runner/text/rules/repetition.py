"""Words that are repeated too often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from annotated_types import Ge

from runner.messages import say
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.reading import PROSE, Reading
from runner.text.language.tokenise import Token
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class RepetitionOptions(RuleOptions):
    """From how many occurrences on a word or a pair of words is repeated too often."""

    # occurrences of one content word in one text
    word: Annotated[int, Ge(2)] = 4
    # occurrences of the same two content words side by side
    pair: Annotated[int, Ge(2)] = 3


@rule(RepetitionOptions, example="A heron by a heron near a heron and a heron in a canal.")
def repetition(reading: Reading, options: RepetitionOptions) -> Iterator[Hit]:
    """The same word or pair of words repeated in one text, or a word twice in a row."""
    for passage in reading.passages(PROSE):
        content = [token.lemma for token in passage.tokens if _counts(reading, token)]
        pairs = (
            f"{a.lemma} {b.lemma}" for a, b in pairwise(passage.tokens) if _counts(reading, a) and _counts(reading, b)
        )
        least = max(options.word, len(content) // _RARE) if reading.texts.writer == "person" else options.word
        for word, count in (*_often(content, least), *_often(pairs, options.pair)):
            yield Hit(passage.field, (word,), say("repetition.often", words=word, count=count))
        for a, b in pairwise(passage.tokens):
            if _is_doubled(reading, a, b) and passage.text[a.end : b.start].isspace():
                yield Hit(passage.field, (f"{a.text} {b.text}",), say("repetition.doubled", words=a.text))


def _counts(reading: Reading, token: Token) -> bool:
    """Whether repetitions of a word count: content words do, but not names in a person's text."""
    if token.fold in FUNCTION_WORDS:
        return False
    return reading.texts.writer != "person" or token.opens or not token.text[0].isupper()


# In a person's long report one in this many content words may be the same.
_RARE = 6


def _is_doubled(reading: Reading, one: Token, other: Token) -> bool:
    """Whether a lower-case word is doubled; some are in good English, and names may be: Baden Baden."""
    if one.text != other.text or not one.text.islower() or one.fold in _TWICE:
        return False
    # In people's texts short ones may be words: dik dik, tuk tuk, pom pom.
    return reading.texts.writer != "person" or one.fold in FUNCTION_WORDS or len(one.fold) > _LONGEST_TWIN


_LONGEST_TWIN = 4


_TWICE = frozenset("had that very so many long far really night bye choo boo no yes her will can".split())


def _often(words: Iterable[str], least: int) -> tuple[tuple[str, int], ...]:
    return tuple((word, count) for word, count in Counter(words).items() if count >= least)
