"""Numbers that no source gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.claims.grounding import gives_number, has_digit
from runner.text.claims.quantities import number_of
from runner.text.claims.quotations import in_quotes
from runner.text.claims.sources import MONTHS
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.reading import FIELDS, Field, Passage, Reading
from runner.text.language.tokenise import Token, parts
from runner.text.rules.rule import Hit, RuleOptions, more_telling, rule

MOST_COUNTED = 12
"""Up to this number, what a captioner counts needs no source."""

_NUMBERED = frozenset("route flight runway platform gate terminal class series type model line".split())
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_DECADE = re.compile(r"(?:1[89]|20)\d0['’]?s")
_PLAIN_ENDING = re.compile(r"[\d.,:/-]+(?:st|nd|rd|th|s|d|am|pm)?|\d+-(?:year|foot|inch|story|piece)\w*|\d+-\w+-old")


@dataclass(frozen=True)
class UngroundedNumberOptions(RuleOptions):
    """Which words are numbers besides those with digits."""

    # number words that nobody can count at a glance
    words: tuple[str, ...] = ()
    # words with a digit that are kinds of things, not numbers, in lower case
    common: tuple[str, ...] = ()
    # fields that are checked
    fields: tuple[Field, ...] = FIELDS


@rule(
    UngroundedNumberOptions,
    example="KLM Boeing 777 at Schiphol. (the sources say: Boeing 747-400)",
    yields_to=(*more_telling("ungrounded_number"), "gear_words", "file_name_leak"),
)
def ungrounded_number(reading: Reading, options: UngroundedNumberOptions) -> Iterator[Hit]:
    """A number that no source gives.

    A captioner that saw the photo may count up to twelve, and may quote; other numbers that it reads there are a
    warning.
    """
    if reading.sources is None:
        return
    for passage in reading.passages(options.fields):
        for place, token in enumerate(passage.tokens):
            if not _is_number(token, options) or gives_number(reading, passage, place):
                continue
            seen = reading.texts.writer == "picture"
            if not (seen and _is_visible(passage, place)):
                message = say("ungrounded_number.unsourced", words=token.text)
                yield Hit(passage.field, (token.text,), message, advice=seen and _is_readable(passage, place))


def _is_visible(passage: Passage, place: int) -> bool:
    """Whether the number, in digits, counts what can be seen at a glance, or is in quotation marks."""
    token = passage.tokens[place]
    counts = number_of(token.fold) is not None and int(token.fold) <= MOST_COUNTED if token.fold.isdigit() else False
    counts = counts or _is_one_dozen(passage, place)
    return (counts and not _names(passage, place)) or in_quotes(passage.text, token.start)


def _is_one_dozen(passage: Passage, place: int) -> bool:
    """A dozen, or half of one."""
    before = passage.tokens[place - 1].fold if place else ""
    return passage.tokens[place].text.casefold() == "dozen" and before in ("a", "half")


def _is_readable(passage: Passage, place: int) -> bool:
    """Whether the number may be read in the picture: a time, a price, a shirt number; not a year or part of a name."""
    token = passage.tokens[place]
    if token.fold == "century":
        return place > 0 and has_digit(passage.tokens[place - 1])  # a style, by its looks: a 19th century fireplace
    if not has_digit(token):
        return False
    if _DECADE.fullmatch(token.text):
        return True
    marked = any(map(str.isalpha, token.fold)) and not _PLAIN_ENDING.fullmatch(token.fold)
    return not (marked or _YEAR.fullmatch(token.fold) or _names(passage, place) or passage.field == "keywords")


def _names(passage: Passage, place: int) -> bool:
    """Whether the number belongs to a name or a date: KLM Boeing 777, runway 18, flight 12."""
    if any(month in MONTHS for month in passage.lemmas[max(place - 1, 0) : place + 2]):
        return True
    if place == 0:
        return passage.field == "keywords"
    before = passage.tokens[place - 1]
    capital = before.text[0].isupper() and not before.opens and before.fold not in FUNCTION_WORDS
    return capital or has_digit(before) or before.fold in _NUMBERED


def _is_number(token: Token, options: UngroundedNumberOptions) -> bool:
    if token.fold in options.common:
        return False
    return has_digit(token) or any(form in options.words for form in (token.lemma, *parts(token.lemma)))
