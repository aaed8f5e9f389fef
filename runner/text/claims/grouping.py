"""Photos of different things, parted by what was recognised on them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from runner.text.claims.consensus import NOTHING, Terms, consensus

LEAST_PHOTOS, LEAST_SHARE = 3, 0.1
"""A group has at least so many photos, and at least this share of all of them."""


class Group(NamedTuple):
    """Photos on which the same kind of thing was recognised."""

    term: str
    items: tuple[str, ...]


def groups(said: Mapping[str, Terms]) -> list[Group]:
    """Groups of items by what one source says of each, the largest first. Items that are in none are left out.

    The term that most of the remaining items share makes a group, again and again; each group is then called by the
    most particular term that its own items have in common, as `consensus` finds it.
    """
    remaining, found = dict(said), list[Group]()
    least = max(LEAST_PHOTOS, LEAST_SHARE * len(said))
    while (term := _widest(remaining.values(), least)) is not None:
        items = [item for item, terms in remaining.items() if term in map(str.casefold, terms)]
        found.append(Group(_name([remaining.pop(item) for item in items], term), tuple(items)))
    return found


def _widest(said: Collection[Terms], least: float) -> str | None:
    counts = Counter(term.casefold() for terms in said for term in set(terms))
    ordered = sorted((-number, term) for term, number in counts.items() if number >= least and term not in NOTHING)
    return ordered[0][1] if ordered else None


def _name(said: Sequence[Terms], term: str) -> str:
    common = consensus({"classifier": said}, len(said)).suggestion
    return common.term if common else term
