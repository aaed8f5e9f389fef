"""An index of texts for finding those that a new text repeats: in the run, waiting in other sets, or published.

The stage `duplicates` compares all texts of a run at once and accepts one of those that say the same. A text that is
written after the run is compared with all others, and is the one that has to differ.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple

import polars as pl

from runner.schema import PROSE, Finding, ReviewRow
from runner.store.evidence import columns
from runner.text.duplicates import pool as taken
from runner.text.duplicates.comparing import DuplicatesOptions
from runner.text.duplicates.likeness import Other, likeness
from runner.text.duplicates.matching import keyword_signature, words
from runner.text.duplicates.nearest import Many
from runner.text.duplicates.repeats import FEW_KEYWORDS
from runner.text.language.english import FUNCTION_WORDS

SCHEMA: dict[str, Any] = {**taken.SCHEMA, "series": columns(ReviewRow)["series"]}
"""Columns of the other texts: `series` is that of a photo of the same run, null for all others."""

_EPSILON = 1e-9
_PIECE = 4096
_WHERES = ("run", "pending", "published")


Passed = Collection[tuple[str, str]]
"""Texts to leave out: item id, and where the text is."""


class Like(NamedTuple):
    """A text of another photo that says the same."""

    place: int  # index among the other texts
    similarity: float  # share of words that both have in common
    in_series: bool


class DuplicateIndex:
    """The texts of other photos, indexed on creation; safe to search from several threads."""

    def __init__(self, others: pl.DataFrame) -> None:
        self._others = others.select(SCHEMA.keys())
        self._texts: list[tuple[str, str]] = list(others.select("item_id", "where").iter_rows())
        self._series: list[str | None] = others["series"].to_list()
        self._of_series: dict[str, list[int]] = {}
        for place, key in enumerate(self._series):
            if key is not None:
                self._of_series.setdefault(key, []).append(place)
        self._prose: dict[str, Many] = {name: Many(others[name].to_list()) for name in PROSE}
        self._keywords: dict[tuple[str, ...], list[int]] = {}
        for place, keywords in enumerate(_in_pieces(others["keywords"])):
            self._keywords.setdefault(keyword_signature(keywords or ()), []).append(place)

    def findings(
        self, row: Mapping[str, Any], fields: Collection[str], options: DuplicatesOptions, without: Collection[str] = ()
    ) -> Iterator[Finding]:
        """Yield a finding for each of the `fields` of a review row whose text another photo already has.

        The photo's own texts are left out, and the run's texts of the photos in `without`.
        """
        passed_over = {(row["item_id"], where) for where in _WHERES} | {(item, "run") for item in without}
        for name in (field for field in (*PROSE, "keywords") if field in fields and row[field]):
            like = self._like(row, name, options.threshold, passed_over)
            severity = options.in_series if like and like.in_series else getattr(options, name)
            if like and severity:
                message = likeness(name, like.similarity, self._other(like.place), in_series=like.in_series)
                yield Finding.of(f"duplicate_{name}", name, severity, (), message)

    def _like(self, row: Mapping[str, object], name: str, threshold: float, without: Passed) -> Like | None:
        if name == "keywords":
            return self._same_keywords(row, without)
        return self._near(row, name, threshold, without) or self._same_facts(row, name, without)

    def _near(self, row: Mapping[str, Any], name: str, threshold: float, without: Passed) -> Like | None:
        """The most similar text, not counting photos of its series, whose texts may be alike."""
        scores = self._prose[name].likeness(row[name])
        places = (scores >= threshold - _EPSILON).nonzero()[0].tolist()
        fitting = [p for p in places if self._texts[p] not in without and not self._in_series(row, p)]
        best = max(fitting, key=lambda place: scores[place], default=None)
        return None if best is None else Like(best, float(scores[best]), in_series=False)

    def _same_facts(self, row: Mapping[str, Any], name: str, without: Passed) -> Like | None:
        """A text of its series with the same content words."""
        own = _content(row[name])
        for place in self._of_series.get(row["series"] or "", ()):
            if own and self._texts[place] not in without and _content(self._others[name][place]) == own:
                return Like(place, 1.0, in_series=True)
        return None

    def _same_keywords(self, row: Mapping[str, Any], without: Passed) -> Like | None:
        signature = keyword_signature(row["keywords"])
        places = self._keywords.get(signature, ()) if len(signature) >= FEW_KEYWORDS else ()
        fitting = (p for p in places if self._texts[p] not in without and not self._in_series(row, p))
        return next((Like(place, 1.0, in_series=False) for place in fitting), None)

    def _in_series(self, row: Mapping[str, object], place: int) -> bool:
        return row["series"] is not None and row["series"] == self._series[place]

    def _other(self, place: int) -> Other:
        other = self._others.row(place, named=True)
        return Other(other["file_name"], other["where"], other["place"])


def _in_pieces(column: pl.Series) -> Iterator[Any]:
    """The values of a column, some thousands at a time, so that no other thread waits long for Python's lock."""
    for piece in column.to_frame().iter_slices(_PIECE):
        yield from piece[column.name].to_list()


def of_run(rows: pl.DataFrame) -> pl.DataFrame:
    """The texts of review rows as `DuplicateIndex` takes them, under the names of their files."""
    name = pl.col("source_path").str.extract(r"([^/]*)$")
    made = rows.with_columns(where=pl.lit("run"), place=pl.lit(""), file_name=name)
    return made.select(pl.col(column).cast(kind) for column, kind in SCHEMA.items())


def of_others(table: pl.DataFrame, run: pl.DataFrame) -> pl.DataFrame:
    """The texts that `runner.text.duplicates.pool` finds, as `DuplicateIndex` takes them.

    `run` has `item_id` and `series` of the photos of the run: the published text of one of them belongs to its series.
    """
    series = run.select("item_id", pl.col("series").cast(SCHEMA["series"]))
    return table.join(series, on="item_id", how="left", maintain_order="left").select(SCHEMA.keys())


def _content(text: str | None) -> frozenset[str]:
    return frozenset(words(text)) - FUNCTION_WORDS
