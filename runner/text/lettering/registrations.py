"""Finds registrations of aircraft among lines of text read in a picture.

Each line was looked at several times, and each look is a text with a score. A mark is asserted only if all looks that
contain a mark contain the same one: asserted marks go into captions, where no mark is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise, product
from typing import NamedTuple

from runner.text.claims.registrations import read_mark


class LineReading(NamedTuple):
    """One reading of a line."""

    text: str
    score: float  # mean certainty of its letters, 0 to 1
    weakest: float  # certainty of its least certain letter


LEAST = 5
"""Fewest letters and digits of an asserted mark: a shorter one is often part of another."""

CLEAR, CERTAIN = 0.85, 0.98
"""Lower bounds for the least certain letter of an asserted mark, in its best look: in general, and if replacing one
letter by one that looks alike gives another valid mark.

Chosen on 50 drawn photos (benchmarks/registrations.py, seed 7): right marks had 0.862 to 1, wrong ones 0.808 (8 for 5),
0.963 (O for Q) and 0.979 (0 for 9). With these limits 35 of the 50 and 46 of 60 others are asserted, none wrongly.
"""

SURE = 0.7
"""Lower bound for the confidence of an asserted mark: two corrections or a missing hyphen pass, a possible word does
not."""

_CORRECTION, _HYPHEN, _WORD = 0.88, 0.95, 0.5
"""Factors applied to the confidence: for each corrected letter, for a missing hyphen, and for letters without hyphen
and digit, which could just as well be a word."""

_MOST_CORRECTIONS = 2
_CONFUSED = {
    "0": "O", "O": "0", "Q": "O0", "D": "0", "1": "I", "I": "1", "L": "1", "|": "1I", "!": "1I",
    "8": "B", "B": "8", "5": "S", "S": "5", "$": "S5", "2": "Z", "Z": "2", "6": "G", "G": "6",
}  # fmt: skip
_ALIKE = ("0OQDCG", "03689", "5S6", "B8RPE", "1I7LJ", "2Z7", "UVY", "MNHW", "EF", "KX")
"""Letters and digits that look alike when they are small or out of focus."""

_NEVER = frozenset("|!$")
"""Characters that no mark contains."""

_HYPHENS = re.compile("[‐‑‒–—―−_~·•.:]|(?<=[A-Z0-9]) ?- ?(?=[A-Z0-9])")
_TOKEN = re.compile(r"(?<![A-Za-z])[A-Z0-9$|!]+(?:-[A-Z0-9$|!]+)?(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Registration:
    """A mark that a picture may show."""

    mark: str  # as its register writes it
    confidence: float  # 0 to 1: certainty of the letters in the best look, reduced by each correction
    line: int  # index of the line
    asserted: bool  # False if it is too uncertain or too short, or if another mark is just as possible


@dataclass(frozen=True, slots=True)
class _Candidate:
    mark: str
    confidence: float
    weakest: float  # certainty of the least certain letter of its line


def registrations(lines: Sequence[Sequence[LineReading]]) -> list[Registration]:
    """Return the marks found in the lines, the most certain first; `lines` has the looks at each line."""
    best: dict[str, Registration] = {}
    rivals: set[str] = set()
    for at, looks in enumerate(lines):
        found = [each for each in map(_candidates, looks) if each]
        marks = {look[0].mark for look in found}
        ambiguous = any(len(look) > 1 and look[1].confidence == look[0].confidence for look in found)
        if len(marks) > 1 or ambiguous:
            rivals |= {each.mark for look in found for each in look}
        for mark in marks:
            surest = max((look[0] for look in found if look[0].mark == mark), key=lambda each: each.confidence)
            if mark not in best or best[mark].confidence < surest.confidence:
                best[mark] = Registration(mark, surest.confidence, at, _sayable(surest))
    rivals |= {mark for one, other in combinations(best, 2) if _near(one, other) for mark in (one, other)}
    ordered = sorted(best.values(), key=lambda each: (-each.confidence, each.mark))
    return [replace(each, asserted=each.asserted and each.mark not in rivals) for each in ordered]


def _sayable(found: _Candidate) -> bool:
    long = sum(map(str.isalnum, found.mark)) >= LEAST
    clear = found.weakest >= CERTAIN or (found.weakest >= CLEAR and not any(_twins(found.mark)))
    return long and clear and found.confidence >= SURE


def _twins(mark: str) -> Iterable[str]:
    """The valid marks that differ from a mark in one letter that looks alike."""
    for at, letter in enumerate(mark):
        for other in {each for group in _ALIKE if letter in group for each in group} - {letter}:
            if _valid(twin := f"{mark[:at]}{other}{mark[at + 1 :]}"):
                yield twin


def _candidates(look: LineReading) -> list[_Candidate]:
    """The marks that one look may mean, the likeliest first; of each word only those with the fewest corrections."""
    best: dict[str, float] = {}
    for token in _tokens(look.text):
        for mark, factor in _marks(token):
            best[mark] = max(best.get(mark, 0.0), look.score * factor)
    return sorted(
        (_Candidate(mark, confidence, look.weakest) for mark, confidence in best.items()),
        key=lambda each: (-each.confidence, each.mark),
    )


def _tokens(text: str) -> Iterable[str]:
    """The words of a text, and joined neighbours: a gap between letters is often read as a space."""
    plain = _HYPHENS.sub("-", text)
    words = _TOKEN.findall(plain)
    yield from words
    for first, second in pairwise(words):
        if f"{first} {second}" in plain and any(map(str.isdigit, first + second)):
            yield first + second


def _marks(token: str) -> Iterable[tuple[str, float]]:
    """The valid marks that a word may be with the fewest corrections, each with its confidence factor."""
    if not 4 <= len(token) <= 8:
        return
    for corrections in range(_MOST_CORRECTIONS + 1):
        found = [
            (mark, factor * _CORRECTION**corrections)
            for variant in _variants(token, corrections)
            for mark, factor in _hyphened(variant)
        ]
        if found:
            yield from found
            return


def _variants(token: str, corrections: int) -> Iterable[str]:
    """The words that result from correcting this many confused letters; a leading V before a digit may be an N."""
    choices = [_CONFUSED.get(letter, "") for letter in token]
    if token.startswith("V") and token[1:2].isdigit():
        choices[0] = "N"
    places = [at for at, each in enumerate(choices) if each]
    for chosen in combinations(places, corrections):
        for letters in product(*(choices[at] for at in chosen)):
            word = list(token)
            for at, letter in zip(chosen, letters, strict=True):
                word[at] = letter
            if not _NEVER & set(word):
                yield "".join(word)


def _hyphened(word: str) -> Iterable[tuple[str, float]]:
    """The valid marks that a word is unchanged, or else with a hyphen inserted, each with its confidence factor."""
    if _valid(word):
        yield word, 1.0
    elif "-" not in word:
        factor = _HYPHEN if any(map(str.isdigit, word)) else _WORD
        yield from ((mark, factor) for at in range(1, 4) if _valid(mark := f"{word[:at]}-{word[at:]}"))


def _valid(word: str) -> bool:
    mark = read_mark(word)
    return mark is not None and mark.verdict == "valid"


def _near(one: str, other: str) -> bool:
    """Whether one mark may be a misreading of the other: part of it, or as long with at most two different letters."""
    first, second = one.replace("-", ""), other.replace("-", "")
    if len(first) != len(second):
        return first in second or second in first
    return sum(a != b for a, b in zip(first, second, strict=True)) <= _MOST_CORRECTIONS
