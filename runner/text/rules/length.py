"""The length of caption and alt text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge

from runner.messages import Message, say
from runner.schema import Options
from runner.text.language.reading import PROSE, Passage, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class Bounds(Options):
    """Lower and upper limits of one field; null means no limit."""

    least_words: Annotated[int, Ge(0)] = 0
    most_words: Annotated[int, Ge(1)] | None = None
    most_characters: Annotated[int, Ge(1)] | None = None
    # bytes in UTF-8
    most_bytes: Annotated[int, Ge(1)] | None = None


@dataclass(frozen=True)
class LengthOptions(RuleOptions):
    """The bounds of each field."""

    caption: Bounds = Bounds()
    alt_text: Bounds = Bounds()


@rule(LengthOptions, example="Heron.")
def length(reading: Reading, options: LengthOptions) -> Iterator[Hit]:
    """A caption or alt text that is far too short or too long."""
    for passage in reading.passages(PROSE):
        bounds: Bounds = getattr(options, passage.field)
        for problem in _problems(passage, bounds):
            yield Hit(passage.field, (), problem, _is_title_or_story(reading, passage, bounds))


@rule(LengthOptions, example="A heron flying.", yields_to=("length",))
def length_advice(reading: Reading, options: LengthOptions) -> Iterator[Hit]:
    """A caption or alt text that is shorter or longer than recommended."""
    yield from length(reading, options)


def _is_title_or_story(reading: Reading, passage: Passage, bounds: Bounds) -> bool:
    """Whether a person may have reasons for the length: Tower Bridge is a title, a report fills what IPTC keeps."""
    if reading.texts.writer != "person" or len(passage.tokens) < _TITLE:
        return False
    size = len(passage.text.strip().encode("utf-8", "surrogatepass"))
    in_bytes = bounds.most_bytes is None or size <= bounds.most_bytes
    in_characters = bounds.most_characters is None or len(passage.text.strip()) <= bounds.most_characters
    return in_bytes and in_characters


# Fewest words of a title that says what can be seen.
_TITLE = 2


def _words(passage: Passage) -> int:
    """The number of words; in scripts without spaces between words, two characters count as a word."""
    if passage.text.isascii():
        return len(passage.tokens)
    return sum((len(token.text) + 1) // 2 if _UNSPACED.match(token.text) else 1 for token in passage.tokens)


# Thai to Burmese and Khmer, kana and Chinese characters.
_UNSPACED = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


def _problems(passage: Passage, bounds: Bounds) -> Iterator[Message]:
    words, text = _words(passage), passage.text.strip()
    if words < bounds.least_words:
        yield say("length.short", count=words, least=bounds.least_words)
    size = len(text.encode("utf-8", "surrogatepass"))
    if bounds.most_words is not None and words > bounds.most_words:
        yield say("length.words", count=words, most=bounds.most_words)
    if bounds.most_characters is not None and len(text) > bounds.most_characters:
        yield say("length.characters", size=len(text), most=bounds.most_characters)
    if bounds.most_bytes is not None and size > bounds.most_bytes:
        yield say("length.bytes", size=size, most=bounds.most_bytes)
