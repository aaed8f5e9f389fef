"""What may be claimed of a photo: the words of every source that no captioner wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from runner.schema import FactsRow
from runner.text.inflect import singular
from runner.text.tokenise import parts, tokenise

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
_MODEL = re.compile(r"(?=.*\d)[a-z0-9]+(?:-[a-z0-9]+)*")
_MODEL_END = re.compile(r"(?<=\d)[a-z]+$|-\d+$|-\d[a-z0-9]*\d$")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Sources:
    """Words of set, EXIF, classifier and existing human metadata. Camera and lens are left out: no text is on them."""

    phrases: tuple[tuple[str, ...], ...]  # one sequence of singular words a value
    words: frozenset[str]  # all of them, with the pieces of compounds

    def support(self, lemma: str) -> bool:
        """Whether a source has the word, or every piece of the compound."""
        pieces = parts(lemma)
        return lemma in self.words or (bool(pieces) and all(piece in self.words for piece in pieces))


@lru_cache(maxsize=4096)
def sources_of(facts: FactsRow) -> Sources:
    """The sources in `facts`."""
    phrases = tuple(tuple(token.lemma for token in tokenise(value)) for value in _values(facts))
    phrases += tuple(broader for phrase in phrases for broader in _less_precise(phrase))
    words = {lemma for phrase in phrases for lemma in phrase}
    pieces = {form for word in words for piece in parts(word) for form in (piece, singular(piece))}
    joined = {word.replace(joint, "") for word in words for joint in "-," if joint in word}
    return Sources(phrases, frozenset(words | pieces | joined))


def _less_precise(phrase: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The phrase with less and less of its model number: Boeing 747-406F, Boeing 747-406, Boeing 747."""
    place = next((place for place, word in enumerate(phrase) if _MODEL.fullmatch(word)), None)
    while place is not None:
        shorter = _MODEL_END.sub("", phrase[place])
        if shorter == phrase[place] or not any(map(str.isdigit, shorter)):
            return
        phrase = (*phrase[:place], shorter, *phrase[place + 1 :])
        yield phrase


def _values(facts: FactsRow) -> Iterator[str]:
    texts = (facts.subject, facts.location, facts.category, facts.title, facts.caption, facts.time_of_day)
    yield from (text for text in texts if text)
    yield from facts.keywords
    yield from facts.labels
    yield from facts.colours
    if facts.captured_at is not None:
        yield f"{MONTHS[facts.captured_at.month - 1]} {facts.captured_at.year}"
        yield WEEKDAYS[facts.captured_at.weekday()]
