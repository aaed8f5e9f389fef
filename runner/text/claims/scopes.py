"""Reads the context of a word: whether it is negated, only supposed, or a picture of the thing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from runner.text.claims.claim import Mode
from runner.text.claims.compounds import is_plural_form
from runner.text.claims.figures import is_figure
from runner.text.claims.scope_words import phrases, scope_words, words
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.tokenise import Token

_REACH = 7
"""How many words before a thing are searched for a negation."""

_FAR = 12
"""How many words before a thing are searched for 'would' and the like."""

_FOR_SOMEONE_TO = re.compile(r"\bfor (?:[\w-]+ ){0,3}$")
_SIGN_SAYS = re.compile(
    r"\bsigns?(?: that| which)? (?:warn|prohibit|forbid|indicat|suggest|advis|allow|ban|direct|point)\w*[^.,;]*$"
)
_ALLOWED = re.compile(r" (?:is|are) (?:not |strictly )?(?:allowed|permitted|prohibited|forbidden|welcome|banned)\b")
_QUESTION = re.compile(r"[^.!?\n]*\?")
_SIGN_REACH = 80
_SENTENCE_ENDS = re.compile(r"[.;:!?\n]")

_NEGATORS = words("negators")
_LISTING = words("listing")
_CARRIERS = words("carriers")
_DETERMINERS = words("determiners")
_STOPS = words("stops")
_GONE = words("gone")
_VISIBLE = words("visible")
_SUPPOSING = words("supposing")
_LIKELY = words("likely")
_WONDERING = words("wondering")
_ADDRESSING = words("addressing")
_NEGATING_PHRASES = frozenset(tuple(phrase.split()) for phrase in scope_words()["negating_phrases"])
_SUPPOSING_PHRASES = frozenset(phrases("supposing_phrases"))
_ADDRESSING_PHRASES = phrases("addressing_phrases")
_NOT_DENIED = frozenset(["only", "just", "merely", "simply", "solely", "longer"])
_COMPARED = frozenset(["more", "fewer", "less", "later"])
_NO_TOKEN = Token("", "", "", 0, 0, False)
_UNSEEN = frozenset(["cannot", "can't", "couldn't"])


def is_negated(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the words from `start` to `end` (exclusive) are said not to be there: no people, cars are absent."""
    return _negated_before(text, tokens, start) or _negated_behind(tokens, start, end)


def mode_of(text: str, tokens: Sequence[Token], start: int, end: int, kinds: Collection[str] = ()) -> Mode:
    """How the text speaks of the thing that the words from `start` to `end` (exclusive) name; `kinds` are its kinds."""
    if is_figure(text, tokens, start, end, kinds):
        return "depicted"
    supposed = _is_supposed(text, tokens, start, end) or ("person" in kinds and _is_addressed(tokens, start, end))
    return "supposed" if supposed else "seen"


def _negated_before(text: str, tokens: Sequence[Token], start: int) -> bool:
    """Whether a negation precedes, across adjectives and a list joined by 'or'; a new noun phrase ends it."""
    behind = "" if start == len(tokens) else tokens[start].fold
    for place in range(start - 1, max(start - 1 - _REACH, -1), -1):
        word = tokens[place].fold
        gap = text[tokens[place].end : tokens[place + 1].start]
        if any(mark in gap for mark in ".;:!?\n("):
            return False
        if word in _NEGATORS:
            return _denies(tokens, place)
        if (word, behind) in _NEGATING_PHRASES or (place and (tokens[place - 1].fold, word) in _NEGATING_PHRASES):
            return True
        if (word, behind) == ("other", "than") or _ends_negation(tokens, place):
            return False
        behind = word
    return False


def _denies(tokens: Sequence[Token], place: int) -> bool:
    """Whether a negator denies what follows; not in 'not only dogs', 'no one on the horse', 'none of the dogs'."""
    word, behind, third = (token.fold for token in (*tokens[place : place + 3], *[_NO_TOKEN] * 2)[:3])
    if behind in _NOT_DENIED or (behind in _COMPARED and third == "than"):
        return False
    return (word, behind) not in (("no", "one"), ("none", "of"), ("missing", "and"), ("missing", "from"))


def _ends_negation(tokens: Sequence[Token], place: int) -> bool:
    """Whether a negation before the word at `place` ends there; it does not in 'by any', 'to have', 'such as'."""
    word, behind = tokens[place].fold, tokens[place + 1].fold
    if word in _STOPS:
        such = word == "as" and place > 0 and tokens[place - 1].fold == "such"
        return not (such or behind == "any" or (word == "to" and behind in _CARRIERS))
    return behind in _DETERMINERS and word not in _LISTING and word not in _CARRIERS


def _negated_behind(tokens: Sequence[Token], start: int, end: int) -> bool:
    folds = [token.fold for token in tokens[end : end + 4]]
    if folds and folds[0] in ("nowhere", "absent"):
        return True
    if len(folds) < 2 or folds[0] not in {"is", "are", "was", "were", "isn't", "aren't", *_UNSEEN}:
        return False
    if folds[1] in _GONE:
        return "of" not in (token.fold for token in tokens[max(start - 2, 0) : start])  # a slice of pizza is missing
    if folds[1:3] == ["no", "longer"]:
        return True
    denied = folds[0].endswith("n't") or folds[1] == "not" or folds[0] in _UNSEEN
    return denied and any(word in _VISIBLE for word in folds[1:])


def _is_supposed(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    before = [token.fold for token in tokens[max(start - 5, 0) : start]]
    if not _SUPPOSING.isdisjoint(before[-3:]) or _is_likely(tokens, start) or _is_wondered(text, tokens, start):
        return True
    if _ends_with(before, _SUPPOSING_PHRASES) or _is_on_sign(text, tokens, start, end):
        return True
    if _QUESTION.match(text, tokens[end - 1].end):
        return True
    to_do = end < len(tokens) and tokens[end].fold == "to"
    return to_do and bool(_FOR_SOMEONE_TO.search(text[: tokens[start].start].lower()))


def _is_on_sign(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether only a sign mentions it: a sign warns of bears, dogs are not allowed."""
    if _ALLOWED.match(text[tokens[end - 1].end :]):
        return True
    return bool(_SIGN_SAYS.search(text[max(tokens[start].start - _SIGN_REACH, 0) : tokens[start].start].lower()))


def _is_likely(tokens: Sequence[Token], start: int) -> bool:
    """Whether the noun phrase itself is a guess: likely a large dog."""
    for token in reversed(tokens[max(start - 4, 0) : start]):
        if token.fold in _LIKELY:
            return True
        if (
            token.fold == "that"
            or token.fold.endswith("ing")
            or (token.fold in FUNCTION_WORDS and token.fold not in _DETERMINERS | {"be"})
        ):
            return False
    return False


def _is_wondered(text: str, tokens: Sequence[Token], start: int) -> bool:
    """Whether the sentence asks about it, or says what would be there."""
    for token in reversed(tokens[max(start - _FAR, 0) : start]):
        if token.fold in _WONDERING:
            return not _SENTENCE_ENDS.search(text[token.end : tokens[start].start])
    return False


def _is_addressed(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether people without an article are only those that something is for: offers visitors a view."""
    if not start or not (is_plural_form(tokens[end - 1]) or tokens[end - 1].fold in ("people", "passersby")):
        return False
    before = [token.fold for token in tokens[max(start - 3, 0) : start]]
    if before[-1] in _ADDRESSING or (len(before) > 1 and before[-1] == "many" and before[-2] in _ADDRESSING):
        return True
    return any(tuple(before[-len(phrase) :]) == phrase for phrase in _ADDRESSING_PHRASES)


def _ends_with(words: Sequence[str], phrases: Collection[tuple[str, ...]]) -> bool:
    """Whether the words end with one of the phrases, apart from a few determiners and adjectives after it."""
    between = 3 if words and words[-1] == "of" else 2  # looks like a flock of
    ends = range(len(words), max(len(words) - between - 1, 0), -1)
    return any(tuple(words[start:end]) in phrases for end in ends for start in range(end))
