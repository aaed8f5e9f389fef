"""What stands around a word: whether it is negated, supposed only, or a picture of the thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files

import yaml

from runner.text.claims.claim import Mode
from runner.text.language.tokenise import Token

_REACH = 7
"""How many words a negation reaches back over."""

_FOR_SOMEONE_TO = re.compile(r"\bfor (?:[\w-]+ ){0,3}$")


def _words() -> dict[str, tuple[str, ...]]:
    text = files("runner.text.claims").joinpath("scopes.yaml").read_text(encoding="utf-8")
    return {name: tuple(map(str, listed)) for name, listed in yaml.load(text, yaml.CSafeLoader).items()}


_SCOPES = _words()
_NEGATORS, _LISTING, _CARRIERS, _DETERMINERS, _STOPS = (
    frozenset(_SCOPES[name]) for name in ("negators", "listing", "carriers", "determiners", "stops")
)
_GONE, _VISIBLE, _SUPPOSING, _FIGURES, _PICTURES = (
    frozenset(_SCOPES[name]) for name in ("gone", "visible", "supposing", "figures", "pictures")
)
_FIGURED_BEFORE, _FIGURED_BEHIND, _MATERIALS, _SKIPPED = (
    frozenset(_SCOPES[name]) for name in ("figured_before", "figured_behind", "materials", "skipped")
)
_AGES, _OWNERS = frozenset(_SCOPES["ages"]), frozenset(_SCOPES["owners"])
_NEGATING_PHRASES = frozenset(tuple(phrase.split()) for phrase in _SCOPES["negating_phrases"])
_SUPPOSING_PHRASES = tuple(
    tuple(phrase.split()) for line in _SCOPES["supposing_phrases"] for phrase in line.split(", ")
)


def is_negated(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the words from `start` to before `end` are said not to be there: no people, cars are absent."""
    return _negated_before(text, tokens, start) or _negated_behind(tokens, end)


def is_attribute(tokens: Sequence[Token], start: int, end: int, *, of_animal: bool) -> bool:
    """Whether the words only tell what the next word is: adult elephants, men's suits."""
    if tokens[end - 1].text.casefold() in _OWNERS:
        return True
    return of_animal and end - start == 1 and tokens[start].lemma in _AGES


def mode_of(text: str, tokens: Sequence[Token], start: int, end: int, *, made: bool) -> Mode:
    """How the text speaks of the thing that the words from `start` to before `end` name.

    `made` tells that things like it are made of plastic or wood as they are: a bowl, but no horse.
    """
    if _is_figure(tokens, start, end) or (not made and start and tokens[start - 1].fold in _MATERIALS):
        return "depicted"
    return "supposed" if _is_supposed(text, tokens, start, end) else "seen"


def _negated_before(text: str, tokens: Sequence[Token], start: int) -> bool:
    """Walk back from the words to a negator, across adjectives and a list joined by 'or'; a new noun phrase ends it."""
    behind = "" if start == len(tokens) else tokens[start].fold
    for place in range(start - 1, max(start - 1 - _REACH, -1), -1):
        word = tokens[place].fold
        gap = text[tokens[place].end : tokens[place + 1].start]
        if any(mark in gap for mark in ".;:!?\n("):
            return False
        if word in _NEGATORS:
            return not (place + 1 < len(tokens) and tokens[place + 1].fold == "only")
        if (word, behind) in _NEGATING_PHRASES:
            return True
        if word in _STOPS or (behind in _DETERMINERS and word not in _LISTING and word not in _CARRIERS):
            return False
        behind = word
    return False


def _negated_behind(tokens: Sequence[Token], end: int) -> bool:
    folds = [token.fold for token in tokens[end : end + 4]]
    if not folds or folds[0] not in {"is", "are", "was", "were", "isn't", "aren't"}:
        return False
    if len(folds) > 1 and folds[1] in _GONE:
        return True
    denied = folds[0].endswith("n't") or (len(folds) > 1 and folds[1] == "not")
    return denied and any(word in _VISIBLE for word in folds[1:])


def _is_figure(tokens: Sequence[Token], start: int, end: int) -> bool:
    if end < len(tokens) and tokens[end].lemma in _FIGURED_BEHIND:
        return True
    if start and tokens[start - 1].fold in _FIGURED_BEFORE:
        return True
    place = start - 1
    while place > 0 and place > start - 6 and tokens[place].fold in _SKIPPED:
        place -= 1
        if tokens[place].lemma in _FIGURES or (tokens[place].lemma in _PICTURES and place > 3):
            return tokens[place + 1].fold == "of"
    return False


def _is_supposed(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    before = [token.fold for token in tokens[max(start - 5, 0) : start]]
    if not _SUPPOSING.isdisjoint(before[-3:]):
        return True
    if any(_ends_with(before, phrase) for phrase in _SUPPOSING_PHRASES):
        return True
    to_do = end < len(tokens) and tokens[end].fold == "to"
    return to_do and bool(_FOR_SOMEONE_TO.search(text[: tokens[start].start].lower()))


def _ends_with(words: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the phrase stands at the end of the words, determiners and adjectives in between aside."""
    reach = range(max(len(words) - len(phrase) - 2, 0), len(words) - len(phrase) + 1)
    return any(tuple(words[at : at + len(phrase)]) == tuple(phrase) for at in reach)
