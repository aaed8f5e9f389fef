"""Finds words that no dictionary has. Hunspell, offline, in the set's language; British spellings are accepted."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from runner.review.dictionary import Dictionary

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# How British spellings become the American ones of the dictionary. Only words that it lacks are tried.
_AMERICAN = (
    (r"our(?=s|ed|ing|ful|less|able|ist|ite|hood|$)", "or"),
    (r"(?<=[bcdtv])re(?=s|d|$)", "er"),
    (r"is(?=e|ing|ation)", "iz"),
    (r"ys(?=e|ing)", "yz"),
    (r"ll(?=ed|ing|er|ery)", "l"),
    (r"ogue(?=s|$)", "og"),
    (r"grey", "gray"),
    (r"aero(?=plane)", "air"),
    (r"(?<=jewel)lery", "ry"),
    (r"ae", "e"),
    (r"plough", "plow"),
    (r"tyre", "tire"),
    (r"defence|offence|licence", lambda match: match[0][:-2] + "se"),
)


class Doubt(NamedTuple):
    """A word that may be misspelt, and its position in the text."""

    word: str
    start: int
    end: int


class Speller:
    """A dictionary with additional words of a set and of a person. Loading takes 0.2 s."""

    def __init__(self, dictionary: Path, known: Collection[str] = ()) -> None:
        """`dictionary` is a path without suffix, as `runner.review.dictionary.find` returns it."""
        self._known = {part for word in known for part in _WORD.findall(word.casefold())}
        self._dictionary = Dictionary(dictionary)
        self._is_english = dictionary.name.startswith("en")
        self._is_right = lru_cache(maxsize=1 << 14)(self._look_up)

    def doubts(self, text: str) -> Iterator[Doubt]:
        """Yield the unknown words of the text. Capitalised words within a sentence count as names and are skipped."""
        for match in _WORD.finditer(text):
            word = match[0]
            name = word[0].isupper() and not _begins_sentence(text, match.start())
            if not name and not word.isupper() and not self._is_right(word):
                yield Doubt(word, match.start(), match.end())

    def suggestions(self, word: str) -> list[str]:
        """Up to five words that may be meant, most likely first."""
        return self._dictionary.suggest(word)[:5]

    def learn(self, word: str) -> None:
        """Accept the word from now on."""
        self._known.add(word.casefold())
        self._is_right.cache_clear()

    def _look_up(self, word: str) -> bool:
        word = word.replace("’", "'")
        plain = word.casefold().removesuffix("'s")
        if plain in self._known or self._dictionary.spell(word) or self._dictionary.spell(plain):
            return True
        parts = plain.split("-")
        if len(parts) > 1:
            return all(map(self._is_right, parts))
        return self._is_english and any(map(self._dictionary.spell, _american(plain)))


def _american(word: str) -> Iterator[str]:
    for british, american in _AMERICAN:
        changed = re.sub(british, american, word)
        if changed != word:
            yield changed


def _begins_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'“‘(")
    return not before or before[-1] in ".!?:\n"
