"""Guesses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.text.reading import FIELDS, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule
from runner.text.rules.wordlist import common_phrases_in


@dataclass(frozen=True)
class UncertaintyOptions(RuleOptions):
    """Which words are guesses."""

    words: tuple[str, ...] = ()


@rule(UncertaintyOptions, example="Possibly a grey heron at the canal in winter.")
def uncertainty(reading: Reading, options: UncertaintyOptions) -> Iterator[Hit]:
    """A word that says the writer is guessing."""
    for passage in reading.passages(FIELDS):
        for words in common_phrases_in(reading, passage, options.words):
            yield Hit(passage.field, (words,), f"'{words}' is a guess; say what is certain or leave it out.")
