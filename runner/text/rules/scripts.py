"""Scripts and languages other than that of the texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from runner.messages import say
from runner.text.language.reading import FIELDS, PROSE, Passage, Reading, content_words
from runner.text.rules.rule import Hit, RuleOptions, rule

_WORD = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"\([^()]*\)|[\"“«‹「『][^\"”»›」』]*[\"”»›」』]")


@dataclass(frozen=True)
class ForeignScriptOptions(RuleOptions):
    """The scripts of the language of the texts."""

    # first words of the Unicode names of their letters: LATIN, CYRILLIC, CJK
    scripts: tuple[str, ...] = ("LATIN",)
    # the same for languages with other scripts
    of_language: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class ForeignLanguageOptions(RuleOptions):
    """How the language of the texts is distinguished from others."""

    # function words of each language that are not parts of names
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # further ones that also occur in names, and so do not indicate their language
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@rule(ForeignScriptOptions, example="A grey heron 苍鹭 in a canal in winter.")
def foreign_script(reading: Reading, options: ForeignScriptOptions) -> Iterator[Hit]:
    """Letters of a script that the language of the texts does not use."""
    known = content_words(reading.subject) | content_words(reading.location) | _told(reading)
    scripts = options.of_language.get(reading.language, options.scripts)
    for passage in reading.passages(FIELDS):
        if passage.text.isascii() and "LATIN" in scripts:
            continue
        for word in _WORD.findall(_own_words(reading, passage)):
            if _is_foreign(word, scripts) and word.casefold() not in known:
                yield Hit(passage.field, (word,), say("foreign_script.found", words=word))


@rule(ForeignLanguageOptions, example="Ein Graureiher steht am Ufer eines Kanals und wartet.")
def foreign_language(reading: Reading, options: ForeignLanguageOptions) -> Iterator[Hit]:
    """A text in another language."""
    if reading.language not in options.words:
        return
    own = _own(options.words[reading.language], options.also.get(reading.language, ()))
    others = _all(tuple(options.words.values()))
    for passage in reading.passages(PROSE):
        # A capital within a sentence belongs to a name: the Bar Und Café.
        words = [token.text.casefold() for token in passage.tokens if token.opens or token.text[0].islower()]
        foreign = tuple(dict.fromkeys(word for word in words if word in others and word not in own))
        if len(foreign) >= _FEW and len(foreign) > sum(word in own for word in words):
            yield Hit(passage.field, foreign, say("foreign_language.found"))


@lru_cache(maxsize=64)
def _own(words: tuple[str, ...], also: tuple[str, ...]) -> frozenset[str]:
    return frozenset((*words, *also))


@lru_cache(maxsize=16)
def _all(languages: tuple[tuple[str, ...], ...]) -> frozenset[str]:
    return frozenset().union(*languages)


# Fewest different foreign function words that make a text foreign.
_FEW = 2


def _told(reading: Reading) -> frozenset[str]:
    return reading.sources.words if reading.sources else frozenset()


def _own_words(reading: Reading, passage: Passage) -> str:
    """The text without what a person quotes in brackets or quotation marks, such as the original of a name."""
    return _BRACKETED.sub(" ", passage.text) if reading.texts.writer == "person" else passage.text


@lru_cache(maxsize=1 << 14)
def _is_foreign(word: str, scripts: tuple[str, ...]) -> bool:
    """Whether the word has letters of another script. A single Greek letter is a symbol: α Centauri, 5 µm."""
    if word.isascii() and "LATIN" in scripts:
        return False
    names = [unicodedata.name(letter, "") for letter in word if letter.isalpha()]
    if len(names) == 1 and names[0].startswith("GREEK"):
        return False
    return any(not name.startswith((*scripts, "MODIFIER", "MICRO", "FEMININE", "MASCULINE")) for name in names)
