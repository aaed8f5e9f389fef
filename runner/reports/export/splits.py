"""Train, validation or test: photos that show nearly the same are together, and stay where they were.

What belongs together is one group: a series, and whatever nearly repeats one of its photos. Copies are one photo
already. A group's split follows from its smallest item_id alone, so that another run, another set of options or more
photos beside it change nothing; only a photo that joins a group can move that group.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

SPLITS = ("train", "validation", "test")


class Shares(NamedTuple):
    """Per cent of the groups that each split is to get."""

    train: int
    validation: int
    test: int


def groups(similar: pl.DataFrame) -> Mapping[str, str]:
    """The group of each photo, named by its smallest item_id.

    `similar` has `item_id`, `series` and `near_duplicate_of`; photos that are not in it are a group of their own.
    """
    parent: dict[str, str] = {}
    for item_id, series, original in similar.select("item_id", "series", "near_duplicate_of").iter_rows():
        for other in (f"series {series}" if series else None, original):
            if other is not None:
                _join(parent, item_id, other)
    return {item_id: _root(parent, item_id) for item_id in similar["item_id"]}


def split_of(group: str, shares: Shares) -> str:
    """The split of a group, by the SHA-256 of its name."""
    place = int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) / 2**32 * 100
    if place < shares.train:
        return "train"
    return "validation" if place < shares.train + shares.validation else "test"


def _join(parent: dict[str, str], one: str, other: str) -> None:
    """Make two groups one. Item ids are hexadecimal, so that the name of a series is never the smallest."""
    roots = sorted((_root(parent, one), _root(parent, other)))
    parent[roots[1]] = roots[0]


def _root(parent: dict[str, str], name: str) -> str:
    while (above := parent.get(name, name)) != name:
        parent[name] = parent.get(above, above)
        name = above
    return name
