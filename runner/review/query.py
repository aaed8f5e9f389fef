"""The filter language: `outcome:blocked rule:ungrounded_name keyword:heron quality:>6 text:"canal"`.

    filter  = or
    or      = and { OR and }
    and     = not { [AND] not }
    not     = [NOT | -] ( "(" or ")" | term )
    term    = [key ":" [">" | ">=" | "<" | "<=" | "="]] value

A value with spaces is put in quotes. A term without a key is searched for in name, folder and texts. AND, OR and NOT
must be in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from runner.errors import RunnerError
from runner.review.language import translate

_TOKEN = re.compile(
    r"""\s*(?:
        (?P<bare>[a-z_][a-z0-9_]*):(?=[\s)]|$)
      | (?P<open>\() | (?P<close>\)) | (?P<minus>-(?=\S))
      | (?:(?P<key>[a-z_][a-z0-9_]*):(?P<compare>>=|<=|>|<|=)?)? (?: "(?P<quoted>[^"]*)"? | (?P<plain>[^\s()"]+) )
    )""",
    re.VERBOSE,
)
Span = tuple[int, int]
"""The position of a word in the filter: its first character, and the one after its last."""


class FilterError(RunnerError):
    """The filter cannot be understood; the message says what is wrong and what would be right.

    `span` is the position of the wrong word in the filter, `word` the word itself (empty if one is missing).
    """

    exit_code = 2

    def __init__(self, message: str, span: Span = (0, 0), word: str = "") -> None:
        self.span, self.word = span, word
        super().__init__(message)

    def __reduce__(self) -> tuple[type[FilterError], tuple[str, Span, str]]:
        return type(self), (str(self), self.span, self.word)


@dataclass(frozen=True, slots=True)
class Term:
    """One condition. Without a key it applies to name, folder and texts."""

    key: str | None
    compare: str
    value: str
    span: Span = field(default=(0, 0), compare=False)

    def problem(self, message: str) -> FilterError:
        """The error for this condition."""
        return FilterError(message, self.span, f"{self.key}:{self.value}" if self.key else self.value)


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not match."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """All parts must match. Without parts it matches every photo."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of the parts must match."""

    parts: tuple[Node, ...]


Node = Term | Not | All | Either


@dataclass(frozen=True, slots=True)
class _Token:
    """A condition, or one of the words `( ) AND OR NOT`."""

    word: Term | str
    span: Span


def parse(text: str) -> Node:
    """The filter as a tree. Raises FilterError, with the place of the wrong word, if the text is not a filter."""
    tokens = _tokens(text)
    node, rest = _either(tokens, 0)
    if rest < len(tokens):
        raise FilterError(translate("query", "There is a ) without a (."), tokens[rest].span, ")")
    return node


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    start = 0
    while text[start:].strip():
        match = _TOKEN.match(text, start)
        if match is None or match.end() == start:
            rest = text[start:].strip()
            raise FilterError(translate("query", "This cannot be read: {}").format(rest), (start, len(text)), rest)
        span = (match.end() - len(match[0].lstrip()), match.end())
        if match["bare"]:
            key = f"{match['bare']}:"
            raise FilterError(translate("query", "What should follow {}: ?").format(match["bare"]), span, key)
        found.append(_Token(_word(match, span), span))
        start = match.end()
    return found


def _word(match: re.Match[str], span: Span) -> Term | str:
    if match["open"] or match["close"] or match["minus"]:
        return (match["open"] or match["close"] or "NOT").strip()
    if match["plain"] in ("AND", "OR", "NOT") and not match["key"]:
        return match["plain"]
    value = match["quoted"] if match["plain"] is None else match["plain"]
    return Term(match["key"], match["compare"] or ":", value, span)


def _is(tokens: Sequence[_Token], at: int, *words: str) -> bool:
    return at < len(tokens) and tokens[at].word in words


def _either(tokens: Sequence[_Token], at: int) -> tuple[Node, int]:
    part, at = _all(tokens, at)
    parts = [part]
    while _is(tokens, at, "OR"):
        part, at = _all(tokens, at + 1)
        parts.append(part)
    return (parts[0] if len(parts) == 1 else Either(tuple(parts))), at


def _all(tokens: Sequence[_Token], at: int) -> tuple[Node, int]:
    if not tokens:
        return All(()), at
    part, at = _not(tokens, at)
    parts = [part]
    while at < len(tokens) and not _is(tokens, at, "OR", ")"):
        part, at = _not(tokens, at + 1 if _is(tokens, at, "AND") else at)
        parts.append(part)
    return (parts[0] if len(parts) == 1 else All(tuple(parts))), at


def _not(tokens: Sequence[_Token], at: int) -> tuple[Node, int]:
    if _is(tokens, at, "NOT"):
        part, at = _not(tokens, at + 1)
        return Not(part), at
    if _is(tokens, at, "("):
        opened = tokens[at].span
        node, at = _either(tokens, at + 1)
        if not _is(tokens, at, ")"):
            raise FilterError(translate("query", "There is a ( without a )."), opened, "(")
        return node, at + 1
    if at < len(tokens) and isinstance(term := tokens[at].word, Term):
        return term, at + 1
    missing = translate("query", "A condition is missing next to AND, OR, NOT or inside ( ).")
    beside = tokens[min(at, len(tokens) - 1)]
    raise FilterError(missing, beside.span, str(beside.word))
