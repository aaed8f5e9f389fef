"""Numbers that no source gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.text.claims.grounding import gives_number, has_digit
from runner.text.language.reading import FIELDS, Field, Reading
from runner.text.language.tokenise import Token, parts
from runner.text.rules.rule import Hit, RuleOptions, more_telling, rule


@dataclass(frozen=True)
class UngroundedNumberOptions(RuleOptions):
    """Which words are numbers besides those with digits."""

    # numbers in words that nobody counts at a glance
    words: tuple[str, ...] = ()
    # fields that are looked at
    fields: tuple[Field, ...] = FIELDS


@rule(
    UngroundedNumberOptions,
    example="KLM Boeing 777 at Schiphol. (the sources say: Boeing 747-400)",
    yields_to=(*more_telling("ungrounded_number"), "gear_words", "file_name_leak"),
)
def ungrounded_number(reading: Reading, options: UngroundedNumberOptions) -> Iterator[Hit]:
    """A number that no source gives."""
    if reading.sources is None:
        return
    for passage in reading.passages(options.fields):
        for place, token in enumerate(passage.tokens):
            if _is_number(token, options.words) and not gives_number(reading, passage, place):
                yield Hit(passage.field, (token.text,), f"No source gives the number '{token.text}'; leave it out.")


def _is_number(token: Token, words: tuple[str, ...]) -> bool:
    return has_digit(token) or any(form in words for form in (token.lemma, *parts(token.lemma)))
