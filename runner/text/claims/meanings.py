"""Decides which thing an ambiguous word names in its context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runner.text.claims.compounds import beside, is_plural
from runner.text.claims.lexicon import Lexicon, Meaning
from runner.text.claims.scope_words import words
from runner.text.claims.source import Source
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.thesaurus import key
from runner.text.language.tokenise import Token

_DETERMINERS, _PREPARED = words("determiners"), words("prepared")


def meant(source: Source, lexicon: Lexicon, term: str, start: int, end: int) -> str | None:
    """The thing that a term names here; None if it names none, or if nothing tells which."""
    meanings = lexicon.meanings(term)
    if meanings is not None:
        return next((key(each.term) for each in meanings if _shows(source, each, start, end)), None)
    return term if lexicon.is_thing(term) else None


def _shows(source: Source, meaning: Meaning, start: int, end: int) -> bool:
    """Whether the text has a sign of every kind that the meaning lists; True if it lists none."""
    if meaning.plural and is_plural(source.tokens[end - 1]) is not True:
        return False
    if meaning.alone and not _stands_alone(source, start, end):
        return False
    if meaning.context or meaning.without:
        others = _others(source, start, end)
        if (meaning.context and not meaning.context & others) or meaning.without & others:
            return False
    if meaning.before and not meaning.before.intersection(_before(source.tokens, start)):
        return False
    return not meaning.after or _next_word(source, end) in meaning.after


def _stands_alone(source: Source, start: int, end: int) -> bool:
    """Whether the word is a noun of its own: 'an orange', but not 'an orange shirt' or 'an orange and white cat'."""
    if not start or source.tokens[start - 1].fold not in _DETERMINERS | _PREPARED:
        return False
    behind = _next_word(source, end)
    if behind in ("and", "or", ""):
        return end + 1 >= len(source.tokens) or source.tokens[end + (behind != "")].fold in _DETERMINERS
    return behind == "." or (behind in FUNCTION_WORDS and behind not in ("of", "to"))


def _next_word(source: Source, end: int) -> str:
    """The next word; a full stop at the end of a sentence, empty if another mark comes between."""
    if end == len(source.tokens) or source.tokens[end].opens:
        return "."
    return source.tokens[end].fold if beside(source.text, source.tokens, end) else ""


def _others(source: Source, start: int, end: int) -> frozenset[str]:
    """The words around it without its own, unless these also occur elsewhere."""
    own = source.lemmas[start:end]
    return source.around - {word for word in own if source.lemmas.count(word) == 1}


def _before(tokens: Sequence[Token], start: int) -> Iterator[str]:
    """Up to three words before it, back to the first function word."""
    for token in reversed(tokens[max(start - 3, 0) : start]):
        yield token.fold
        if token.fold in FUNCTION_WORDS:
            return
