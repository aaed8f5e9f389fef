"""Prepares facets for counting: a number for each value of each photo, made once per run, after the first screen.

Counting 300,000 photos then takes milliseconds, whatever the columns are.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from runner.review.filters import folder_of
from runner.review.meanings import FilterContext
from runner.review.photos import RunPhotos

_MOST = 500
"""Maximum number of different values of a column that is a facet: a text that differs in every photo is not one."""


@dataclass(frozen=True)
class Values:
    """The values of one facet: `codes[n]` is the value of the photo at `places[n]`, an index into `values`."""

    values: tuple[str, ...]
    codes: npt.NDArray[np.int32]
    places: npt.NDArray[np.int32]

    def count(self, matching: npt.NDArray[np.bool_]) -> npt.NDArray[np.intp]:
        """Number of matching photos for each value. `matching` is by place."""
        return np.bincount(self.codes[matching[self.places]], minlength=len(self.values))


class FacetIndex:
    """The values of a run's photos as the run left them, by facet. Each facet is made on first use."""

    def __init__(self, photos: RunPhotos) -> None:
        self._photos = photos
        self._made: dict[str, Values] = {}
        self._making = threading.Lock()

    def keys(self) -> tuple[str, ...]:
        """Keys of declared columns that become facets: texts, lists of texts, yes or no."""
        contract = {*_COLUMNS, "labels", "keywords", "caption_model", "quality_band", "source_path", "file_name"}
        own = [
            each
            for each in self._photos.context.columns
            if each.shown and each.name not in contract and _is_plain(each.dtype)
        ]
        return tuple(each.name for each in own if 0 < len(self.of(each.name).values) <= _MOST)

    def of(self, key: str) -> Values:
        """The values of a facet."""
        with self._making:
            if key not in self._made:
                photos = self._photos
                table = photos.table.with_columns(photos.further([key]))
                self._made[key] = index(table, photos.witnesses, key, photos.context)
            return self._made[key]


_COLUMNS = (
    "outcome", "subject", "location", "camera", "series", "caption", "alt_text", "error", "reason", "error_kind",
    "error_id", "error_arguments", "content_hash", "item_id", "lens", "label_paths",
)  # fmt: skip
"""Columns of the contract: those that distinguish photos have facets of their own."""


def index(table: pl.DataFrame, witnesses: pl.Series, key: str, context: FilterContext) -> Values:
    """The values of a facet in a table of review rows; `witnesses` is like `RunPhotos.witnesses`, by row."""
    frame = table.lazy().with_row_index("_place")
    match key:
        case "rule":
            both = pl.concat_list(pl.col(name).fill_null([]) for name in ("findings", "warnings"))
            values = both.list.unique()
        case "folder":
            values = folder_of(context)
        case "date":
            values = pl.col("captured_at").dt.to_string("%Y-%m-%d")
        case "keyword":
            values = pl.col("keywords").list.unique()
        case "witness":
            values = pl.lit(witnesses)
        case _:
            values = pl.col(key)
    found = frame.select("_place", value=values).collect()
    if isinstance(found.schema["value"], pl.List):
        found = found.explode("value")
    if found.schema["value"] == pl.Boolean:
        found = found.with_columns(value=pl.when("value").then(pl.lit("yes")).otherwise(pl.lit("no")))
    return _coded(found.drop_nulls())


def _coded(found: pl.DataFrame) -> Values:
    """The values as codes. Values that differ only in case are one, as in a filter; the first by alphabet is shown."""
    found = found.select("_place", text=pl.col("value").cast(pl.String))
    names = found.select("text").unique().sort("text").with_columns(lower=pl.col("text").str.to_lowercase())
    shown = names.unique("lower", keep="first", maintain_order=True)
    if shown.height < names.height:
        spelled = names.join(shown, on="lower").select("text", shown="text_right")
        found = found.join(spelled, on="text").select("_place", text="shown").unique().sort("_place", "text")
    codes = found["text"].cast(pl.Enum(shown["text"])).to_physical().to_numpy().astype(np.int32)
    return Values(tuple(shown["text"]), codes, found["_place"].to_numpy().astype(np.int32))


def _is_plain(dtype: pl.DataType) -> bool:
    inner = dtype.inner if isinstance(dtype, pl.List) else dtype
    return inner in (pl.String, pl.Boolean, pl.Categorical) or isinstance(inner, pl.Enum)
