"""Cameras, lenses and settings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.language.reading import FIELDS, Passage, Reading, content, content_words
from runner.text.rules.expression import Expression, matches
from runner.text.rules.rule import Hit, RuleOptions, rule
from runner.text.rules.wordlist import common_nouns_in, untold_nouns_in


@dataclass(frozen=True)
class GearWordsOptions(RuleOptions):
    """Which words are about how the photo was taken."""

    words: tuple[str, ...] = ()
    # words that are about it only as keywords; in a sentence the thing itself may be in the picture
    in_keywords: tuple[str, ...] = ()
    # regular expressions: ISO 400, f/5.6, 1/250 s
    patterns: tuple[Expression, ...] = ()
    # words in texts of a captioner that did not see the photo, unless a source has them
    unless_told: tuple[str, ...] = ()


@rule(GearWordsOptions, example="A grey heron in a canal in winter, shot at ISO 400.")
def gear_words(reading: Reading, options: GearWordsOptions) -> Iterator[Hit]:
    """The camera, the lens or a camera setting."""
    for passage in reading.passages(FIELDS):
        for words in dict.fromkeys(_found(reading, passage, options)):
            yield Hit(passage.field, (words,), say("gear_words.found", words=words))


def _found(reading: Reading, passage: Passage, options: GearWordsOptions) -> Iterator[str]:
    yield from common_nouns_in(reading, passage, options.words)
    if passage.field == "keywords":
        yield from common_nouns_in(reading, passage, options.in_keywords)
    yield from untold_nouns_in(reading, passage, options.unless_told)
    yield from matches(passage.text, options.patterns)
    yield from _own_camera(reading, passage)


def _own_camera(reading: Reading, passage: Passage) -> Iterator[str]:
    """Words from the names of the camera and lens that took the photo, unless a source has them too."""
    if reading.sources is None or reading.texts.facts is None:
        return
    gear = content_words(reading.texts.facts.camera) | content_words(reading.texts.facts.lens)
    for token in content(passage.tokens):
        if token.lemma in gear and not token.lemma.isdigit() and not reading.sources.support(token.lemma):
            yield token.text
