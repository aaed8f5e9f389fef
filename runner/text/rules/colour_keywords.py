"""Keywords that only name a colour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.text.language.reading import Passage, Reading, content, content_words
from runner.text.rules.rule import Hit, RuleOptions, rule


@dataclass(frozen=True)
class ColourKeywordsOptions(RuleOptions):
    """Which words are colours."""

    # names of colours
    words: tuple[str, ...] = ()
    # words that go with colours but are search terms on their own: light, deep
    shades: tuple[str, ...] = ()
    # keywords of colours that say more than a colour: black and white
    allowed: tuple[str, ...] = ()


@rule(ColourKeywordsOptions, example="heron, grey, dark blue")
def colour_keywords(reading: Reading, options: ColourKeywordsOptions) -> Iterator[Hit]:
    """A keyword that is nothing but a colour."""
    known = frozenset(options.words) - content_words(reading.subject) - content_words(reading.location)
    shades = frozenset(options.shades)
    for keyword in reading.keywords:
        if _is_colour(keyword, known, shades) and " ".join(keyword.text.casefold().split()) not in options.allowed:
            yield Hit("keywords", (keyword.text,), say("colour_keywords.only", words=keyword.text))


def _is_colour(keyword: Passage, known: frozenset[str], shades: frozenset[str]) -> bool:
    pieces = {piece for word in content(keyword.tokens) for piece in word.fold.split("-")}
    return not pieces.isdisjoint(known) and pieces <= known | shades
