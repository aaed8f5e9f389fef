"""Texts in a language that the rules of grounding cannot read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.language.reading import FIELDS, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class UnreadLanguageOptions(RuleOptions):
    """Which languages can be read."""

    # those of the word lists and vocabularies of the pack
    languages: tuple[str, ...] = ("en",)


@rule(UnreadLanguageOptions, example="Ein Graureiher steht am Kanal. (the set's language: de)")
def unread_language(reading: Reading, options: UnreadLanguageOptions) -> Iterator[Hit]:
    """A captioner's text in a language whose claims cannot be checked. A person has to read it."""
    if reading.sources is None or reading.language in options.languages:
        return
    message = say("unread_language.unchecked", language=reading.language)
    for field in dict.fromkeys(passage.field for passage in reading.passages(FIELDS)):
        yield Hit(field, (), message)
