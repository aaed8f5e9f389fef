"""Decides whether a text means a picture or figure of a thing: a statue of a horse, a toy horse, a horse on a shirt."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from runner.text.claims.compounds import beside
from runner.text.claims.scope_words import scope_words, words
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.tokenise import Token

_FIGURES = words("figures")
_PICTURES = words("pictures")
_FIGURED_BEFORE = words("figured_before")
_FIGURED_BEHIND = words("figured_behind")
_MATERIALS = words("materials")
_VEHICLE_MATERIALS = words("vehicle_materials")
_SKIPPED = words("skipped")
_DETERMINERS = words("determiners")
_OPENING = words("opening")
_SHOWING = words("showing")

_REACH = 6
"""Most words between 'statue of' and the thing."""
_BEFORE = 100
"""How many characters before a thing are searched."""
_LONGEST_OPENING = 9
"""Within how many words an opening has to name the picture: this is an old black and white photograph of."""


def _any_of(name: str) -> str:
    return "|".join(map(re.escape, scope_words()[name]))


_PHRASE = r"(?:(?:a|an|the|his|her|its|their|another|one|two|three|several|some) )?(?:[\w-]+ )?"
_IN_THE_SAME_FIGURE = re.compile(
    rf"\b(?:{_any_of('figures')})s? of (?:[\w'-]+ ){{1,5}}?(?:riding|holding|carrying|wearing|on|with|and) {_PHRASE}$"
)
_ON_A_SCREEN = re.compile(
    rf"\b(?:{_any_of('screens')}),?(?: that)?(?: is| are)? (?:{_any_of('showing')}) (?:an image of )?"
    rf"(?:(?:[\w'-]+ ){{1,5}}(?:and|with|holding|riding|carrying|on) )?{_PHRASE}$"
)
_PRINTED = re.compile(rf"^ (?:{_any_of('printed')}) (?:on|onto|in)\b")
_ON_IT = re.compile(r"^s? on (?:it|them|the (?:front|back))\b")
_CARRIER = re.compile(rf"\b(?:{_any_of('printed_things')})s? (?:with|has|featuring|bearing) {_PHRASE}$")
_HUNG = re.compile(r"^ (?:is (?:also )?(?:hanging|displayed|hung|mounted|printed|painted|attached)|hangs)\b")


def is_figure(text: str, tokens: Sequence[Token], start: int, end: int, kinds: Collection[str]) -> bool:
    """Whether the words from `start` to `end` (exclusive) name a figure or a picture of a thing with these kinds."""
    if _is_figure_behind(text, tokens, end) or _is_figure_before(text, tokens, start, kinds):
        return True
    before = text[max(tokens[start].start - _BEFORE, 0) : tokens[start].start].lower()
    if _is_shown(before, text[tokens[end - 1].end :], kinds):
        return True
    return _is_figure_of(text, tokens, start, end) or bool(_IN_THE_SAME_FIGURE.search(before))


def _is_figure_behind(text: str, tokens: Sequence[Token], end: int) -> bool:
    """Whether a word for a figure follows: a horse statue. But a cake shaped like a horse is a cake."""
    if not beside(text, tokens, end) or tokens[end].lemma not in _FIGURED_BEHIND:
        return False
    return not (end + 1 < len(tokens) and tokens[end].fold == "shaped" and tokens[end + 1].fold in ("like", "as"))


def _is_figure_before(text: str, tokens: Sequence[Token], start: int, kinds: Collection[str]) -> bool:
    """Whether a word for a figure precedes: a toy horse, a stuffed brown bear, a ceramic cat; not a wooden boat."""
    place = start
    if beside(text, tokens, place) and tokens[place - 1].fold in _SKIPPED - _DETERMINERS:
        place -= 1
    word = tokens[place - 1].fold if beside(text, tokens, place) else ""
    if word in _FIGURED_BEFORE:
        return True
    return word in (_VEHICLE_MATERIALS if "vehicle" in kinds else _MATERIALS) and bool(_LIVELY.intersection(kinds))


def _is_shown(before: str, behind: str, kinds: Collection[str]) -> bool:
    """Whether the thing is only on a screen or a poster, or printed on something."""
    if _ON_A_SCREEN.search(before) or _PRINTED.match(behind):
        return True
    return bool(_LIVELY.intersection(kinds) and _ON_IT.match(behind) and _CARRIER.search(before))


def _is_figure_of(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether 'statue of' precedes. A text that opens with 'a photo of' is about what the photo shows."""
    for place in range(start - 1, max(start - 1 - _REACH, 0), -1):
        word = tokens[place].fold
        if text[tokens[place].end : tokens[place + 1].start] != " ":
            return False
        if word == "of":
            head = tokens[place - 1].lemma
            hung = bool(_HUNG.match(text[tokens[end - 1].end :]))
            return head in _FIGURES or (head in _PICTURES and (hung or not _opens(tokens, place - 1)))
        if word in FUNCTION_WORDS and word not in _SKIPPED:
            return False
    return False


def _opens(tokens: Sequence[Token], picture: int) -> bool:
    """Whether only adjectives and words like 'this is a' precede: an old photo of, the image is a photo of."""
    if picture >= _LONGEST_OPENING or (picture and tokens[picture - 1].fold == "framed"):
        return False
    return all(_is_of_opening(tokens, place) for place in range(picture))


def _is_of_opening(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if place and token.opens:
        return False
    if token.fold in _SHOWING:
        return place > 0 and tokens[place - 1].lemma in _PICTURES | {"it", "this"}
    return token.fold in _OPENING or token.fold not in FUNCTION_WORDS


_LIVELY = frozenset(["animal", "person", "car", "truck", "train", "airplane", "boat"])
"""Kinds of things that also exist as figures of plastic or wood; a bowl of wood is simply a bowl."""
