"""The texts of one photo as rules see them: split into words once, with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from runner.schema import PROSE as PROSE
from runner.schema import TEXTS, FactsRow, Texts
from runner.schema import Field as Field
from runner.text.claims.sources import Sources, sources_of
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.thesaurus import Mention, Thesaurus
from runner.text.language.tokenise import Token, tokenise

Writer = Literal["person", "facts", "picture"]
"""Who wrote the texts: a person, a captioner that was told only the facts, or one that also saw the picture."""

FIELDS = TEXTS


@dataclass(frozen=True, slots=True)
class TextsInContext(Texts):
    """Texts with everything they are judged by: `facts` are the sources of what a captioner may claim.

    A person's texts need no source. In a table of texts any field may be missing.
    """

    caption: str | None = None
    alt_text: str | None = None
    keywords: tuple[str, ...] = ()
    subject: str | None = None  # used if there are no facts
    location: str | None = None  # used if there are no facts
    file_name: str | None = None  # of the photo
    facts: FactsRow | None = None
    writer: Writer = "person"
    model: str | None = None  # the captioner's name
    fields: tuple[Field, ...] = FIELDS  # the fields that should be present
    language: str = "en"  # BCP 47 tag of the language they should be in; used if there are no facts


class Passage(NamedTuple):
    """A caption, an alt text or one keyword."""

    field: Field
    text: str
    tokens: tuple[Token, ...]
    lemmas: tuple[str, ...]
    folds: tuple[str, ...]
    words: frozenset[str]  # the folds as a set, for quick checks against word lists


class Reading:
    """Texts split into words, and what their sources support. Everything is computed on first use."""

    def __init__(self, texts: TextsInContext, thesaurus: Thesaurus) -> None:
        self.texts = texts
        self.thesaurus = thesaurus

    @cached_property
    def caption(self) -> Passage | None:
        """The caption, unless it is missing or blank."""
        return _passage("caption", self.texts.caption)

    @cached_property
    def alt_text(self) -> Passage | None:
        """The alternative text, unless it is missing or blank."""
        return _passage("alt_text", self.texts.alt_text)

    @cached_property
    def keywords(self) -> tuple[Passage, ...]:
        """The keywords that are not blank."""
        return tuple(passage for word in self.texts.keywords if (passage := _passage("keywords", word)))

    @cached_property
    def sources(self) -> Sources | None:
        """What the captioner was told; None if a person wrote the texts or there are no facts."""
        facts = self.texts.facts
        if facts is None or self.texts.writer == "person":
            return None
        return sources_of(facts, self.texts.writer == "picture")

    @cached_property
    def supported(self) -> frozenset[str]:
        """Terms and words that the sources say or imply."""
        if self.sources is None:
            return frozenset()
        return self.thesaurus.supported(saying.phrase for saying in self.sources.sayings)

    @cached_property
    def language(self) -> str:
        """The language in which the texts should be: the first part of a BCP 47 tag, in lower case."""
        tag = self.texts.facts.language if self.texts.facts else self.texts.language
        return tag.split("-")[0].casefold()

    @cached_property
    def subject(self) -> str | None:
        """What the photo shows."""
        return self.texts.facts.subject if self.texts.facts else self.texts.subject

    @cached_property
    def location(self) -> str | None:
        """Where the photo was taken."""
        return self.texts.facts.location if self.texts.facts else self.texts.location

    @cached_property
    def _mentions(self) -> dict[tuple[str, ...], tuple[Mention, ...]]:
        return {}

    def passages(self, fields: Sequence[Field]) -> Iterator[Passage]:
        """Yield the passages of the fields, in the order of the fields."""
        for field in fields:
            if field == "keywords":
                yield from self.keywords
            elif (passage := self.caption if field == "caption" else self.alt_text) is not None:
                yield passage

    def mentions(self, passage: Passage) -> tuple[Mention, ...]:
        """The terms of all vocabularies in the passage."""
        known = self._mentions.get(passage.lemmas)
        if known is None:
            known = self._mentions[passage.lemmas] = self.thesaurus.find(passage.lemmas)
        return known


def content(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens that are not function words."""
    return tuple(token for token in tokens if token.fold not in FUNCTION_WORDS)


@lru_cache(maxsize=1 << 14)
def content_words(text: str | None) -> frozenset[str]:
    """The words of `text` that are not function words, in the singular."""
    return frozenset(token.lemma for token in content(tokenise(text or "")))


@lru_cache(maxsize=1 << 14)
def _passage(field: Field, text: str | None) -> Passage | None:
    if text is None or not text.strip():
        return None
    tokens = tokenise(text)
    folds = tuple(token.fold for token in tokens)
    return Passage(field, text, tokens, tuple(token.lemma for token in tokens), folds, frozenset(folds))
