"""Decides whether a source that no captioner wrote supports what a text says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from runner.errors import ConfigError
from runner.schema import FactsRow
from runner.text.claims.sources import MONTHS
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.reading import Passage, Reading
from runner.text.language.thesaurus import Mention, Thesaurus
from runner.text.language.tokenise import Token

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")


def quoted(passage: Passage, start: int, end: int) -> str:
    """The tokens from `start` to `end` (exclusive) as they are written in the passage."""
    return passage.text[passage.tokens[start].start : passage.tokens[end - 1].end]


@lru_cache(maxsize=64)
def terms_of(thesaurus: Thesaurus, vocabularies: tuple[str, ...]) -> frozenset[str]:
    """The terms of the vocabularies. Raises ConfigError for a vocabulary that the rule set does not have."""
    unknown = [name for name in vocabularies if name not in thesaurus.members]
    if unknown:
        known = ", ".join(sorted(thesaurus.members)) or "none"
        raise ConfigError([f"rules.vocabulary: a rule needs '{name}'. There are: {known}." for name in unknown])
    return frozenset[str]().union(*(thesaurus.members[name] for name in vocabularies))


def unsupported_mentions(reading: Reading, passage: Passage, vocabularies: tuple[str, ...]) -> Iterator[Mention]:
    """Yield the terms of the vocabularies that the passage uses and no source says or implies."""
    terms = terms_of(reading.thesaurus, vocabularies)
    for mention in reading.mentions(passage):
        if mention.term in terms and not _is_supported(reading, mention.term):
            yield mention


def _is_supported(reading: Reading, term: str) -> bool:
    """Whether a source says or implies the term, or its full name: the 737-800 is the Boeing 737-800."""
    if term in reading.supported:
        return True
    return any(map(str.isdigit, term)) and any(known.endswith(f" {term}") for known in reading.supported)


def unsupported_tokens(reading: Reading, passage: Passage, harmless: frozenset[str]) -> tuple[Token, ...]:
    """The content words that no source says or implies, without `harmless` ones.

    A term counts as a whole: a grey heron is not supported by the colour grey and a heron.
    """
    places = _supported_places(reading, passage)
    return tuple(
        token
        for token, known in zip(passage.tokens, places, strict=True)
        if token.fold not in FUNCTION_WORDS and not harmless.intersection((token.fold, token.lemma))
        if not (says(reading, token.lemma) if known is None else known)
    )


def says(reading: Reading, lemma: str) -> bool:
    """Whether a source says the word, or says something that implies it."""
    return lemma in reading.supported or (reading.sources is not None and reading.sources.support(lemma))


def has_digit(token: Token) -> bool:
    """Whether the word contains a digit."""
    return not token.fold.isalpha() and any(map(str.isdigit, token.fold))


def gives_number(reading: Reading, passage: Passage, place: int) -> bool:
    """Whether a source gives the number at this position, or the camera's clock gives it as a part of a date."""
    token = passage.tokens[place]
    number = plain_number(token)
    if says(reading, token.lemma) or says(reading, number) or says(reading, number.replace("-", "")):
        return True
    within = any(m.start <= place < m.end and m.term in reading.supported for m in reading.mentions(passage))
    return within or is_date(reading.texts.facts, passage, place)


def plain_number(token: Token) -> str:
    """The number without thousands separators and ordinal endings: 3000 for 3,000, 4 for 4th."""
    if _GROUPED.fullmatch(token.fold):
        return token.fold.replace(",", "")
    ordinal = _ORDINAL.fullmatch(token.fold)
    return ordinal.group(1) if ordinal else token.fold


def is_date(facts: FactsRow | None, passage: Passage, place: int) -> bool:
    """Whether the word is the day of capture next to its month, or the date or time of capture in digits."""
    if facts is None or facts.captured_at is None:
        return False
    taken, token = facts.captured_at, passage.tokens[place]
    beside = passage.lemmas[max(place - 2, 0) : place + 3]
    if plain_number(token).lstrip("0") == str(taken.day) and MONTHS[taken.month - 1] in beside:
        return True
    times = (f"{taken:%Y-%m-%d}", f"{taken:%d/%m/%Y}", f"{taken:%d.%m.%Y}", f"{taken:%H:%M}", f"{taken:%H:%M:%S}")
    return token.fold in times


def _supported_places(reading: Reading, passage: Passage) -> list[bool | None]:
    """For each token whether the term it belongs to is supported; None outside every term."""
    places: list[bool | None] = [None] * len(passage.tokens)
    for mention in reading.mentions(passage):
        known = mention.term in reading.supported
        places[mention.start : mention.end] = [known] * (mention.end - mention.start)
    return places
