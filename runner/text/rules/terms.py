"""The words of a house style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from runner.messages import say
from runner.text.claims.grounding import quoted
from runner.text.language.reading import FIELDS, Field, Passage, Reading
from runner.text.language.thesaurus import key, split_terms
from runner.text.language.tokenise import tokenise
from runner.text.rules.rule import Hit, RuleOptions, rule
from runner.text.rules.wordlist import common_places_in, phrases_in, places_in


@dataclass(frozen=True)
class RequiredTermsOptions(RuleOptions):
    """Terms that have to be used."""

    # comma-separated lists; one term of each has to occur
    terms: tuple[str, ...] = ()
    # fields that each need one
    fields: tuple[Field, ...] = ("keywords",)


@dataclass(frozen=True)
class BannedTermsOptions(RuleOptions):
    """Terms that must not be used."""

    terms: tuple[str, ...] = ()
    fields: tuple[Field, ...] = FIELDS


@dataclass(frozen=True)
class PreferredTermsOptions(RuleOptions):
    """Which term is used instead of which."""

    # comma-separated lists, each with the term to use: "airplane, aeroplane: aircraft"
    terms: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class TermCaseOptions(RuleOptions):
    """Terms with the capitals they have to be written with."""

    # as they have to be written: KLM, Schiphol
    terms: tuple[str, ...] = ()


@rule(RequiredTermsOptions, example="heron, canal, winter (required: Leiden)")
def required_terms(reading: Reading, options: RequiredTermsOptions) -> Iterator[Hit]:
    """A field without a term that the set requires."""
    for name in options.fields:
        passages = tuple(reading.passages((name,)))
        for line in options.terms:
            if passages and not any(_has(passage, line) for passage in passages):
                yield Hit(name, (line,), say("required_terms.missing", term=line))


@rule(BannedTermsOptions, example="A grey heron near the poachers' hut in winter. (banned: poachers)")
def banned_terms(reading: Reading, options: BannedTermsOptions) -> Iterator[Hit]:
    """A term that is banned in the set."""
    for passage in reading.passages(options.fields):
        for words in phrases_in(passage, options.terms):
            yield Hit(passage.field, (words,), say("banned_terms.found", words=words))


@rule(PreferredTermsOptions, example="A blue airplane lands at dusk in the rain. (preferred: aircraft)")
def preferred_terms(reading: Reading, options: PreferredTermsOptions) -> Iterator[Hit]:
    """A term for which the set prefers a different one."""
    listed, better = _preferences(tuple(options.terms.items()))
    for passage in reading.passages(FIELDS):
        for start, end in common_places_in(reading, passage, listed):
            words = quoted(passage, start, end)
            message = say("preferred_terms.instead", term=better[passage.folds[start:end]], words=words)
            yield Hit(passage.field, (words,), message)


@rule(TermCaseOptions, example="A klm Boeing 747 lands at Schiphol Airport in May. (the term is: KLM)")
def term_case(reading: Reading, options: TermCaseOptions) -> Iterator[Hit]:
    """A known term in the wrong case."""
    facts = reading.texts.facts
    for terms in (options.terms, facts.vocabulary if facts else ()):
        for passage in reading.passages(FIELDS) if terms else ():
            for start, end in places_in(passage, terms):
                words, term = quoted(passage, start, end), _spellings(terms)[passage.folds[start:end]]
                if not _is_written(words, term):
                    yield Hit(passage.field, (words,), say("term_case.written", term=term, words=words))


Folds = tuple[str, ...]


@lru_cache(maxsize=64)
def _preferences(terms: tuple[tuple[str, str], ...]) -> tuple[tuple[str, ...], Mapping[Folds, str]]:
    """All terms with a preferred one, and the preferred one by their folded words."""
    better = {term: word for listed, word in terms for term in split_terms(listed)}
    return tuple(better), {_folds(term): word for term, word in better.items()}


@lru_cache(maxsize=64)
def _spellings(terms: tuple[str, ...]) -> Mapping[Folds, str]:
    return {_folds(term): term for term in terms}


def _folds(term: str) -> Folds:
    return tuple(token.fold for token in tokenise(term))


def _has(passage: Passage, line: str) -> bool:
    text = f" {' '.join(passage.lemmas)} "
    return any(f" {key(term)} " in text for term in split_terms(line))


def _is_written(words: str, term: str) -> bool:
    """Whether the words are the term, with or without a capital at the beginning; a possessive 's does not count."""
    written = " ".join(token.text.removesuffix("'s").removesuffix("’s") for token in tokenise(words))
    wanted = " ".join(token.text for token in tokenise(term))
    return written in (wanted, wanted[:1].upper() + wanted[1:])
