"""The filter language: `outcome:blocked rule:ungrounded_name keyword:heron quality:>6 text:"canal"`.

    filter  = or
    or      = and { OR and }
    and     = not { [AND] not }
    not     = [NOT | -] ( "(" or ")" | term )
    term    = [key ":" [">" | ">=" | "<" | "<=" | "="]] value

A value with blanks stands in quotes. A term without a key is searched for in all texts. AND, OR and NOT are capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from runner.errors import RunnerError
from runner.review.language import translate

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<bare>[a-z_]+):(?=[\s)]|$)
      | (?P<open>\() | (?P<close>\)) | (?P<minus>-(?=\S))
      | (?:(?P<key>[a-z_]+):(?P<compare>>=|<=|>|<|=)?)? (?: "(?P<quoted>[^"]*)"? | (?P<plain>[^\s()"]+) )
    )""",
    re.VERBOSE,
)


class FilterProblem(RunnerError):
    """The filter cannot be understood; the message says what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. Without a key it is about all texts."""

    key: str | None
    compare: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Everything must hold; no parts hold always."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of them must hold."""

    parts: tuple[Node, ...]


Node = Term | Not | All | Either
_Word = Term | str


def parse(text: str) -> Node:
    """The filter as a tree. FilterProblem when it is none."""
    words = _words(text)
    node, rest = _either(words, 0)
    if rest < len(words):
        raise FilterProblem(translate("query", "There is a ) without its (."))
    return node


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    place = 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None or match.end() == place:
            raise FilterProblem(translate("query", "This cannot be read: {}").format(text[place:].strip()))
        if match["bare"]:
            raise FilterProblem(translate("query", "What after {}: ?").format(match["bare"]))
        found.append(_word(match))
        place = match.end()
    return found


def _word(match: re.Match[str]) -> _Word:
    if match["open"] or match["close"] or match["minus"]:
        return (match["open"] or match["close"] or "NOT").strip()
    if match["plain"] in ("AND", "OR", "NOT") and not match["key"]:
        return match["plain"]
    return Term(match["key"], match["compare"] or ":", match["quoted"] if match["plain"] is None else match["plain"])


def _either(words: Sequence[_Word], place: int) -> tuple[Node, int]:
    part, place = _all(words, place)
    parts = [part]
    while place < len(words) and words[place] == "OR":
        part, place = _all(words, place + 1)
        parts.append(part)
    return (parts[0] if len(parts) == 1 else Either(tuple(parts))), place


def _all(words: Sequence[_Word], place: int) -> tuple[Node, int]:
    if not words:
        return All(()), place
    part, place = _not(words, place)
    parts = [part]
    while place < len(words) and words[place] not in ("OR", ")"):
        part, place = _not(words, place + 1 if words[place] == "AND" else place)
        parts.append(part)
    return (parts[0] if len(parts) == 1 else All(tuple(parts))), place


def _not(words: Sequence[_Word], place: int) -> tuple[Node, int]:
    word = words[place] if place < len(words) else ")"
    if word == "NOT":
        part, place = _not(words, place + 1)
        return Not(part), place
    if word == "(":
        node, place = _either(words, place + 1)
        if place >= len(words):
            raise FilterProblem(translate("query", "There is a ( without its )."))
        return node, place + 1
    if isinstance(word, str):
        raise FilterProblem(translate("query", "A condition is missing beside AND, OR, NOT or inside ( )."))
    return word, place + 1
