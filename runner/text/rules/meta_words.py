"""Words about the photo instead of what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.language.reading import FIELDS, Passage, Reading, content_words
from runner.text.rules.rule import Hit, RuleOptions, rule
from runner.text.rules.wordlist import common_nouns_in, untold_nouns_in


@dataclass(frozen=True)
class MetaWordsOptions(RuleOptions):
    """Which words are about the photo itself."""

    # phrases in caption and alt text: this photo, the image shows
    phrases: tuple[str, ...] = ()
    # words in keywords
    in_keywords: tuple[str, ...] = ()
    # words in all texts of a captioner that did not see the photo, unless a source has them
    unless_told: tuple[str, ...] = ()


@rule(MetaWordsOptions, example="The heron in this photo stands in a canal in winter.", yields_to=("image_of", "shell"))
def meta_words(reading: Reading, options: MetaWordsOptions) -> Iterator[Hit]:
    """A word about the photo itself instead of what it shows."""
    for passage in reading.passages(FIELDS):
        for words in dict.fromkeys(_found(reading, passage, options)):
            yield Hit(passage.field, (words,), say("meta_words.found", words=words))


def _found(reading: Reading, passage: Passage, options: MetaWordsOptions) -> Iterator[str]:
    listed = options.in_keywords if passage.field == "keywords" else options.phrases
    told = content_words(reading.subject)
    yield from (words for words in common_nouns_in(reading, passage, listed) if not content_words(words) <= told)
    yield from untold_nouns_in(reading, passage, options.unless_told)
