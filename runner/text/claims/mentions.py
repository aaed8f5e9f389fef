"""Where a text names things: terms of the lexicon, the right meaning of ambiguous words, nothing that is negated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from runner.text.claims.claim import Mode
from runner.text.claims.lexicon import Lexicon, Meaning
from runner.text.claims.scopes import is_attribute, is_negated, mode_of
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.reading import Field
from runner.text.language.thesaurus import key
from runner.text.language.tokenise import Token

_UNCHANGED = frozenset("sheep deer fish aircraft people skis scissors cattle folk".split())
_ALWAYS_PLURAL = frozenset("people children men women folk cattle geese mice knives".split())
_LIVELY = frozenset(["animal", "person", "car", "truck", "train", "airplane", "boat"])


@dataclass(frozen=True, slots=True)
class Source:
    """One text with its words, and the words around it that help to tell meanings apart."""

    text: str
    field: Field
    tokens: tuple[Token, ...]
    lemmas: tuple[str, ...]
    around: frozenset[str]  # singular words of the text and, for a keyword, of the other keywords
    index: int = 0


class Thing(NamedTuple):
    """A place where a text says that a thing is in the picture."""

    term: str  # of the lexicon
    start: int  # its first token
    end: int  # behind its last token
    plural: bool | None  # None where the word has one form
    mode: Mode


def things(source: Source, lexicon: Lexicon) -> Iterator[Thing]:
    """Yield the things that the text says are there, in order. Words in quotation marks say nothing of the picture."""
    quoted = quoted_spans(source.text)
    animals = _animals(source, lexicon)
    for mention in lexicon.thesaurus.find(source.lemmas):
        first, last = source.tokens[mention.start], source.tokens[mention.end - 1]
        head = first if "of" in source.lemmas[mention.start : mention.end] else last
        if any(start < last.end and first.start < end for start, end in quoted):
            continue
        if is_attribute(source.tokens, mention.start, mention.end, of_animal=mention.end in animals):
            continue
        term = _meant(source, lexicon, mention.term, mention.start, mention.end)
        if term is not None and not is_negated(source.text, source.tokens, mention.start, mention.end):
            made = _LIVELY.isdisjoint(lexicon.kinds(term))
            mode = mode_of(source.text, source.tokens, mention.start, mention.end, made=made)
            yield Thing(term, mention.start, mention.end, is_plural(head), mode)


def _animals(source: Source, lexicon: Lexicon) -> frozenset[int]:
    """The first tokens of the animals that the text names."""
    found = lexicon.thesaurus.find(source.lemmas)
    return frozenset(mention.start for mention in found if "animal" in lexicon.kinds(mention.term))


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """The spans between pairs of quotation marks, the marks left out. An apostrophe inside a word is none.

    Marks around most of the text quote nothing: captioners put their whole answer between them.
    """
    return [(start, end) for start, end in _between_marks(text) if (end - start) * 2 < len(text)]


def in_quotes(text: str, place: int) -> bool:
    """Whether the character at `place` stands between quotation marks."""
    return any(start <= place < end for start, end in quoted_spans(text))


def _between_marks(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for place, character in enumerate(text):
        if opened is not None:
            if character in opened[1] and not _inside_word(text, place):
                spans.append((opened[0], place))
                opened = None
        elif character in _CLOSING and (place == 0 or not text[place - 1].isalnum()):
            opened = place + 1, _CLOSING[character]
    return spans


def is_plural(token: Token) -> bool | None:
    """Whether the word is a plural; None for words that have one form."""
    if token.fold in _ALWAYS_PLURAL:
        return True
    if token.fold in _UNCHANGED:
        return None
    return token.fold.endswith("s") and not token.lemma.endswith("s")


_CLOSING = {'"': '"', "“": "”", "‘": "’", "'": "'", "«": "»", "„": "“”"}


def _inside_word(text: str, place: int) -> bool:
    return text[place] in "'’" and place + 1 < len(text) and text[place + 1].isalnum()


def _meant(source: Source, lexicon: Lexicon, term: str, start: int, end: int) -> str | None:
    """The thing that a term names here; None where it names none, or where nothing tells which."""
    meanings = lexicon.meanings(term)
    if meanings is not None:
        return next((key(each.term) for each in meanings if _shows(source, each, start, end)), None)
    return term if lexicon.is_thing(term) else None


def _shows(source: Source, meaning: Meaning, start: int, end: int) -> bool:
    """Whether the signs of a meaning are there: every kind of sign that it lists, or none listed at all."""
    if meaning.plural and is_plural(source.tokens[end - 1]) is not True:
        return False
    if meaning.context and not meaning.context & _others(source, start, end):
        return False
    if meaning.before and not meaning.before.intersection(_before(source.tokens, start)):
        return False
    return not meaning.after or (end < len(source.tokens) and source.tokens[end].fold in meaning.after)


def _others(source: Source, start: int, end: int) -> frozenset[str]:
    """The words around it without its own, unless they stand elsewhere too."""
    own = source.lemmas[start:end]
    return source.around - {word for word in own if source.lemmas.count(word) == 1}


def _before(tokens: Sequence[Token], start: int) -> Iterator[str]:
    """The words in front, back to the first word of grammar."""
    for token in reversed(tokens[max(start - 3, 0) : start]):
        yield token.fold
        if token.fold in FUNCTION_WORDS:
            return
