"""Texts that do not name what the photo shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from runner.messages import say
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.reading import FIELDS, Field, Reading
from runner.text.language.thesaurus import Thesaurus
from runner.text.language.tokenise import parts, tokenise
from runner.text.rules.rule import Hit, RuleOptions, rule

_RELATIONS = frozenset("of with in on at by from near to and for over under against between behind beside".split())


@dataclass(frozen=True)
class SubjectMissingOptions(RuleOptions):
    """Which fields have to name the subject."""

    # each of these in a captioner's texts, any field in a person's; a field that is missing is for other rules
    fields: tuple[Field, ...] = ("caption",)


@dataclass(frozen=True)
class KeywordsWithoutSubjectOptions(RuleOptions):
    """No options except the severity."""


@rule(SubjectMissingOptions, example="A long neck over shallow water. (the subject: Grey heron)")
def subject_missing(reading: Reading, options: SubjectMissingOptions) -> Iterator[Hit]:
    """A text that names the subject neither fully nor by its head noun or kind. Of a person's texts only one has to."""
    if reading.texts.writer == "person":
        yield from _named_nowhere(reading)
        return
    for name in options.fields:
        lemmas = tuple(lemma for passage in reading.passages((name,)) for lemma in passage.lemmas)
        if reading.subject and lemmas and not names_subject(lemmas, reading.subject, reading.thesaurus):
            yield Hit(name, (), say("subject_missing.unnamed", subject=reading.subject))


@rule(KeywordsWithoutSubjectOptions, example="water, neck, reed (the subject: Grey heron)")
def keywords_without_subject(reading: Reading, _options: KeywordsWithoutSubjectOptions) -> Iterator[Hit]:
    """No keyword names the subject."""
    lemmas = tuple(lemma for keyword in reading.keywords for lemma in keyword.lemmas)
    if reading.subject and lemmas and not names_subject(lemmas, reading.subject, reading.thesaurus):
        yield Hit("keywords", (), say("keywords_without_subject.unnamed", subject=reading.subject))


def _named_nowhere(reading: Reading) -> Iterator[Hit]:
    """Yield a hit if a person's texts leave the subject out; any of its words, or one derived from it, names it."""
    passages = tuple(reading.passages(FIELDS))
    lemmas = tuple(lemma for passage in passages for lemma in passage.lemmas)
    if all(passage.field == "alt_text" for passage in passages):
        return  # an alt text alone says what is seen: two men in a boat, not the name of the race
    if not reading.subject or not lemmas or names_subject(lemmas, reading.subject, reading.thesaurus):
        return
    words = _subject(reading.subject, reading.thesaurus)[0]
    if not any(_related(word, lemma) for word in words for lemma in lemmas):
        yield Hit(passages[0].field, (), say("subject_missing.nowhere", subject=reading.subject))


def _related(one: str, other: str) -> bool:
    """Whether the words are the same, or one begins with the other: protest and protesters."""
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (len(shorter) >= _STEM and longer.startswith(shorter))


# Fewest letters of a common beginning that is not chance.
_STEM = 5


def names_subject(lemmas: tuple[str, ...], subject: str, thesaurus: Thesaurus) -> bool:
    """Whether the words include the subject's head noun, half of its words, or a more general or more specific term."""
    words, head, own, implied = _subject(subject, thesaurus)
    said = {piece for lemma in lemmas for piece in (lemma, *parts(lemma))}
    if not words or head in said or 2 * len(words & said) >= len(words):
        return True
    named = [mention.term for mention in thesaurus.find(lemmas)]
    return any(term in implied or not own.isdisjoint(thesaurus.implied(term)) for term in named)


@lru_cache(maxsize=4096)
def _subject(subject: str, thesaurus: Thesaurus) -> tuple[frozenset[str], str, frozenset[str], frozenset[str]]:
    """The content words of the subject, its head noun, its terms, and everything that these imply."""
    tokens = tokenise(subject)
    lemmas = tuple(token.lemma for token in tokens)
    words = [token.lemma for token in tokens if token.fold not in FUNCTION_WORDS]
    until = next((place for place, token in enumerate(tokens) if token.fold in _RELATIONS and place), len(tokens))
    nouns = [token.lemma for token in tokens[:until] if token.fold not in FUNCTION_WORDS] or words
    own = frozenset(mention.term for mention in thesaurus.find(lemmas))
    implied = own.union(*map(thesaurus.implied, own))
    return frozenset(words), nouns[-1] if nouns else "", own, implied
