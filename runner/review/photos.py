"""The photos of a run as the run left them, shared by all snapshots of a session. Nothing here changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Any

import polars as pl

from runner.review.details import PhotoDetails
from runner.review.filters import COLUMNS
from runner.review.meanings import DeclaredColumn, FilterContext, is_filterable
from runner.review.photo_row import PhotoRow
from runner.schema import Finding
from runner.store.decisions import RecordedDecision, RecordedEdit, RecordedFieldDecision
from runner.store.effective import apply_edits
from runner.store.ratings import Kind, RecordedRating

CACHED_ROWS = 512
_CACHED_COLUMNS = 2
"""Number of columns of the details that stay unpacked after a filter has used them."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NO_RATINGS: Mapping[Kind, RecordedRating] = MappingProxyType({})


@dataclass(frozen=True, slots=True, eq=False)
class PhotoReview:
    """What people did to one photo: the newest change of each kind. Replaced as a whole when something is added."""

    edits: Mapping[str, RecordedEdit] = field(default_factory=lambda: _NOTHING)  # by field, reverted ones included
    decision: RecordedDecision | None = None
    field_decisions: Mapping[str, RecordedFieldDecision] = field(default_factory=lambda: _NOTHING)  # by field
    ratings: Mapping[Kind, RecordedRating] = field(default_factory=lambda: _NO_RATINGS)  # removed ones included
    findings: tuple[Finding, ...] | None = None  # in its effective texts; None: nobody has checked them here

    @property
    def is_edited(self) -> bool:
        """Whether a person's text is current in one of its fields."""
        return any(edit.value is not None for edit in self.edits.values())


class RunPhotos:
    """The rows of a run by place: 0 is the first photo. Safe to read from several threads."""

    def __init__(
        self,
        table: pl.DataFrame,
        details: PhotoDetails,
        fields: Sequence[str],
        columns: Sequence[DeclaredColumn] = (),
    ) -> None:
        """`table` and `details` come from `runner.review.review_set`; `fields` are the columns that an approval covers.

        `columns` are the columns that stages declared: they can be filtered by.
        """
        self.table, self.details, self.fields = table, details, tuple(fields)
        self.items: list[str] = table["item_id"].to_list()
        self.best = _best(table)
        filterable = [column for column in columns if is_filterable(column.dtype)]
        self.context = FilterContext(tuple(filterable), _above(table["source_path"]))
        added = [c.name for c in filterable if c.name not in COLUMNS and c.name in table.columns]
        self.filter_table = table.select(*COLUMNS, *added).with_row_index("_place")
        self._outcomes, self._hashes, self._paths = table["outcome"], table["content_hash"], table["source_path"]
        self._row = lru_cache(CACHED_ROWS)(self._untouched)
        self._column = lru_cache(_CACHED_COLUMNS)(details.column)
        # A review is hashed by identity: an entry can never become wrong, and nothing needs to be cleared.
        self._effective = lru_cache(CACHED_ROWS)(lambda place, review: self._with_review(self.original(place), review))

    def __len__(self) -> int:
        return len(self.items)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Places by item id."""
        return {item: place for place, item in enumerate(self.items)}

    def further(self, names: Iterable[str]) -> list[pl.Series]:
        """Those of the columns in `names` that are only built when a filter uses them, by place."""
        wanted = set(names)
        own = [self._column(name) for name in self.details.columns if name in wanted]
        return [*own, self.witnesses] if "witnesses" in wanted else own

    @cached_property
    def witnesses(self) -> pl.Series:
        """For each photo the witnesses for or against a claim of its texts, and the sources of its facts."""
        found = _witnesses(self.details).group_by("_place", maintain_order=True).agg("witnesses")
        places = pl.DataFrame({"_place": pl.int_range(len(self), dtype=pl.UInt32, eager=True)})
        return places.join(found, on="_place", how="left", maintain_order="left")["witnesses"]

    def original(self, place: int) -> Mapping[str, object]:
        """The review row as the run left it."""
        return self._with_details(place, self.table.row(place, named=True))

    def whole_table(self) -> pl.DataFrame:
        """The review rows with all their columns. Large: meant for exports."""
        return self.details.beside(self.table)

    def outcome(self, place: int) -> str:
        """The gate's result for the photo: passed, repaired, blocked or failed."""
        return str(self._outcomes[place])

    def content_hash(self, place: int) -> str | None:
        """The hash of the run's own content; None if the photo cannot be published."""
        found: str | None = self._hashes[place]
        return found

    def with_edits(self, place: int, edits: Mapping[str, RecordedEdit]) -> dict[str, object]:
        """The row of a photo with these edits (by field) applied: see `runner.store.effective.apply_edits`."""
        return apply_edits(self.original(place), edits, self.fields)

    def effective(self, place: int, review: PhotoReview | None) -> Mapping[str, object]:
        """The row with a person's texts; `findings` and `warnings` are those of these texts."""
        return self._row(place) if review is None or not review.edits else self._effective(place, review)

    def effective_rows(self, reviews: Mapping[int, PhotoReview]) -> Iterator[tuple[int, Mapping[str, object]]]:
        """The effective rows of many photos, by place, in the order of `reviews`."""
        for place, row in zip(reviews, self._originals(reviews), strict=True):
            yield place, self._with_review(row, reviews[place])

    def series(self, place: int) -> list[int]:
        """Places of the photo's series, including its own, in the order of the run."""
        key = self.table["series"][place]
        return [place] if key is None else self.table["series"].eq(key).fill_null(False).arg_true().to_list()

    def name(self, place: int) -> str:
        """The name of the photo's file."""
        return str(self._paths[place]).rpartition("/")[2]

    def first_of_series(self, key: str) -> int | None:
        """The place of a series' first photo; None if there is no such series."""
        return self._first.get(key)

    @cached_property
    def _first(self) -> Mapping[str, int]:
        series = self.table.select("series").with_row_index("_place").drop_nulls().unique("series", keep="first")
        return dict(zip(series["series"], series["_place"], strict=True))

    def _with_review(self, original: Mapping[str, object], review: PhotoReview) -> Mapping[str, object]:
        row = apply_edits(original, review.edits, self.fields)
        if review.findings is not None and row["edited"]:
            row["findings"] = sorted({finding.rule for finding in review.findings if finding.severity == "error"})
            row["warnings"] = sorted({finding.rule for finding in review.findings if finding.severity == "warn"})
        return row

    def _originals(self, places: Iterable[int]) -> Iterator[Mapping[str, object]]:
        wanted = list(places)
        for place, row in zip(wanted, self.table[wanted].iter_rows(named=True), strict=True):
            yield self._with_details(place, row)

    def _with_details(self, place: int, row: Mapping[str, Any]) -> PhotoRow:
        return PhotoRow(row, self.details.columns, lambda: self.details.row(place))

    def _untouched(self, place: int) -> Mapping[str, object]:
        """The row as `apply_edits` returns it without edits; its details are not read yet."""
        nothing: dict[str, Any] = {"edited": (), "edit_errors": []}
        return self._with_details(place, self.table.row(place, named=True) | nothing)


def _witnesses(details: PhotoDetails) -> pl.DataFrame:
    """Pairs of a photo's place and one of its witnesses, in order."""
    rows = details.scan().with_row_index("_place")
    grounds = rows.select("_place", "grounds").explode("grounds")
    parts = [grounds.select("_place", witnesses=pl.col("grounds").struct.field("source"))]
    if "claims" in details.columns:  # rows of an earlier version have none
        claims = rows.select("_place", "claims").explode("claims")
        sides = (pl.col("claims").struct.field(side) for side in ("supporting", "opposing"))
        parts += [claims.select("_place", witnesses=side).explode("witnesses") for side in sides]
    return pl.concat(parts).drop_nulls().unique().sort("_place", "witnesses").collect(engine="streaming")


def _best(photos: pl.DataFrame) -> pl.Series:
    """Whether each photo is the best of its series: the highest quality score, and the earlier one of equals."""
    score = pl.col("quality_score").fill_null(-1)
    first = pl.int_range(pl.len()) == score.arg_max()
    return photos.select((pl.col("series").is_not_null() & first.over("series")).alias("best"))["best"]


def _above(paths: pl.Series) -> str:
    """The path before the folder that holds all the photos: paths are searched from that folder's name on."""
    first, last = str(paths.min() or ""), str(paths.max() or "")
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    folder = first[:same].rpartition("/")[0]
    return folder[: folder.rfind("/") + 1]
