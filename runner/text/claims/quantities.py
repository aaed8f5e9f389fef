"""Reads how many things a noun phrase means: two people, a pair of dogs, several boats, a single tree."""

from __future__ import annotations

from collections.abc import Sequence

from runner.text.claims.claim import Count
from runner.text.claims.compounds import is_plural
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.tokenise import Token

_WORDS = {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
} | {"both": 2, "dozen": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "twenty": 20}
COLOURS = frozenset(
    "black white grey gray red orange yellow green blue purple violet pink brown beige golden gold silver turquoise "
    "teal tan maroon cream crimson".split()
)
_DEFINITE = frozenset("the this that these those his her its their both".split())
_EXACTLY_ONE = frozenset("one single lone solitary sole".split())
_ONE = frozenset("a an the this that his her its their another each every".split())
_SEVERAL = frozenset("several few some multiple various numerous many countless".split())
_GROUPS = {"pair": 2, "duo": 2, "trio": 3, "couple": 2, "dozen": 12}
_CROWDS = frozenset(
    "group crowd herd flock row line bunch pack team lot number range array collection set stack pile variety dozens "
    "lots hundreds thousands plenty handful swarm fleet assortment series cluster audience plates".split()
)
_MANY = frozenset("crowd people folk family audience crew staff couple luggage baggage cattle silverware".split())
_PAIRED = frozenset(
    "skis ski scissors shoe boot glove glasses glass sunglasses sunglass goggle goggles jean jeans short shorts "
    "chopsticks sock pant pants trouser earring slipper sandal sneaker mitten headphones headphone".split()
)
_AT_LEAST = frozenset([("at", "least"), ("more", "than"), ("at", "most"), ("less", "than"), ("fewer", "than"),
                       ("up", "to"), ("as", "many"), ("close", "to"), ("many", "as")])  # fmt: skip
_ABOUT = frozenset("over about or around nearly almost approximately roughly some half under below maybe another other "
                   "additional further".split())  # fmt: skip
_NAMING = frozenset("number no route flight platform".split())
_LISTED = frozenset(".):")
_REACH = 4
_MOST_DIGITS = 2


def quantity(text: str, tokens: Sequence[Token], start: int, end: int, plural: bool | None, term: str) -> Count:
    """How many things the words from `start` to `end` (exclusive) mean. A pair of skis is one thing."""
    found = None if tokens[end - 1].fold in _MANY - {"people"} else _said(text, tokens, start, term)
    if found is None or (plural and found.most == 1):
        return _of_form(tokens, end, plural)
    if found.exact and found.least > 1 and plural is False:
        return Count(1, None, exact=False)  # "two bus drivers": the number belongs to another noun
    return found


def is_definite(tokens: Sequence[Token], start: int) -> bool:
    """Whether the words from `start` refer to something known: the dog, these two people, his dog."""
    for token in reversed(tokens[max(start - 1 - _REACH, 0) : start]):
        if token.fold in _DEFINITE:
            return True
        if token.fold in FUNCTION_WORDS:
            return False
    return False


def number_of(word: str) -> int | None:
    """The number that a word or digits say; None for other words and for numbers of three or more digits."""
    if word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS:
        return int(word)
    return _WORDS.get(word)


def _said(text: str, tokens: Sequence[Token], start: int, term: str) -> Count | None:
    """The count that precedes the noun, across adjectives; None if there is none."""
    for place in range(start - 1, max(start - 1 - _REACH, -1), -1):
        word = tokens[place].fold
        if word == "of":
            return _of_group(tokens, place, term)
        if word in _EXACTLY_ONE:
            return Count(1, 1)
        if (number := number_of(word)) is not None:
            return _numbered(text, tokens, place, number)
        if word in _SEVERAL:
            return Count(2, None, exact=False)
        if word in _ONE:
            return Count(1, 1, exact=False)
        if word == "and" and place and COLOURS.issuperset((tokens[place - 1].fold, tokens[place + 1].fold)):
            continue
        if word in FUNCTION_WORDS or word.endswith("ing") or (is_plural(tokens[place]) and word != "sports"):
            return None  # 'two men wear ties' counts no ties
    return None


def _numbered(text: str, tokens: Sequence[Token], place: int, number: int) -> Count | None:
    """The count of a number: not exact for 'at least two' and 'two or three', None for a platform or a list."""
    before = [token.fold for token in tokens[max(place - 3, 0) : place] if token.fold not in ("a", "an")][-2:]
    if number < 1 or text[tokens[place].end : tokens[place].end + 1] in _LISTED:
        return None
    ranges = tokens[place + 1].fold in ("or", "to") or (before[-1:] == ["to"] and number_of(before[0]) is not None)
    if ranges or text[tokens[place].end : tokens[place].end + 1] == "+":
        return Count(min(number, 2), None, exact=False)
    if tuple(before[-2:]) in _AT_LEAST or not _ABOUT.isdisjoint(before[-1:]):
        return Count(min(number, 2), None, exact=False)
    if not _NAMING.isdisjoint(before[-1:]):
        return None
    return Count(number, number)


def _of_group(tokens: Sequence[Token], of: int, term: str) -> Count | None:
    """The count given by the words before 'of': a pair, a couple, a group."""
    for token in reversed(tokens[max(of - 2, 0) : of]):
        if token.fold in _GROUPS:
            number = _GROUPS[token.fold]
            if token.fold == "pair" and term in _PAIRED:
                return Count(1, 1, exact=False)
            return Count(number, 4, exact=False) if token.fold == "couple" else Count(number, number)
        if token.fold in _CROWDS or token.fold in _SEVERAL:
            return Count(2, None, exact=False)
        if (number_ := number_of(token.fold)) is not None and number_ > 1:
            return Count(number_, None, exact=False)  # three of the dogs
    return None


def _of_form(tokens: Sequence[Token], end: int, plural: bool | None) -> Count:
    """The count given by the noun's form: two or more for a plural, one or more for any other."""
    word = tokens[end - 1].lemma
    if plural or word in _MANY or plural is None:
        return Count(2 if plural else 1, None, exact=False)
    return Count(1, None, exact=False)
