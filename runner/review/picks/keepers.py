"""Rejected photos of a session of which the photo that was kept in their place is not there any more."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

import polars as pl

from runner.messages import Message
from runner.review.review_set import ReviewSet
from runner.store import keepers, same_photos


class Keepers:
    """What is said of them, by item. It is read again where somebody changes what may matter, and only there."""

    def __init__(self, review_set: ReviewSet) -> None:
        photos = review_set.photos
        self._run, self._set = review_set.run, review_set.set_name
        self._paths = dict(photos.select("item_id", "source_path").iter_rows())
        is_read = (pl.col("outcome") != "failed") | pl.col("thumbnail").is_not_null()
        self._measured = frozenset(photos.filter(is_read)["item_id"])
        self._at_stake: frozenset[str] | None = None  # None: nothing is read yet

    def may_change(self, items: Collection[str]) -> bool:
        """Whether words about these photos may change anything."""
        return self._at_stake is None or not self._at_stake.isdisjoint(items)

    def read(self, catalog: sqlite3.Connection) -> Mapping[str, Message]:
        """What is said now. A set in which nobody rejected photos for others that are gone is looked at once."""
        found = keepers.Rejections(catalog, self._set, same_photos.groups(catalog, self._set))
        self._at_stake = found.at_stake(self._paths, self._measured)
        without = found.without_keeper(self._paths, self._measured) if self._at_stake else {}
        return keepers.reasons(without, self._run, self._paths, self._measured)
