"""The records that the page shows: one per row of `rows.parquet`, photos that need a person first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import polars as pl

from runner.reports import tables, wording
from runner.reports.findings import in_words
from runner.reports.run_page import witnesses
from runner.reports.run_page.tries import tries
from runner.reports.tables import Evidence
from runner.schema import (
    ClassifyRow,
    Colour,
    DeriveRow,
    DuplicateRow,
    FactsRow,
    Label,
    QualityPart,
    QualityRow,
    RepairRow,
    ReviewRow,
    SimilarRow,
)
from runner.store.evidence import columns
from runner.store.rows import RowColumn, worded

ATTENTION = ("failed", "blocked", "repaired", "passed", "copy")
"""Every outcome, in the order of the page: those that need a person first."""

AT_ONCE = 3072
"""Number of files whose complete records are in memory at the same time."""

_SEEN = ("labels", "groups")

_FACTS = ("category", "time_of_day", "title", "caption", "keywords", "labels", "colours")
"""Facts that the captioner may use, in addition to the columns of the rows."""

_PLACE = ("position", "count", "best", "near_duplicate_of", "distance")

_FIGURES = (
    "sharpness", "brightness", "shadows_clipped", "highlights_clipped", "contrast", "tonal_range", "noise", "thirds",
    "negative_space",
)  # fmt: skip

_STAGE = pl.Categorical()


def cards(rows: pl.DataFrame, evidence: Evidence, further: Sequence[RowColumn] = ()) -> pl.DataFrame:
    """Return the rows in the order of the page, with pictures and the data for the index; one record per file.

    `further` are the columns that stages declared in addition to those of the contract; they become `declared`, with
    their labels.

    `thumbnail` and `picture` are paths below the renditions folder, null if there is none. A copy has the pictures of
    its original, and the original's path in `copy_of`. `settings` and `captured` are in words; `total_ms` is null if no
    time is recorded.
    """
    is_copy = pl.col("outcome") == "copy"
    pictures = _pictures(tables.newest(evidence, DeriveRow, "renditions"))
    originals = rows.filter(~is_copy).select("item_id", copy_of="source_path").unique("item_id")
    shown = rows.select(*columns(ReviewRow), _declared(rows, further))
    every = shown.join(pictures, on="item_id", how="left").join(originals, on="item_id", how="left")
    every = every.join(_total_time(evidence), on="item_id", how="left").with_columns(
        copy_of=pl.when(is_copy).then("copy_of"),
        total_ms=pl.when(~is_copy).then("total_ms"),
        settings=_settings(rows),
        captured=pl.col("captured_at").dt.strftime("%Y-%m-%d %H:%M"),
    )
    attention = pl.col("outcome").cast(pl.Enum(ATTENTION))
    return every.drop("captured_at").sort(attention, pl.col("thumbnail").is_not_null(), "source_path")


def _declared(rows: pl.DataFrame, further: Sequence[RowColumn]) -> pl.Expr:
    """Label and value of every declared column that has a value."""
    pairs = [
        pl.when(value.is_not_null() & (value != "")).then(pl.struct(label=pl.lit(column.label), value=value))
        for column in further
        for value in (worded(column.name, rows.schema[column.name]),)
    ]
    kind = pl.List(pl.Struct({"label": pl.String(), "value": pl.String()}))
    if not pairs:
        return pl.lit([], dtype=kind).alias("declared")
    return pl.concat_list(pairs).list.drop_nulls().cast(kind).alias("declared")


def detailed(cards: pl.DataFrame, evidence: Evidence, at_once: int = AT_ONCE) -> Iterator[pl.DataFrame]:
    """Yield the cards with the details from the evidence, `at_once` files at a time; copies have no details.

    Of the evidence, only what the page shows is in memory, and complete records of at most `at_once` files.
    """
    details = [table.rechunk() for table in _details(evidence)]
    for part in cards.iter_slices(at_once):
        own = part.with_columns(own=pl.when(pl.col("outcome") != "copy").then("item_id"))
        for table in details:
            own = own.join(table, left_on="own", right_on="item_id", how="left", maintain_order="left")
        yield witnesses.in_words(own.drop("own"))


def _details(evidence: Evidence) -> Iterator[pl.DataFrame]:
    """Yield tables with `item_id` and the columns that they add, with at most one row per item."""
    derived = tables.newest(evidence, DeriveRow, *_FIGURES, "colours")
    yield derived.select("item_id", pl.col(_FIGURES).round(4), _rounded("colours", Colour, "share"))
    quality = tables.newest(evidence, QualityRow, "parts")
    yield quality.select("item_id", _rounded("parts", QualityPart, "score", "weight").alias("quality_parts"))
    seen = tables.newest(evidence, ClassifyRow, *_SEEN)
    yield seen.select("item_id", *(_rounded(name, Label, "probability").alias(f"seen_{name}") for name in _SEEN))
    yield _found(evidence)
    yield tables.newest(evidence, FactsRow, *_FACTS).select("item_id", facts=pl.struct(_FACTS))
    yield tables.newest(evidence, SimilarRow, *_PLACE)
    yield tries(evidence)
    yield from witnesses.weighed(evidence)
    yield _times(evidence)


def _found(evidence: Evidence) -> pl.DataFrame:
    """What the rules find in the final texts, alone and compared with those of other photos."""
    own = tables.newest(evidence, RepairRow, "findings")
    beside = tables.newest(evidence, DuplicateRow, "findings").rename({"findings": "beside"})
    joined = own.join(beside, on="item_id", how="left", maintain_order="left")
    return joined.select("item_id", found=in_words(pl.concat_list("findings", pl.col("beside").fill_null([]))))


def _rounded(column: str, row_type: type[object], *figures: str) -> pl.Expr:
    """A list of structs with these figures at four decimals: the page shows three, and short numbers compress well."""
    members = {name: pl.element().struct.field(name) for name in columns(row_type)}
    rounded = [members[name].round(4) if name in figures else members[name] for name in members]
    return pl.col(column).list.eval(pl.struct(rounded))


def _pictures(derived: pl.DataFrame) -> pl.DataFrame:
    """The smallest rendition as the thumbnail, the largest as the picture."""
    renditions = derived.select("item_id", "renditions").explode("renditions").drop_nulls().unnest("renditions")
    by_size = renditions.sort(pl.col("width") * pl.col("height"), maintain_order=True)
    return by_size.group_by("item_id").agg(
        thumbnail=pl.col("path").first(),
        thumbnail_width=pl.col("width").first(),
        thumbnail_height=pl.col("height").first(),
        thumbnail_bytes=pl.col("bytes").first(),
        picture=pl.col("path").last(),
    )


def _total_time(evidence: Evidence) -> pl.DataFrame:
    return _work(evidence).group_by("item_id").agg(total_ms=pl.col("ms").sum())


def _times(evidence: Evidence) -> pl.DataFrame:
    every = _work(evidence).group_by("item_id", maintain_order=True)
    return every.agg(times=pl.struct("stage", "ms", "failed", "reused"))


def _work(evidence: Evidence) -> pl.DataFrame:
    """One row per photo and stage, in the order of the graph."""
    nothing = {
        "item_id": pl.String(),
        "stage": _STAGE,
        "ms": pl.Float64(),
        "failed": pl.Boolean(),
        "reused": pl.Boolean(),
    }
    return pl.concat([pl.DataFrame(schema=nothing), *(_stage_times(evidence, stage) for stage in evidence.stages)])


def _stage_times(evidence: Evidence, stage: str) -> pl.DataFrame:
    took = pl.col("duration_ms").unique().sum()  # all rows of one result have the same time
    ms = pl.when(pl.col("duration_ms").is_not_null().any()).then(took).round(1)
    photos = tables.work(evidence, stage).group_by("item_id", maintain_order=True)
    return photos.agg(
        stage=pl.lit(stage).cast(_STAGE),
        ms=ms,
        failed=(pl.col("status") == "failed").any(),
        reused=pl.col("reused_from").is_not_null().all(),
    )


def _settings(rows: pl.DataFrame) -> pl.Expr:
    """One line of camera settings; empty if none are known."""
    words: dict[str, Callable[[Any], str | None]] = {
        "focal_mm": wording.focal_length,
        "exposure_s": wording.exposure,
        "f_number": wording.aperture,
        "iso": wording.sensitivity,
    }
    return pl.concat_str(
        [_worded(rows[name], word) for name, word in words.items()], separator=" · ", ignore_nulls=True
    )


def _worded(values: pl.Series, word: Callable[[Any], str | None]) -> pl.Expr:
    """The column in words. Cameras have few settings, so each distinct value is worded only once."""
    known = values.drop_nulls().unique()
    worded = pl.Series([word(value) for value in known], dtype=pl.String)
    return pl.col(values.name).replace_strict(known, worded, default=None, return_dtype=pl.String)
