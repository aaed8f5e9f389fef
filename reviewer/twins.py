"""Texts that a person has written and that another photo of the run has already, word for word.

The run itself compares all texts, near ones too; a person's text is held against what stands for every other photo now.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

import polars as pl

from reviewer.board import Board
from runner.schema import Finding
from runner.stages.duplicates import DuplicatesOptions

FIELDS: tuple[Literal["caption", "alt_text"], ...] = ("caption", "alt_text")


class Twins:
    """Looks among the photos of a board."""

    def __init__(self, board: Board) -> None:
        self._board = board
        self._texts: pl.DataFrame | None = None
        self._words: dict[str, pl.Series] = {}

    def findings(self, row: Mapping[str, Any], options: DuplicatesOptions) -> Iterator[Finding]:
        """Yield a finding for each text of a person that another photo has."""
        for name in FIELDS:
            if row[f"{name}_from"] == "human" and row[name]:
                other = self._other(row, name)
                same_series = other is not None and row["series"] == self._board.photos["series"][other] is not None
                severity = options.in_series if same_series else getattr(options, name)
                if other is not None and severity:
                    yield Finding(f"duplicate_{name}", name, severity, (), self._sentence(name, other))

    def _sentence(self, name: str, other: int) -> str:
        path = str(self._board.photos["source_path"][other])
        return f"The {name.replace('_', ' ')} says what that of {path.rpartition('/')[2]} says; say what is only here."

    def _other(self, row: Mapping[str, Any], name: str) -> int | None:
        """The first other photo that has the same words."""
        words = _words(pl.Series([row[name]]))[0]
        same = self._all(name).eq(words).fill_null(False)
        own = self._board.places[row["item_id"]]
        return next((place for place in same.arg_true().to_list() if place != own), None)

    def _all(self, name: str) -> pl.Series:
        texts = self._board.texts()
        if texts is not self._texts:
            self._texts, self._words = texts, {}
        if name not in self._words:
            self._words[name] = _words(texts[name])
        return self._words[name]


def _words(texts: pl.Series) -> pl.Series:
    """The texts in small letters without anything between their words."""
    return texts.str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]+", " ").str.strip_chars()
