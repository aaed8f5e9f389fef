"""A session's rejected photos for which the photo that was kept in their place is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping

import polars as pl

from runner.messages import Message
from runner.review.review_set import ReviewSet
from runner.store import keepers, same_photos


class Keepers:
    """The messages about them, by item; they are read again only after a change that may affect them."""

    def __init__(self, review_set: ReviewSet) -> None:
        photos = review_set.photos
        self._run, self._set = review_set.run, review_set.set_name
        self._paths = dict(photos.select("item_id", "source_path").iter_rows())
        is_read = (pl.col("outcome") != "failed") | pl.col("thumbnail").is_not_null()
        self._measured = frozenset(photos.filter(is_read)["item_id"])
        self._at_stake: frozenset[str] | None = None  # None: nothing is read yet

    def may_change(self, items: Collection[str]) -> bool:
        """True if changes to these photos may affect the messages."""
        return self._at_stake is None or not self._at_stake.isdisjoint(items)

    def read(self, catalog: sqlite3.Connection) -> Mapping[str, Message]:
        """The current messages. If nobody in the set rejected photos for others that are gone, this is a quick look."""
        found = keepers.Rejections(catalog, self._set, same_photos.groups(catalog, self._set))
        self._at_stake = found.at_stake(self._paths, self._measured)
        without = found.without_keeper(self._paths, self._measured) if self._at_stake else {}
        return keepers.reasons(without, self._run, self._paths, self._measured)
