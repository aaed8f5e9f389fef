"""Terms of the vocabularies and what each of them implies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from runner.schema import Options
from runner.text.language.phrases import PhraseIndex
from runner.text.language.tokenise import tokenise


@dataclass(frozen=True)
class Vocabulary(Options):
    """One file of `conf/vocabulary`. Lists are separated by commas.

    `terms` maps terms to what each of them implies: `grey heron, great egret: heron, bird`. Each line of `same` lists
    terms with the same meaning.
    """

    terms: Mapping[str, str | None]
    same: tuple[str, ...] = ()


class Mention(NamedTuple):
    """A term found in a sequence of words."""

    term: str
    start: int
    end: int


class Thesaurus:
    """All vocabularies of a rule set. A term is identified by its words in the singular, joined by spaces."""

    def __init__(self, vocabularies: Mapping[str, Vocabulary]) -> None:
        self.members = {name: frozenset(_terms(vocabulary)) for name, vocabulary in vocabularies.items()}
        self._implied = _closure(_edges(vocabularies.values()))
        self.groups = frozenset(
            group
            for term, implied in self._implied.items()
            for group in implied
            if term not in self._implied.get(group, ())
        )
        self._written = _spellings(vocabularies.values())
        self._index = PhraseIndex(tuple(term.split(" ")) for term in self._implied)
        # Keywords, labels and places recur in photo after photo.
        self._find = lru_cache(maxsize=1 << 14)(self._mentions)
        self._support = lru_cache(maxsize=1 << 14)(self._said)

    def find(self, lemmas: Sequence[str]) -> tuple[Mention, ...]:
        """The terms in a sequence of singular words, the longest at each place."""
        return self._find(tuple(lemmas))

    def implied(self, term: str) -> frozenset[str]:
        """Everything that `term` implies, including itself; empty if no vocabulary has it."""
        return self._implied.get(term, frozenset())

    def same(self, term: str) -> frozenset[str]:
        """The terms with the same meaning as `term`, including itself."""
        return frozenset({term, *(other for other in self.implied(term) if term in self.implied(other))})

    def written(self, term: str) -> str:
        """The term as its vocabulary writes it."""
        return self._written.get(term, term)

    def supported(self, phrases: Iterable[Sequence[str]]) -> frozenset[str]:
        """Everything that the phrases say or imply: what their terms imply, and their words outside any term."""
        return frozenset().union(*(self._support(tuple(lemmas)) for lemmas in phrases))

    def _mentions(self, lemmas: tuple[str, ...]) -> tuple[Mention, ...]:
        return tuple(Mention(" ".join(lemmas[start:end]), start, end) for start, end in self._index.find(lemmas))

    def _said(self, lemmas: tuple[str, ...]) -> frozenset[str]:
        mentions = self.find(lemmas)
        covered = {place for mention in mentions for place in range(mention.start, mention.end)}
        free = (lemma for place, lemma in enumerate(lemmas) if place not in covered)
        return frozenset(free).union(*(self._implied[mention.term] for mention in mentions))


def split_terms(terms: str | None) -> tuple[str, ...]:
    """The terms of a comma-separated list."""
    return tuple(term for piece in (terms or "").split(",") if (term := " ".join(piece.split())))


@lru_cache(maxsize=1 << 15)
def key(term: str) -> str:
    """The key of a term: its words in the singular, joined by spaces."""
    return " ".join(token.lemma for token in tokenise(term))


def _terms(vocabulary: Vocabulary) -> Iterable[str]:
    for listed in (*vocabulary.terms, *vocabulary.same):
        yield from map(key, split_terms(listed))


def _spellings(vocabularies: Iterable[Vocabulary]) -> dict[str, str]:
    lists = (piece for v in vocabularies for piece in (*v.terms.values(), *v.terms, *v.same))
    return {key(term): term for piece in lists for term in split_terms(piece)}


def _edges(vocabularies: Iterable[Vocabulary]) -> dict[str, set[str]]:
    edges: dict[str, set[str]] = defaultdict(set)
    for vocabulary in vocabularies:
        for narrower, broader in vocabulary.terms.items():
            for term in split_terms(narrower):
                edges[key(term)].update(map(key, split_terms(broader)))
        for line in vocabulary.same:
            names = [key(term) for term in split_terms(line)]
            for name in names:
                edges[name].update(names)
    for target in [target for targets in edges.values() for target in targets]:
        edges.setdefault(target, set())
    return edges


def _closure(edges: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {term: _reachable(term, edges) for term in edges}


def _reachable(term: str, edges: Mapping[str, set[str]]) -> frozenset[str]:
    seen, ahead = {term}, [term]
    while ahead:
        new = edges[ahead.pop()] - seen
        seen |= new
        ahead.extend(new)
    return frozenset(seen)
