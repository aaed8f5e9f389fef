"""Numbers that no source gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runner.schema import FactsRow
from runner.text.grounding import has_digit, says
from runner.text.reading import FIELDS, Field, Passage, Reading
from runner.text.rules.rule import Hit, RuleOptions, rule
from runner.text.sources import MONTHS
from runner.text.tokenise import Token, parts

_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")


@dataclass(frozen=True)
class UngroundedNumberOptions(RuleOptions):
    """Which words are numbers besides those with digits."""

    # numbers in words that nobody counts at a glance
    words: tuple[str, ...] = ()
    # fields that are looked at
    fields: tuple[Field, ...] = FIELDS


@rule(UngroundedNumberOptions, example="KLM Boeing 777 at Schiphol. (the sources say: Boeing 747-400)")
def ungrounded_number(reading: Reading, options: UngroundedNumberOptions) -> Iterator[Hit]:
    """A number that no source gives."""
    if reading.sources is None:
        return
    for passage in reading.passages(options.fields):
        for place, token in enumerate(passage.tokens):
            if _is_number(token, options.words) and not _supported(reading, passage, place):
                yield Hit(passage.field, (token.text,), f"No source gives the number '{token.text}'; leave it out.")


def _is_number(token: Token, words: tuple[str, ...]) -> bool:
    return has_digit(token) or any(form in words for form in (token.lemma, *parts(token.lemma)))


def _supported(reading: Reading, passage: Passage, place: int) -> bool:
    token = passage.tokens[place]
    plain = _plain(token)
    known = says(reading, token.lemma) or says(reading, plain) or says(reading, plain.replace("-", ""))
    return known or _in_known_term(reading, passage, place) or _is_date(reading.texts.facts, passage, place)


def _plain(token: Token) -> str:
    """Without the commas of 3,000 and the ending of 4th."""
    if _GROUPED.fullmatch(token.fold):
        return token.fold.replace(",", "")
    ordinal = _ORDINAL.fullmatch(token.fold)
    return ordinal.group(1) if ordinal else token.fold


def _in_known_term(reading: Reading, passage: Passage, place: int) -> bool:
    return any(m.start <= place < m.end and m.term in reading.supported for m in reading.mentions(passage))


def _is_date(facts: FactsRow | None, passage: Passage, place: int) -> bool:
    """Whether it is the day beside its month, or the date or time in digits."""
    if facts is None or facts.captured_at is None:
        return False
    taken, token = facts.captured_at, passage.tokens[place]
    beside = passage.lemmas[max(place - 2, 0) : place + 3]
    if _plain(token).lstrip("0") == str(taken.day) and MONTHS[taken.month - 1] in beside:
        return True
    times = (f"{taken:%Y-%m-%d}", f"{taken:%d/%m/%Y}", f"{taken:%d.%m.%Y}", f"{taken:%H:%M}", f"{taken:%H:%M:%S}")
    return token.fold in times
