"""Words about time that contradict the camera's clock or another source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from runner.messages import Message, say
from runner.schema import FactsRow
from runner.text.claims.gathering import part_of_day
from runner.text.claims.grounding import quoted, says, unsupported_mentions
from runner.text.claims.sources import MONTHS, WEEKDAYS
from runner.text.language.reading import FIELDS, Field, Passage, Reading
from runner.text.language.thesaurus import Mention, split_terms
from runner.text.rules.rule import Hit, RuleOptions, more_telling, rule

_BORDER = timedelta(minutes=60)
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NORTH = {"winter": (12, 1, 2), "spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11)}


@dataclass(frozen=True)
class TimeConflictOptions(RuleOptions):
    """Which words are about time."""

    # names of vocabularies of the rule set
    vocabularies: tuple[str, ...] = ()
    # what a captioner can see, and the parts of the day in which that is possible
    visible: Mapping[str, str] = field(default_factory=dict)
    # fields that are checked
    fields: tuple[Field, ...] = FIELDS


@rule(
    TimeConflictOptions,
    example="KLM Boeing 747-400 on a morning in 2019. (the sources say: afternoon)",
    yields_to=more_telling("time_conflict"),
)
def time_conflict(reading: Reading, options: TimeConflictOptions) -> Iterator[Hit]:
    """A time of day, season, month, weekday or year other than when the photo was taken."""
    facts = reading.texts.facts
    if reading.sources is None or facts is None:
        return
    for passage in reading.passages(options.fields):
        for mention in unsupported_mentions(reading, passage, options.vocabularies):
            if _is_about_time(passage, mention) and not _seen(reading, facts, mention.term, options.visible):
                words = quoted(passage, mention.start, mention.end)
                unknown = _is_evidence(reading, facts, mention.term)
                yield Hit(passage.field, (words,), _message(facts, words, mention.term), advice=unknown)
        yield from _other_years(reading, facts, passage)


def _is_about_time(passage: Passage, mention: Mention) -> bool:
    """Whether the word is about time: May and March are, if alone or with a capital within a sentence."""
    first = passage.tokens[mention.start]
    if first.fold not in ("may", "march"):
        return True
    return len(passage.tokens) == 1 or (first.text[0].isupper() and not first.opens)


def _seen(reading: Reading, facts: FactsRow, term: str, visible: Mapping[str, str]) -> bool:
    """Whether a captioner that looked at the photo may have seen it, and the clock does not contradict it."""
    if reading.texts.writer != "picture":
        return False
    if facts.captured_at is not None and term in _around(facts.captured_at):
        return True
    kinds = reading.thesaurus.implied(term)
    if seasons := kinds & _NORTH.keys():
        return facts.captured_at is None or any(facts.captured_at.month in _months(season) for season in seasons)
    fitting = [visible[kind] for kind in kinds if kind in visible]
    return bool(fitting) and (
        facts.time_of_day is None or any(facts.time_of_day in split_terms(parts) for parts in fitting)
    )


def _around(taken: datetime) -> frozenset[str]:
    """The parts of the day a little before and after: at ten past ten it is late in the evening, or night."""
    return frozenset(part for shift in (-_BORDER, _BORDER) if (part := part_of_day(taken + shift)))


def _is_evidence(reading: Reading, facts: FactsRow, term: str) -> bool:
    """Whether it is a part of the day that nothing contradicts: only the captioner, which saw the photo, knows it."""
    named = term in MONTHS or term in WEEKDAYS or not reading.thesaurus.implied(term).isdisjoint(_NORTH)
    return reading.texts.writer == "picture" and facts.captured_at is None and not named


def _months(season: str) -> tuple[int, ...]:
    """The months of a season in both hemispheres."""
    return _NORTH[season] + tuple((month + 5) % 12 + 1 for month in _NORTH[season])


def _other_years(reading: Reading, facts: FactsRow, passage: Passage) -> Iterator[Hit]:
    if facts.captured_at is None:
        return
    for token in passage.tokens:
        if _YEAR.fullmatch(token.lemma) and not says(reading, token.lemma):
            message = say("time_conflict.year", year=str(facts.captured_at.year), words=token.text)
            yield Hit(passage.field, (token.text,), message)


def _message(facts: FactsRow, words: str, term: str) -> Message:
    taken = facts.captured_at
    of_day = not (term in MONTHS or term in WEEKDAYS or term in _NORTH)
    if of_day and facts.time_of_day is not None:
        return say("time_conflict.time_of_day", known=facts.time_of_day, words=words)
    if not of_day and taken is not None:
        return say("time_conflict.date", known=taken.date().isoformat(), words=words)
    return say("time_conflict.unknown", words=words)
