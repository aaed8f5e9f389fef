"""File names in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.language.reading import FIELDS, Passage, Reading, content_words
from runner.text.language.tokenise import tokenise
from runner.text.rules.expression import Expression, matches
from runner.text.rules.rule import Hit, RuleOptions, rule

_COUNTER = re.compile(r"\d{4}")
# Fewest characters of a part of a file name that is not an ordinary word.
_LONG = 5


@dataclass(frozen=True)
class FileNameLeakOptions(RuleOptions):
    """What file names look like."""

    # regular expressions: IMG_1234, .jpg
    patterns: tuple[Expression, ...] = ()


@rule(FileNameLeakOptions, example="A grey heron in a canal in winter, IMG_1234.")
def file_name_leak(reading: Reading, options: FileNameLeakOptions) -> Iterator[Hit]:
    """A file name given by a camera, or part of the photo's own file name."""
    codes = _codes(reading.texts.file_name)
    for passage in reading.passages(FIELDS):
        for words in dict.fromkeys((*matches(passage.text, options.patterns), *_own_name(reading, passage, codes))):
            yield Hit(passage.field, (words,), say("file_name_leak.found", words=words))


def _own_name(reading: Reading, passage: Passage, codes: frozenset[str]) -> Iterator[str]:
    """Yield code-like parts of the photo's file name that occur in no subject, location or source."""
    if codes.isdisjoint(passage.words):
        return
    known = content_words(reading.subject) | content_words(reading.location)
    for token in passage.tokens:
        supported = token.lemma in known or (reading.sources is not None and reading.sources.support(token.lemma))
        if token.fold in codes and not supported:
            yield token.text


def _codes(name: str | None) -> frozenset[str]:
    tokens = tokenise((name or "").replace("_", " "))
    return frozenset(token.fold for token in tokens if _is_code(token.fold))


def _is_code(word: str) -> bool:
    """Whether the word contains a counter: at least four digits in a row. Years, 747-400 and PH-BFB do not count."""
    return len(word) >= _LONG and bool(_COUNTER.search(word))
