"""The form of a single keyword."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge

from runner.messages import Message, say
from runner.text.language.reading import Passage, Reading, content
from runner.text.rules.expression import Expression, matches
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class KeywordShapeOptions(RuleOptions):
    """The limits of one keyword."""

    # most content words
    most_words: Annotated[int, Ge(1)] = 3
    # the same if each of them begins with a capital or a digit, as in a name
    most_words_in_name: Annotated[int, Ge(1)] = 6
    # most bytes in UTF-8; IPTC keeps 64
    most_bytes: Annotated[int, Ge(1)] = 64
    # regular expressions for what no keyword may contain
    never: tuple[Expression, ...] = ()


@rule(KeywordShapeOptions, example="a grey heron stands in the canal, winter")
def keyword_shape(reading: Reading, options: KeywordShapeOptions) -> Iterator[Hit]:
    """A keyword that is a sentence, a list, or too long."""
    for keyword in reading.keywords:
        for wrong in _problems(keyword, options):
            yield Hit("keywords", (keyword.text,), wrong)
        if (wordy := _wordy(keyword, options)) is not None:
            # People also use phrases as keywords: sheep in a field in winter.
            yield Hit("keywords", (keyword.text,), wordy, advice=reading.texts.writer == "person")


def _wordy(keyword: Passage, options: KeywordShapeOptions) -> Message | None:
    words = content(keyword.tokens)
    name = all(not word.text[0].islower() for word in words)
    most = options.most_words_in_name if name else options.most_words
    if len(words) <= most:
        return None
    return say("keyword_shape.words", words=keyword.text, count=len(words), most=most)


def _problems(keyword: Passage, options: KeywordShapeOptions) -> Iterator[Message]:
    if (size := len(keyword.text.strip().encode("utf-8", "surrogatepass"))) > options.most_bytes:
        yield say("keyword_shape.bytes", words=keyword.text, size=size, most=options.most_bytes)
    if not content(keyword.tokens):
        yield say("keyword_shape.empty", words=keyword.text)
    for found in matches(keyword.text.strip(), options.never):
        yield say("keyword_shape.holds", words=keyword.text, found=found)
