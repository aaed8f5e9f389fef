"""Conditions that a person clicks: finds those in a filter, and replaces, adds or removes them.

The text of the filter is the single source of truth. The choice in a facet is one part of it that must be true:
`rule:=length`, or several values of one key as `(camera:=A OR camera:=B)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from runner.review.query import All, Either, Node, Not, Term

_PLAIN = re.compile(r'[^\s()":<>=]+')
_WORDS = ("AND", "OR", "NOT")


def written(node: Node) -> str:
    """The filter as a text that `query.parse` reads as the same filter."""
    match node:
        case Term():
            return _term(node)
        case Not(part):
            return f"-{_enclosed(part)}" if isinstance(part, Term) else f"NOT {_enclosed(part)}"
        case All(parts):
            return " ".join(_enclosed(part) for part in parts)
        case Either(parts):
            return " OR ".join(written(part) if isinstance(part, All) else _enclosed(part) for part in parts)


def chosen(node: Node, key: str) -> tuple[str, ...]:
    """The values of a key that the filter requires in a part of its own; empty if it does not."""
    return tuple(term.value for part in _parts(node) if _is_choice(part, key) for term in _terms(part))


def without(node: Node, key: str) -> Node:
    """The filter without a choice for this key."""
    return _together([part for part in _parts(node) if not _is_choice(part, key)])


def with_values(node: Node, key: str, values: Sequence[str], compare: str = "=") -> Node:
    """The filter with these values of a key as its choice, in place of the previous choice."""
    terms = tuple(Term(key, compare, value) for value in values)
    if not terms:
        return without(node, key)
    made: Node = terms[0] if len(terms) == 1 else Either(terms)
    parts = _parts(node)
    at = next((at for at, part in enumerate(parts) if _is_choice(part, key)), len(parts))
    kept = [part for part in parts[at + 1 :] if not _is_choice(part, key)]
    return _together([*parts[:at], made, *kept])


def toggled(node: Node, key: str, value: str, compare: str, *, beside: bool) -> Node:
    """The filter after a click on a value, which becomes the only choice or is removed; `beside` keeps the others."""
    before = chosen(node, key)
    alone = () if before == (value,) else (value,)
    more = tuple(each for each in before if each != value) if value in before else (*before, value)
    return with_values(node, key, more if beside else alone, compare)


def _parts(node: Node) -> list[Node]:
    return list(node.parts) if isinstance(node, All) else [node]


def _together(parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _is_choice(part: Node, key: str) -> bool:
    return isinstance(part, Term | Either) and all(
        isinstance(term, Term) and term.key == key and term.compare in (":", "=") for term in _terms(part)
    )


def _terms(part: Node) -> Iterator[Term]:
    """The terms of a part that is a choice; any other part yields itself, which is not a term."""
    yield from part.parts if isinstance(part, Either) else (part,)  # type: ignore[misc]


def _enclosed(node: Node) -> str:
    """The part as text, in brackets if necessary."""
    needs = isinstance(node, Either | All) and (len(node.parts) != 1 or isinstance(node, Either))
    return f"({written(node)})" if needs else written(node)


def _term(term: Term) -> str:
    if '"' in term.value:  # a quote cannot be escaped; a star matches any letters
        term = replace(term, value=term.value.replace('"', "*"), compare=":")
    plain = _PLAIN.fullmatch(term.value) and term.value not in _WORDS and not term.value.startswith("-")
    value = term.value if plain else f'"{term.value}"'
    compare = "" if term.compare == ":" else term.compare
    return value if term.key is None else f"{term.key}:{compare}{value}"
