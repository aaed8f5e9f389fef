"""Finds texts of a person that another photo already has, as the run itself would find them.

The run compares all texts once. A person's text is compared with the effective texts of every other photo of the run,
with texts that wait for review in other sets, and with published ones.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import polars as pl

from runner.errors import EnvError
from runner.messages import Message, say
from runner.review.generate.duplicate_index import DuplicateIndex, of_others, of_run
from runner.review.review_set import ReviewSet
from runner.review.snapshot import Snapshot
from runner.schema import TEXTS, Finding
from runner.stage import Folders
from runner.text.duplicates.comparing import DuplicatesOptions
from runner.text.duplicates.pool import taken


class DuplicateChecker:
    """Compares with the run's texts, indexed once, and with edited texts, indexed again after each edit."""

    def __init__(self, review_set: ReviewSet) -> None:
        self._review_set = review_set
        self._lock = threading.Lock()
        self._rows: pl.DataFrame | None = None
        self._edited: DuplicateIndex | None = None
        self._problem: Message | None = None

    def findings(self, snapshot: Snapshot, row: Mapping[str, Any], options: DuplicatesOptions) -> tuple[Finding, ...]:
        """A finding for each text of a person that another photo has, and one if other sets cannot be read.

        `row` is an effective row whose texts may differ from those in the snapshot.
        """
        with self._lock:
            edited = self._index_of_edited(snapshot)
            found = list(edited.findings(row, row["edited"], options)) if edited else []
            said = {finding.field for finding in found}
            rest = [name for name in row["edited"] if name not in said]
            found += self._others.findings(row, rest, options, snapshot.edited())
            if self._problem:
                found.append(Finding.of("duplicates", _first_text(row), "warn", (), self._problem))
            return tuple(found)

    @cached_property
    def _others(self) -> DuplicateIndex:
        """The run's texts, and those elsewhere. If another set cannot be read, the review goes on without it."""
        photos = self._review_set.photos
        own = of_run(photos)
        try:
            elsewhere = taken(Folders(self._review_set.runs, self._review_set.run))
            return DuplicateIndex(pl.concat([of_others(elsewhere, photos), own]))
        except EnvError as error:
            self._problem = say("duplicates.unread", problem=error.messages[0])
            return DuplicateIndex(own)

    def _index_of_edited(self, snapshot: Snapshot) -> DuplicateIndex | None:
        """An index of what people wrote for photos of this run; None if nobody wrote anything."""
        rows = snapshot.edited_rows
        if rows is not self._rows:
            self._rows, self._edited = rows, DuplicateIndex(of_run(rows)) if rows.height else None
        return self._edited


def _first_text(row: Mapping[str, Any]) -> str:
    return next(name for name in TEXTS if name in row["edited"])
