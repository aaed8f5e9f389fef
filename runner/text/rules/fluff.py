"""Words of praise that tell nothing about the photo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.language.reading import FIELDS, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule
from runner.text.rules.wordlist import common_phrases_in


@dataclass(frozen=True)
class FluffOptions(RuleOptions):
    """Which words are praise."""

    words: tuple[str, ...] = ()


@rule(FluffOptions, example="A stunning grey heron at the canal in winter.")
def fluff(reading: Reading, options: FluffOptions) -> Iterator[Hit]:
    """Praise or mood instead of what can be seen."""
    for passage in reading.passages(FIELDS):
        for words in common_phrases_in(reading, passage, options.words):
            yield Hit(passage.field, (words,), say("fluff.praise", words=words))
