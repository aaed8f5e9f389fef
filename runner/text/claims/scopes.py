"""What stands around a word: whether it is negated, supposed only, or a picture of the thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runner.text.claims.claim import Mode
from runner.text.tokenise import Token

_NEGATORS = frozenset(
    "no without not never neither nor none lacking devoid cannot isn't aren't wasn't weren't doesn't don't didn't".split()
)
_PHRASED_NEGATORS = frozenset(
    [
        ("absence", "of"),
        ("lack", "of"),
        ("free", "of"),
        ("empty", "of"),
        ("devoid", "of"),
        ("instead", "of"),
        ("rather", "than"),
    ]
)
_LISTING = frozenset("or nor and any other of than".split())
_CARRIERS = frozenset("have show contain include wear hold see depict feature".split())  # of: does not have a car
_DETERMINERS = frozenset(
    "a an the his her its their this that these those my your our one two three four some several".split()
)
_STOPS = frozenset(
    "but except with while who which that where when as is are was were has on in at by near behind beside under over only "
    "just also however although though besides into onto from to there".split()
)
_GONE = frozenset("absent missing nowhere".split())
_REACH = 7
_SUPPOSING = frozenset("possibly perhaps maybe probably presumably supposedly".split())
_SUPPOSING_PHRASES = tuple(
    tuple(phrase.split())
    for phrase in (
        "waiting for", "wait for", "waits for", "ready for", "intended for", "meant for", "designed for", "as if", "looks like", "look like",
        "looking like", "resembles", "resembling", "similar to", "reminiscent of", "might be", "may be", "could be", "shaped like",
        "in the shape of", "known as", "search of", "searching for", "looking for", "suggesting that", "used for", "used by", "suitable for", "signaling to",
        "for use by", "enough for", "capable of", "inviting", "allowing", "space for", "place for", "room for", "area for", "spot for", "opportunity for",
    )
)  # fmt: skip
_FOR_SOMEONE_TO = re.compile(r"\bfor (?:[\w-]+ ){0,3}$")
_FIGURES = frozenset(
    "statue sculpture painting drawing portrait cartoon logo figurine mural poster illustration sketch replica mosaic carving graffiti "
    "emblem sticker print silhouette costume mascot".split()
)
_PICTURES = frozenset("picture photo photograph image view shot".split())
_FIGURED_BEFORE = frozenset(
    "toy stuffed plastic ceramic inflatable carved painted cartoon fake animated miniature origami lego".split()
)
_FIGURED_AFTER = frozenset(
    "statue sculpture figurine costume sticker logo decoration ornament cutout print pattern poster mascot balloon shape "
    "shaped design decal magnet".split()
)
_SKIPPED = frozenset(
    "a an the of two three several some large small big young old little white black red blue green brown yellow".split()
)


def is_negated(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the words from `start` to before `end` are said not to be there: no people, without a car, cars are absent."""
    return _negated_before(text, tokens, start) or _negated_behind(tokens, end)


def mode_of(text: str, tokens: Sequence[Token], start: int, end: int) -> Mode:
    """How the text speaks of the thing that the words from `start` to before `end` name."""
    if _is_figure(tokens, start, end):
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
        if (word, behind) in _PHRASED_NEGATORS:
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
    return denied and any(word in {"visible", "present", "seen", "shown", "pictured", "there"} for word in folds[1:])


def _is_figure(tokens: Sequence[Token], start: int, end: int) -> bool:
    if end < len(tokens) and tokens[end].lemma in _FIGURED_AFTER:
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
