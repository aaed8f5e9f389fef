"""Corrects terms to their spelling in the house style."""

from __future__ import annotations

from typing import Any

from runner.schema import Finding
from runner.text.language.thesaurus import split_terms
from runner.text.language.tokenise import Token, tokenise


def as_written(text: str, finding: Finding, options: Any) -> str:
    """Write a known term in its correct case: klm becomes KLM."""
    return _replaced(text, finding, {_folded(term): term for term in options.terms})


def preferred(text: str, finding: Finding, options: Any) -> str:
    """Replace a term by the preferred one; in a sentence only if number and article still fit."""
    better = {_folded(each): term for listed, term in options.terms.items() for each in split_terms(listed)}
    if finding.field != "keywords":
        better = {words: term for words, term in better.items() if _same_form(text, words, term)}
    return _replaced(text, finding, better)


def _replaced(text: str, finding: Finding, written: dict[tuple[str, ...], str]) -> str:
    found = tokenise(finding.words[0]) if finding.words else ()
    term = written.get(tuple(token.fold for token in found))
    if term is None:
        return text
    tokens = tokenise(text)
    for place in range(len(tokens) - len(found) + 1):
        here = tokens[place : place + len(found)]
        if [token.text for token in here] == [token.text for token in found]:
            return f"{text[: here[0].start]}{_cased(term, here[0])}{_rest(text, here[-1])}"
    return text


def _cased(term: str, first: Token) -> str:
    """The term, with a capital if it opens a sentence that began with one."""
    opens = first.opens and first.text[0].isupper() and term[0].islower()
    return term[0].upper() + term[1:] if opens else term


def _rest(text: str, last: Token) -> str:
    """The text after the term, including a possessive 's."""
    end = last.end - 2 if last.text.casefold().endswith(("'s", "’s")) else last.end
    return text[end:]


def _same_form(text: str, words: tuple[str, ...], term: str) -> bool:
    """Whether the term fits in place of the words: no singular for a plural, no "an jet" for "an airplane"."""
    last, better = tokenise(words[-1])[0], tokenise(term)[-1]
    number = (last.lemma == last.fold) == (better.lemma == better.fold)
    tokens = tokenise(text)
    places = [i for i in range(1, len(tokens)) if tokens[i].fold == words[0] and tokens[i - 1].fold in ("a", "an")]
    return number and all((tokens[i].fold[0] in "aeiou") == (term[0].casefold() in "aeiou") for i in places)


def _folded(term: str) -> tuple[str, ...]:
    return tuple(token.fold for token in tokenise(term))
