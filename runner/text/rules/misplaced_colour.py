"""Colours of the whole picture that a text gives to a thing in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from runner.messages import say
from runner.schema import FactsRow
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.reading import PROSE, Field, Passage, Reading, content_words
from runner.text.rules.rule import Hit, RuleOptions, more_telling, rule

_JOINTS = frozenset(("and", "or"))
_COPULAS = frozenset(("is", "are", "was", "were"))


@dataclass(frozen=True)
class MisplacedColourOptions(RuleOptions):
    """Which nouns the colours of a picture may describe."""

    # nouns that mean the picture, in the singular
    nouns: tuple[str, ...] = ()
    # words that may come between the picture and its colours
    between: tuple[str, ...] = ()
    # fields that are checked
    fields: tuple[Field, ...] = PROSE


@rule(
    MisplacedColourOptions,
    example="A brown Egyptian cat at night. (the sources say: mostly brown)",
    yields_to=more_telling("misplaced_colour"),
)
def misplaced_colour(reading: Reading, options: MisplacedColourOptions) -> Iterator[Hit]:
    """A colour of the whole picture that a captioner who did not see it gives to something in it."""
    facts = reading.texts.facts
    if reading.texts.writer != "facts" or facts is None:
        return
    colours = frozenset(lemma for colour in facts.colours for lemma in content_words(colour))
    of_picture = colours - _said(facts)
    for passage in reading.passages(options.fields):
        for place, token in enumerate(passage.tokens):
            if token.lemma in of_picture and _is_of_a_thing(passage, place, colours, options):
                message = say("misplaced_colour.found", words=token.text)
                yield Hit(passage.field, (token.text,), message)


def _said(facts: FactsRow) -> frozenset[str]:
    """The words of all sources except the colours."""
    values = (facts.subject, facts.location, facts.title, facts.caption, *facts.keywords, *facts.labels)
    return frozenset(word for value in values for word in content_words(value))


def _is_of_a_thing(passage: Passage, place: int, colours: frozenset[str], options: MisplacedColourOptions) -> bool:
    tokens, lemmas = passage.tokens, passage.lemmas
    ahead = place + 1
    while ahead < len(tokens) and (lemmas[ahead] in colours or lemmas[ahead] in _JOINTS):
        ahead += 1
    touching = ahead < len(tokens) and passage.text[tokens[ahead - 1].end : tokens[ahead].start] == " "
    if touching and lemmas[ahead] not in options.nouns and lemmas[ahead] not in FUNCTION_WORDS:
        return True
    behind = place - 1
    while behind > 0 and (lemmas[behind] in colours or lemmas[behind] in _JOINTS or lemmas[behind] in options.between):
        behind -= 1
    return behind > 0 and lemmas[behind] in _COPULAS and lemmas[behind - 1] not in options.nouns
