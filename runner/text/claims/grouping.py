"""Groups photos of different things by what was recognised on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from runner.text.claims.consensus import LEAST, NOTHING, Terms, consensus

LEAST_PHOTOS, LEAST_SHARE = 2, 0.1
"""A group has at least this many photos, and at least this share of all photos."""


class Group(NamedTuple):
    """Photos on which the same kind of thing was recognised."""

    term: str
    items: tuple[str, ...]


def groups(said: Mapping[str, Terms]) -> list[Group]:
    """Group items by what one source says about each, the largest group first. Items in no group are left out.

    The term that most of the remaining items share makes a group, repeatedly. A group is named after the most specific
    term that its items have in common, as `consensus` finds it; if it consists of groups itself (dogs and zebras among
    mammals), those replace it.
    """
    return sorted(_groups(dict(said), max(LEAST_PHOTOS, LEAST_SHARE * len(said))), key=lambda group: -len(group.items))


def _groups(remaining: dict[str, Terms], least: float) -> list[Group]:
    found: list[Group] = []
    while (term := _widest(remaining.values(), least)) is not None:
        for group in _parts({item: terms for item, terms in remaining.items() if _has(terms, term)}, term, least):
            found.append(group)
            for item in group.items:
                del remaining[item]
        remaining = {item: _without(terms, {term}) for item, terms in remaining.items()}
    return found


def _parts(said: dict[str, Terms], term: str, least: float) -> list[Group]:
    """The groups among items that share a term, or else one group of those that share the most specific term."""
    common = consensus({"": tuple(said.values())}, len(said)).suggestion
    shared = common.general if common else frozenset({term})
    within = _groups({item: _without(terms, shared) for item, terms in said.items()}, least)
    if len(within) > 1 and sum(len(group.items) for group in within) >= LEAST * len(said):
        return within
    name = common.term if common else term
    return [Group(name, tuple(item for item, terms in said.items() if _has(terms, name)))]


def _widest(said: Collection[Terms], least: float) -> str | None:
    counts = Counter(term.casefold() for terms in said for term in set(terms))
    ordered = sorted((-number, term) for term, number in counts.items() if number >= least and term not in NOTHING)
    return ordered[0][1] if ordered else None


def _has(terms: Terms, term: str) -> bool:
    return term.casefold() in map(str.casefold, terms)


def _without(terms: Terms, gone: Collection[str]) -> Terms:
    return tuple(term for term in terms if term.casefold() not in gone)
