"""Assigns photos to train, validation or test: similar photos share a split, and splits are stable.

Photos that belong together form a group: a series, and near-duplicates of its photos. Copies are one photo anyway. A
group's split depends only on its smallest item_id, so that another run, other options or additional photos change
nothing; only a photo that joins a group can move that group.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

import polars as pl

SPLITS = ("train", "validation", "test")


class Shares(NamedTuple):
    """The percentage of groups for each split."""

    train: int
    validation: int
    test: int


def groups(similar: pl.DataFrame) -> Mapping[str, str]:
    """Return the group of each photo, named by the group's smallest item_id.

    `similar` has `item_id`, `series` and `near_duplicate_of`; a photo that is not in it forms a group by itself.
    """
    parent: dict[str, str] = {}
    for item_id, series, original in similar.select("item_id", "series", "near_duplicate_of").iter_rows():
        for other in (f"series {series}" if series else None, original):
            if other is not None:
                _join(parent, item_id, other)
    return {item_id: _root(parent, item_id) for item_id in similar["item_id"]}


def split_of(group: str, shares: Shares) -> str:
    """Return the split of a group, determined by the SHA-256 of its name."""
    place = int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) / 2**32 * 100
    if place < shares.train:
        return "train"
    return "validation" if place < shares.train + shares.validation else "test"


def _join(parent: dict[str, str], one: str, other: str) -> None:
    """Merge two groups. Item ids are hexadecimal, so the name of a series is never the smallest."""
    roots = sorted((_root(parent, one), _root(parent, other)))
    parent[roots[1]] = roots[0]


def _root(parent: dict[str, str], name: str) -> str:
    while (above := parent.get(name, name)) != name:
        parent[name] = parent.get(above, above)
        name = above
    return name
