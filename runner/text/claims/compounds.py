"""Decides when a word that can name a thing does not: as part of another name, or as a verb."""

from __future__ import annotations

from collections.abc import Sequence

from runner.text.claims.scope_words import words
from runner.text.language.english import FUNCTION_WORDS
from runner.text.language.inflect import singular
from runner.text.language.tokenise import Token

_AGES = words("ages")
_OWNERS = words("owners")
_VERBS = words("verbs")
_SUBJECTS = words("subjects")
_NEXT_TO = words("next_to")
_DETERMINERS = words("determiners")
_BEFORE_ARTICLE = words("clauses_before_article")
_WITH_ARTICLE = words("clauses_with_article")
_BEHIND_INFINITIVES = words("behind_infinitives")
_BEHIND_THINGS = words("behind_things")
_BEHIND_PEOPLE = words("behind_people")
_CLAUSES = words("clauses")
_BEHIND_CLAUSES = words("behind_clauses")
_PLURALS = frozenset(["people", "feet"])
_SINGULAR = frozenset("a an one this another each".split())
_UNCHANGED = frozenset("sheep deer fish aircraft people skis scissors cattle folk".split())
_ALWAYS_PLURAL = frozenset("people children men women folk cattle geese mice knives".split())
_LISTING_AGES = 3
"""Most words between ages in a list: two adult and one baby elephant."""


def is_attribute(text: str, tokens: Sequence[Token], start: int, end: int, *, person: bool) -> bool:
    """True if the words only describe the next one: apple trees, a passenger window, men's suits."""
    if tokens[end - 1].text.casefold() in _OWNERS or (person and _owns_in_general(text, tokens, start, end)):
        return True
    last = tokens[end - 1]
    if not beside(text, tokens, end) or (is_plural_form(last) and last.fold != "kids") or is_owner(last):
        return False
    return tokens[end].fold in (_BEHIND_PEOPLE if person else _BEHIND_THINGS)


def is_age(text: str, tokens: Sequence[Token], start: int, end: int, others: frozenset[int]) -> bool:
    """True if the words give the age of the next thing: "a baby elephant", "two adult and one baby zebra".

    `others` are the first tokens of the things whose age they may give.
    """
    if end - start != 1 or tokens[start].lemma not in _AGES or is_plural_form(tokens[start]):
        return False
    if end in others:
        return beside(text, tokens, end)
    if end < len(tokens) and tokens[end].fold in ("and", "or"):
        ahead = range(end + 1, min(end + 1 + _LISTING_AGES, len(tokens) - 1))
        return any(tokens[place].lemma in _AGES and place + 1 in others for place in ahead)
    return False


def is_verb(text: str, tokens: Sequence[Token], start: int, end: int, people: frozenset[int]) -> bool:
    """Whether the word is a verb here: he bears it, next to a man who books a room, feet sink into the sand.

    `people` are the positions after words for people.
    """
    word = tokens[start]
    if end - start != 1 or word.lemma not in _VERBS:
        return False
    is_form_with_s = word.fold != word.lemma
    if is_form_with_s and beside(text, tokens, end) and tokens[end].fold in _DETERMINERS | {"fruit"}:
        return True
    if not start or not beside(text, tokens, start):
        return False
    before = tokens[start - 1]
    if before.fold in _SUBJECTS:
        return True
    if before.fold == "to":
        next_to = start > 1 and tokens[start - 2].fold in _NEXT_TO
        return not is_form_with_s and not next_to and _has_object(text, tokens, end)
    if is_form_with_s:
        return start in people and not is_plural_form(before) and _has_determiner(tokens, start - 1)
    return before.fold in _PLURALS or (start in people and is_plural_form(before))


def _has_object(text: str, tokens: Sequence[Token], end: int) -> bool:
    """Whether an object of the verb follows: it does in 'to train dogs', but not in 'walks to train in the rain'."""
    if not beside(text, tokens, end):
        return False
    return tokens[end].fold in _DETERMINERS | _BEHIND_INFINITIVES or tokens[end].fold not in FUNCTION_WORDS


def is_plural_form(token: Token) -> bool:
    """Whether the word is a plural that differs from its singular."""
    return singular(token.fold) != token.fold


def is_plural(token: Token) -> bool | None:
    """Whether the word is a plural; None for words with only one form."""
    if token.fold in _ALWAYS_PLURAL:
        return True
    return None if token.fold in _UNCHANGED else is_plural_form(token)


def is_owner(token: Token) -> bool:
    """Whether the word ends in a possessive 's."""
    return token.text.casefold().endswith(("'s", "’s"))


def is_clause(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether two words that could name a thing are a thing and its verb: a dog runs, the bus stops at a corner."""
    verb, is_single = tokens[end - 1].fold, any(token.fold in _SINGULAR for token in tokens[max(start - 2, 0) : start])
    if verb in _BEFORE_ARTICLE and end < len(tokens) and tokens[end].fold in _DETERMINERS:
        return True
    if is_single or verb not in _CLAUSES:
        return is_single and verb in _CLAUSES | _WITH_ARTICLE
    if end == len(tokens) or tokens[end].opens:
        return start > 0 and tokens[start - 1].fold == "the"
    return tokens[end].fold in _BEHIND_CLAUSES


def beside(text: str, tokens: Sequence[Token], place: int) -> bool:
    """Whether only a single space separates the word at `place` from the one before it."""
    return 0 < place < len(tokens) and text[tokens[place - 1].end : tokens[place].start] == " "


def _owns_in_general(text: str, tokens: Sequence[Token], start: int, end: int) -> bool:
    """True if the owners need not be in the picture: kids' toys, ladies' shoes; but they are in "the kids' toys"."""
    marked = text[tokens[end - 1].end : tokens[end - 1].end + 1] in ("'", "’")
    known = any(token.fold in _DETERMINERS - _SINGULAR for token in tokens[max(start - 2, 0) : start])
    return marked and is_plural_form(tokens[end - 1]) and not known  # 'an officers' mess': 'an' belongs to 'mess'


def _has_determiner(tokens: Sequence[Token], place: int) -> bool:
    return any(token.fold in _DETERMINERS for token in tokens[max(place - 2, 0) : place])
