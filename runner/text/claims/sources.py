"""What may be claimed about a photo: the words of every source that no captioner wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from runner.facts import GLIMPSE, SIGHTING, TRACE, Fact
from runner.schema import FactsRow
from runner.text.language.inflect import singular
from runner.text.language.tokenise import parts, tokenise

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MODEL = re.compile(r"(?=.*\d)[a-z0-9]+(?:-[a-z0-9]+)*")
_MODEL_END = re.compile(r"(?<=\d)[a-z]+$|-\d+$|-\d[a-z0-9]*\d$")

_TRUST = ("set", "human", "exif", "classifier", "picture")
_LAST = ("embeddings", "vocabulary")
"""Witnesses in the order in which they are believed: `_TRUST`, then all others, then `_LAST`.

`_TRUST` is the set, a person's texts in the file, the camera, a classifier, measured colours; `_LAST` is a dual encoder
that finds the set's word near the photo, and the set's words.
"""

_NO_SOURCE = frozenset({"owner", GLIMPSE, TRACE})
"""Kinds of facts that are not sources of words: who owns the picture, and what no witness is sure of."""

_ORIGINS: dict[str | None, str] = {"set": "set", "human": "human", "model": "classifier"}


class Saying(NamedTuple):
    """One value of one source, in one of the forms in which it may be repeated."""

    origin: str  # the witness
    value: str  # as the source says it
    phrase: tuple[str, ...]  # words of it in the singular


@dataclass(frozen=True, slots=True)
class Sources:
    """Words of set, EXIF, classifier and people's texts in the file; not of camera and lens, which no text is about."""

    sayings: tuple[Saying, ...]  # the most trusted source first
    words: frozenset[str]  # all of their words, with the pieces of compounds

    def support(self, lemma: str) -> bool:
        """Whether a source has the word, or every piece of the compound."""
        pieces = parts(lemma)
        return lemma in self.words or (bool(pieces) and all(piece in self.words for piece in pieces))


def agreed(facts: FactsRow, kind: str) -> str | None:
    """The one value of a kind that witnesses state, such as a registration; None without one, or if they disagree.

    What only another captioner says does not count.
    """
    values = {fact.value for fact in believed(facts) if fact.kind == kind}
    return values.pop() if len(values) == 1 else None


def stated_by(facts: FactsRow, kind: str) -> str:
    """The first witness that states a value of this kind; there must be one."""
    return next(fact.witness for fact in believed(facts) if fact.kind == kind)


@lru_cache(maxsize=4096)
def sources_of(facts: FactsRow, saw_picture: bool) -> Sources:
    """The sources in `facts`. A captioner that saw the picture may also use the words that the set is about.

    If a dual encoder finds such a word near the photo, that makes the word a better source; it makes no other word one.
    Among words of one kind, such as types of aircraft, it is wrong too often to be believed where nobody looked.
    """
    sayings = [
        Saying(origin, value, phrase)
        for origin, value, text in _values(facts, saw_picture)
        for phrase in _more_and_less_precise(tuple(token.lemma for token in tokenise(text)))
    ]
    sayings.sort(key=lambda saying: _rank(saying.origin))
    return Sources(tuple(sayings), frozenset[str]().union(*(words_of(saying.phrase) for saying in sayings)))


def _rank(witness: str) -> int:
    if witness in _TRUST:
        return _TRUST.index(witness)
    return len(_TRUST) + (1 + _LAST.index(witness) if witness in _LAST else 0)


@lru_cache(maxsize=1 << 14)
def words_of(phrase: tuple[str, ...]) -> frozenset[str]:
    """The words of a phrase, the pieces of its compounds, and the compounds written as one word."""
    pieces = {form for word in phrase for piece in parts(word) for form in (piece, singular(piece))}
    joined = {word.replace(joint, "") for word in phrase for joint in "-," if joint in word}
    return frozenset(pieces.union(phrase, joined))


def _more_and_less_precise(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrase with less and less of its model number: Boeing 747-406F, Boeing 747-406, Boeing 747."""
    yield phrase
    place = next((place for place, word in enumerate(phrase) if _MODEL.fullmatch(word)), None)
    while place is not None:
        shorter = _MODEL_END.sub("", phrase[place])
        if shorter == phrase[place] or not any(map(str.isdigit, shorter)):
            return
        phrase = (*phrase[:place], shorter, *phrase[place + 1 :])
        yield phrase


def believed(facts: FactsRow) -> Iterator[Fact]:
    """The facts of witnesses on whose word alone a text may rely."""
    hearsay = {look.witness for look in facts.looked if not look.believed}
    return (fact for fact in facts.facts if fact.witness not in hearsay)


def _values(facts: FactsRow, saw_picture: bool) -> Iterator[tuple[str, str, str]]:
    """For each value its source, the value itself, and the text that its words are taken from."""
    for value, origin in ((facts.subject, facts.subject_from), (facts.location, facts.location_from)):
        yield from ((_ORIGINS.get(origin) or origin or "set", text, text) for text in (value,) if text)
    yield from (("set", text, text) for text in (facts.category, *facts.hints) if text)
    yield from (("human", text, text) for text in (facts.title, facts.caption, *facts.keywords) if text)
    yield from (("classifier", text, text) for text in facts.labels)
    yield from (("picture", text, text) for text in facts.colours)
    no_source = _NO_SOURCE if saw_picture else {*_NO_SOURCE, SIGHTING}
    yield from ((fact.witness, fact.value, fact.value) for fact in believed(facts) if fact.kind not in no_source)
    yield from (("embeddings", text, text) for text in (facts.near if saw_picture else ()))
    yield from (("vocabulary", text, text) for text in (facts.vocabulary if saw_picture else ()))
    taken, clock = facts.captured_at, f"{facts.captured_at:%Y-%m-%d %H:%M}" if facts.captured_at else None
    if taken is not None and clock is not None:
        yield "exif", clock, f"{MONTHS[taken.month - 1]} {taken.year}"
        yield "exif", clock, WEEKDAYS[taken.weekday()]
    if facts.time_of_day:
        yield "exif", clock or facts.time_of_day, facts.time_of_day
