"""The catalogue of a review: read wherever possible, written only if it is known to be the right one.

A run may be copied without its catalogue, or be in a folder that cannot be written, or on a drive that was unplugged.
It can be looked at in each case, and nothing that a person says is written where it would be lost.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runner.errors import EnvError
from runner.messages import say
from runner.store.catalog import is_read_only, open_catalog, open_existing, read_catalog


class ReviewCatalog:
    """The catalogue at a path, as it was found when the review began."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._was_there = path.is_file()

    @contextmanager
    def read(self, patience_s: float) -> Iterator[sqlite3.Connection]:
        """The catalogue for reading; an empty one if there was none when the review began.

        Raises EnvError if it has disappeared since, or cannot be read.
        """
        is_gone = not self.is_absent() and not self.path.is_file()
        with (open_existing if is_gone else read_catalog)(self.path, patience_s) as catalog:
            yield catalog

    @contextmanager
    def write(self, patience_s: float) -> Iterator[sqlite3.Connection]:
        """The catalogue for writing. Raises the EnvError of `obstacle`, if any, before anything is written."""
        if (found := self.obstacle()) is not None:
            raise found
        with open_existing(self.path, patience_s) as catalog:
            yield catalog

    def obstacle(self) -> EnvError | None:
        """Why nothing can be recorded: no catalogue was found, or it is read-only. None if it can be written."""
        if self.is_absent():
            return EnvError(say("catalog.absent", path=str(self.path)), say("catalog.absent_mend"))
        if is_read_only(self.path):
            return EnvError(say("catalog.read_only", path=str(self.path)), say("catalog.read_only_mend"))
        return None

    def begin(self) -> None:
        """Create a new catalogue where there is none, because a person wants it."""
        with open_catalog(self.path):
            self._was_there = True

    def is_absent(self) -> bool:
        """True if none was found, and there still is none."""
        self._was_there = self._was_there or self.path.is_file()
        return not self._was_there
