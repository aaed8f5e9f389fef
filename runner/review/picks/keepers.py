"""A session's rejected photos for which the photo that was kept in their place is gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Mapping
from functools import cached_property

import polars as pl

from runner.messages import Message
from runner.review.review_set import ReviewSet
from runner.store import keepers, same_photos


class Keepers:
    """The messages about them, by item; they are read again only after a change that may affect them."""

    def __init__(self, review_set: ReviewSet) -> None:
        self._run, self._set, self._photos = review_set.run, review_set.set_name, review_set.photos
        self._at_stake: frozenset[str] | None = None  # None: nothing is read yet

    def may_change(self, items: Collection[str]) -> bool:
        """True if changes to these photos may affect the messages."""
        return self._at_stake is None or not self._at_stake.isdisjoint(items)

    def read(self, catalog: sqlite3.Connection) -> Mapping[str, Message]:
        """The current messages. If nobody in the set rejected photos for others that are gone, this is a quick look."""
        found = keepers.Rejections(catalog, self._set, same_photos.groups(catalog, self._set))
        self._at_stake = found.at_stake(self._paths, self._measured) if found.is_any() else frozenset()
        if not self._at_stake:
            return {}
        without = found.without_keeper(self._paths, self._measured)
        return keepers.reasons(without, self._run, self._paths, self._measured)

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        return dict(self._photos.select("item_id", "source_path").iter_rows())

    @cached_property
    def _measured(self) -> Collection[str]:
        is_read = (pl.col("outcome") != "failed") | pl.col("thumbnail").is_not_null()
        return frozenset(self._photos.filter(is_read)["item_id"])
