"""Texts that a person has put in place and that another photo has already, as the run itself would find them.

The run compares all texts once. A person's text is held against what stands for every other photo now, against what
waits in other sets, and against what is published.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from functools import cached_property
from typing import Any

import polars as pl

from runner.errors import EnvironmentProblem
from runner.messages import Message, say
from runner.review.board import Board
from runner.review.generate.beside import Beside, of_others, of_run
from runner.review.sheet import Sheet
from runner.schema import Finding
from runner.stage import Folders
from runner.stages.duplicates import DuplicatesOptions
from runner.text.duplicates.pool import taken


class Twins:
    """Looks among the photos of a board, and beyond. What the run left is made ready once, what is edited anew."""

    def __init__(self, board: Board, sheet: Sheet) -> None:
        self._board, self._sheet = board, sheet
        self._lock = threading.Lock()
        self._texts: pl.DataFrame | None = None
        self._edited: Beside | None = None
        self._problem: Message | None = None

    def findings(self, row: Mapping[str, Any], options: DuplicatesOptions) -> tuple[Finding, ...]:
        """A finding for each text of a person that another photo has, and one where other sets cannot be read."""
        with self._lock:
            edited, items = self._now(), self._board.edited()
            found = list(edited.findings(row, row["edited"], options)) if edited else []
            said = {finding.field for finding in found}
            rest = [name for name in row["edited"] if name not in said]
            found += self._left.findings(row, rest, options, items)
            if self._problem:
                found.append(Finding.of("duplicates", row["edited"][0], "warn", (), self._problem))
            return tuple(found)

    @cached_property
    def _left(self) -> Beside:
        """What the run left, and what stands elsewhere. That another set cannot be read is no reason not to review."""
        own = of_run(self._board.photos)
        try:
            return Beside(pl.concat([of_others(taken(Folders(self._sheet.runs, self._sheet.run))), own]))
        except EnvironmentProblem as error:
            self._problem = say("duplicates.unread", problem=error.messages[0])
            return Beside(own)

    def _now(self) -> Beside | None:
        """What people wrote for photos of this run; None when nobody wrote anything."""
        texts = self._board.texts()
        if texts is not self._texts:
            rows = texts.filter("edited")
            self._texts, self._edited = texts, Beside(of_run(rows)) if rows.height else None
        return self._edited
