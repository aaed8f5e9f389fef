"""Finds the things that a text names: terms of the lexicon, ambiguous words in their meaning, without negated ones."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from runner.text.claims.claim import Mode
from runner.text.claims.compounds import is_age, is_attribute, is_clause, is_owner, is_plural, is_plural_form, is_verb
from runner.text.claims.lexicon import Lexicon
from runner.text.claims.meanings import meant
from runner.text.claims.quotations import capital_spans, quoted_spans
from runner.text.claims.scope_words import words
from runner.text.claims.scopes import is_negated, mode_of
from runner.text.claims.source import Source
from runner.text.language.thesaurus import Mention

_DETERMINERS = words("determiners")
_AGES_OF_ANIMALS = frozenset("baby adult mother father male female newborn infant".split())
_GROUPS = frozenset(["family", "crowd", "couple", "crew", "audience"])
_ADJECTIVES = 3
"""How many words after 'a family of' are searched."""
_PETS = frozenset(["dog", "cat"])
_WHOSE = frozenset(["kids", "boys", "girls", "ladies"])
"""Plurals that can precede what belongs to them: girls room."""
_JOINING = frozenset([" ", "-", "'", "' ", "’ ", ". ", ".", " - ", "  "])
"""What may separate the words of one name."""
_AGES_OF_THINGS = frozenset(["baby", "adult"])


class Thing(NamedTuple):
    """A place where a text says that a thing is in the picture."""

    term: str  # term of the lexicon
    start: int  # its first token
    end: int  # the position after its last token
    plural: bool | None  # None if the word has only one form
    mode: Mode
    instead: str | None = None  # the term of the alternative: a couch or a bed


def things(source: Source, lexicon: Lexicon) -> Iterator[Thing]:
    """Yield the things that the text says are there, in order. Quoted words say nothing about the picture."""
    found = list(_found(_Named(source, lexicon)))
    for place in range(1, len(found)):
        one, other = found[place - 1 : place + 1]
        if _is_choice(source, one, other):
            found[place - 1 : place + 1] = _left_open(lexicon, one, other)
    yield from found


def _is_choice(source: Source, one: Thing, other: Thing) -> bool:
    """Whether the text leaves open which of two it is: a couch or a bed."""
    between = [token.fold for token in source.tokens[one.end : other.start]]
    return bool(between) and between[0] == "or" and _DETERMINERS.issuperset(between[1:])


def _left_open(lexicon: Lexicon, one: Thing, other: Thing) -> tuple[Thing, Thing]:
    """Both, each as the alternative of the other. A man or a woman is a person either way, and a guess stays one."""
    if one.mode == "supposed":
        return one, other._replace(mode="supposed")
    if "person" in lexicon.kinds(one.term) & lexicon.kinds(other.term):
        return one, other
    return one._replace(instead=other.term), other._replace(instead=one.term)


def _found(named: _Named) -> Iterator[Thing]:
    source, lexicon = named.source, named.lexicon
    for mention in named.mentions:
        term = named.term_of(mention)
        if term is not None and not is_negated(source.text, source.tokens, mention.start, mention.end):
            kinds = lexicon.kinds(term)
            mode = mode_of(source.text, source.tokens, mention.start, mention.end, kinds)
            head = mention.start if "of" in source.lemmas[mention.start : mention.end] else mention.end - 1
            yield Thing(term, mention.start, mention.end, is_plural(source.tokens[head]), mode)


@dataclass(frozen=True)
class _Named:
    """The terms that occur in a text, whatever they mean there."""

    source: Source
    lexicon: Lexicon

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The terms outside quotations. Of 'the bus stops at' only the bus is one."""
        silent = [*quoted_spans(self.source.text), *capital_spans(self.source.text)]
        found = [mention for start, end in self._runs() for mention in self._find(start, end)]
        return tuple(part for mention in found if not self._is_within(mention, silent) for part in self._parts(mention))

    def _find(self, start: int, end: int) -> Iterator[Mention]:
        for mention in self.lexicon.thesaurus.find(self.source.lemmas[start:end]):
            yield Mention(mention.term, mention.start + start, mention.end + start)

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Runs of words without a mark in between: 'car, park' is not a car park, 'St. Bernard' is a dog."""
        text, tokens, first = self.source.text, self.source.tokens, 0
        for place in range(1, len(tokens)):
            gap = text[tokens[place - 1].end : tokens[place].start]
            if gap not in _JOINING or tokens[place].opens:
                yield first, place
                first = place
        if tokens:
            yield first, len(tokens)

    @cached_property
    def people(self) -> frozenset[int]:
        """The positions after words for people."""
        return frozenset(mention.end for mention in self.mentions if "person" in self.lexicon.kinds(mention.term))

    @cached_property
    def animals(self) -> frozenset[int]:
        """The first tokens of the animals."""
        return frozenset(mention.start for mention in self.mentions if "animal" in self.lexicon.kinds(mention.term))

    @cached_property
    def others(self) -> frozenset[int]:
        """The first tokens of all terms that are not people."""
        return frozenset(mention.start for mention in self.mentions if mention.end not in self.people)

    @cached_property
    def only_animals(self) -> bool:
        """Whether the text names animals and no people, so that babies and adults are animals. Pets do not count."""
        kinds = [self.lexicon.kinds(mention.term) for mention in self.mentions]
        animals = any("animal" in each and len(each) > 1 and _PETS.isdisjoint(each) for each in kinds)
        terms = (mention.term for mention in self.mentions if "person" in self.lexicon.kinds(mention.term))
        return animals and _AGES_OF_ANIMALS.issuperset(terms)

    def term_of(self, mention: Mention) -> str | None:
        """The thing that the term names here; None if it names none."""
        text, tokens, (term, start, end) = self.source.text, self.source.tokens, mention
        if self._is_group_of_others(mention):
            return None
        if self.only_animals and tokens[start].lemma in _AGES_OF_ANIMALS and end - start == 1:
            return None
        others = self.others if tokens[start].lemma in _AGES_OF_THINGS else self.animals
        if is_age(text, tokens, start, end, others) or is_verb(text, tokens, start, end, self.people):
            return None
        if is_attribute(text, tokens, start, end, person=end in self.people):
            return None
        return meant(self.source, self.lexicon, term, start, end)

    def _is_group_of_others(self, mention: Mention) -> bool:
        """Whether a word for a group means no people: a family of elephants, a team of horses."""
        tokens, end = self.source.tokens, mention.end
        if mention.term not in _GROUPS or end >= len(tokens) or tokens[end].fold != "of":
            return False
        return any(place in self.others for place in range(end + 1, end + 1 + _ADJECTIVES))

    def _is_within(self, mention: Mention, spans: list[tuple[int, int]]) -> bool:
        start, end = self.source.tokens[mention.start].start, self.source.tokens[mention.end - 1].end
        return any(first < end and start < last for first, last in spans)

    def _parts(self, mention: Mention) -> Iterator[Mention]:
        """The mention, or its words on their own, as in 'the bus stops at' and 'the truck's driver'."""
        (term, start, end), tokens, lemmas = mention, self.source.tokens, self.source.lemmas
        if end - start == 2 and (is_clause(tokens, start, end) or self._is_subject(mention)):
            yield Mention(lemmas[start], start, start + 1)
        elif end - start == 2 and is_owner(tokens[start]) and self._proves_owner(term, lemmas[start]):
            yield Mention(lemmas[start], start, start + 1)
            if not self.lexicon.is_blocked(term):
                yield Mention(lemmas[start + 1], start + 1, end)
        else:
            yield mention

    def _is_subject(self, mention: Mention) -> bool:
        """Whether the words are subject and verb: in 'buses pass' the plural shows that it is not 'bus pass'."""
        first = self.source.tokens[mention.start]
        return self.lexicon.is_blocked(mention.term) and is_plural_form(first) and first.fold not in _WHOSE

    def _proves_owner(self, term: str, owner: str) -> bool:
        """Whether the owner is in the picture: the car's door is part of a car, and a dog's owner has a dog."""
        kinds = self.lexicon.kinds(owner)
        return "vehicle" in kinds or ("animal" in kinds and not self.lexicon.is_blocked(term))
