"""Texts that do not say where the photo was taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from runner.messages import say
from runner.text.language.reading import Field, Reading, content_words
from runner.text.language.thesaurus import Thesaurus, key
from runner.text.language.tokenise import parts
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class LocationMissingOptions(RuleOptions):
    """Which fields have to say where."""

    # a field that is missing is for other rules
    fields: tuple[Field, ...] = ("caption",)


@dataclass(frozen=True)
class KeywordsWithoutLocationOptions(RuleOptions):
    """No options except the severity."""


@rule(LocationMissingOptions, example="KLM Boeing 747-400 in the afternoon. (the location: Schiphol Airport)")
def location_missing(reading: Reading, options: LocationMissingOptions) -> Iterator[Hit]:
    """A text that names no part of the location."""
    for name in options.fields:
        if (location := _unnamed(reading, name)) is not None:
            yield Hit(name, (), say("location_missing.unnamed", location=location))


@rule(KeywordsWithoutLocationOptions, example="KLM, aircraft (the location: Schiphol Airport, Netherlands)")
def keywords_without_location(reading: Reading, _options: KeywordsWithoutLocationOptions) -> Iterator[Hit]:
    """No keyword names any part of the location."""
    if (location := _unnamed(reading, "keywords")) is not None:
        yield Hit("keywords", (), say("keywords_without_location.unnamed", location=location))


def _unnamed(reading: Reading, field: Field) -> str | None:
    """The location, if the field has words and none of them names a part of it; otherwise None."""
    lemmas = tuple(lemma for passage in reading.passages((field,)) for lemma in passage.lemmas)
    if not reading.location or not lemmas or names_location(lemmas, reading.location, reading.thesaurus):
        return None
    return reading.location


def names_location(lemmas: tuple[str, ...], location: str, thesaurus: Thesaurus) -> bool:
    """Whether the words include half of the words of one part of the location, or another name of that part."""
    said = {piece for lemma in lemmas for piece in (lemma, *parts(lemma))}
    places = _parts(location)
    if not places or any(2 * len(words & said) >= len(words) for _, words in places):
        return True
    terms = {mention.term for mention in thesaurus.find(lemmas)}
    return any(terms & thesaurus.implied(name) for name, _ in places)


@lru_cache(maxsize=4096)
def _parts(location: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The comma-separated parts of a location, each with its key in the thesaurus and its content words."""
    pieces = ((key(part), content_words(part)) for part in location.split(","))
    return tuple((name, words) for name, words in pieces if words)
