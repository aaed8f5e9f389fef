"""The things that the reader knows: kinds, synonyms, neighbours, and words with more than one meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from runner.text.language.thesaurus import Thesaurus, Vocabulary, key, split_terms
from runner.text.language.tokenise import tokenise

_OWN = "objects"
_BLOCKED = "not_things"
_AMBIGUOUS = "ambiguous"


@dataclass(frozen=True, slots=True)
class Meaning:
    """One meaning of an ambiguous word, and the signs that indicate it."""

    term: str
    context: frozenset[str]  # words anywhere in the text
    before: frozenset[str]  # words before it, adjectives skipped
    after: frozenset[str]  # the word after it
    plural: bool  # whether the word has to be a plural
    alone: bool  # whether the word has to be a noun of its own: an orange, not an orange shirt
    without: frozenset[str]  # words that must not occur in the text


class Lexicon:
    """Visible things by the words that name them. Immutable; build it once."""

    def __init__(self, data: Mapping[str, Any], more: Mapping[str, Vocabulary] | None = None) -> None:
        """`data` is the content of `objects.yaml`; `more` has vocabularies of a rule set whose terms are things too."""
        own = Vocabulary(terms=data["terms"], same=tuple(data["same"]))
        blocked = Vocabulary(terms=dict.fromkeys(data["not_things"]))
        ambiguous = Vocabulary(terms={str(word): None for word in data["ambiguous"]})
        self._blocked = _keys(data["not_things"])
        self._meanings = {key(str(word)): _meanings(listed) for word, listed in data["ambiguous"].items()}
        vocabularies = {**(more or {}), _OWN: own, _BLOCKED: blocked, _AMBIGUOUS: ambiguous}
        self.thesaurus = Thesaurus(vocabularies)
        self._things = frozenset().union(*(self.thesaurus.members[name] for name in (*(more or {}), _OWN)))
        self._things |= frozenset(term for name in self._things for term in self.thesaurus.implied(name))
        self._plain = _plain_names(data["same"])
        self._near = _neighbours(data["near"])

    def is_thing(self, term: str) -> bool:
        """Whether the term names a thing, and only one."""
        return term in self._things and term not in self._blocked and term not in self._meanings

    def is_blocked(self, term: str) -> bool:
        """Whether the term is a phrase that names no thing of its own."""
        return term in self._blocked

    def meanings(self, term: str) -> Sequence[Meaning] | None:
        """The meanings of an ambiguous word, the likeliest first; None if it has only one."""
        return self._meanings.get(term)

    def plain(self, term: str) -> str:
        """The plain name of a thing: couch for sofa."""
        return self._plain.get(term, term)

    def kinds(self, term: str) -> frozenset[str]:
        """All kinds of the thing, including itself, by plain name: man gives man and person."""
        return _kinds(self, term)

    def near(self, term: str) -> frozenset[str]:
        """Other plain names that are often given to the same thing."""
        return _near(self, term)

    def named(self, label: str) -> str | None:
        """The plain name of the first known thing in a label; None if there is none."""
        return _named(self, label)

    def things_in(self, label: str) -> frozenset[str]:
        """The things in a witness's label, with all their kinds: 'dining table' gives table and furniture."""
        return _things_in(self, label)

    def neighbours_of(self, plain: str) -> frozenset[str]:
        """The neighbours that are listed for exactly this name."""
        return self._near.get(plain, frozenset())


@lru_cache(maxsize=1)
def default_lexicon() -> Lexicon:
    """The lexicon that comes with the program."""
    text = files("runner.text.claims").joinpath("objects.yaml").read_text(encoding="utf-8")
    return Lexicon(yaml.load(text, yaml.CSafeLoader))


@lru_cache(maxsize=1 << 14)
def _kinds(lexicon: Lexicon, term: str) -> frozenset[str]:
    return frozenset(lexicon.plain(each) for each in lexicon.thesaurus.implied(term) or {term})


@lru_cache(maxsize=1 << 14)
def _near(lexicon: Lexicon, term: str) -> frozenset[str]:
    kinds = _kinds(lexicon, term)
    return frozenset().union(*(lexicon.neighbours_of(kind) for kind in kinds)) - kinds


@lru_cache(maxsize=1 << 14)
def _things_in(lexicon: Lexicon, label: str) -> frozenset[str]:
    return frozenset().union(*(_kinds(lexicon, term) for term in _terms_in(lexicon, label)))


@lru_cache(maxsize=1 << 14)
def _named(lexicon: Lexicon, label: str) -> str | None:
    return next((lexicon.plain(term) for term in _terms_in(lexicon, label)), None)


def _terms_in(lexicon: Lexicon, label: str) -> Iterator[str]:
    """The terms in a label. An ambiguous word means the thing of that name, or else its first meaning."""
    for mention in lexicon.thesaurus.find([token.lemma for token in tokenise(label.replace("_", " "))]):
        meanings = lexicon.meanings(mention.term)
        if meanings:
            terms = [key(each.term) for each in meanings]
            yield mention.term if mention.term in terms else terms[0]
        elif lexicon.is_thing(mention.term):
            yield mention.term


def _keys(lines: Iterable[str]) -> frozenset[str]:
    return frozenset(key(term) for line in lines for term in split_terms(line))


def _plain_names(lines: Iterable[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for line in lines:
        first, *others = [key(term) for term in split_terms(line)]
        for other in others:
            names.setdefault(other, names.get(first, first))
    return names


def _neighbours(lines: Iterable[str]) -> dict[str, frozenset[str]]:
    """The neighbours of each term: all other terms of its lines."""
    near: dict[str, set[str]] = {}
    for line in lines:
        group = [key(term) for term in split_terms(line)]
        for term in group:
            near.setdefault(term, set()).update(other for other in group if other != term)
    return {term: frozenset(others) for term, others in near.items()}


def _meanings(listed: Sequence[Mapping[str, Any]]) -> tuple[Meaning, ...]:
    return tuple(
        Meaning(
            str(each["means"]),
            context=frozenset(map(str, each.get("context", ()))),
            before=frozenset(map(str, each.get("before", ()))),
            after=frozenset(map(str, each.get("after", ()))),
            plural=bool(each.get("plural", False)),
            alone=bool(each.get("alone", False)),
            without=frozenset(map(str, each.get("without", ()))),
        )
        for each in listed
    )
