"""What the page shows of each photo: one record a row of `rows.parquet`, photos that need a person first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl

from runner.evidence import columns
from runner.reports import tables, wording
from runner.reports.tables import Evidence
from runner.schema import CaptionRow, CheckRow, ClassifyRow, Colour, DeriveRow, FactsRow, Label, QualityPart, QualityRow

ATTENTION = ("failed", "blocked", "repaired", "passed", "copy")
"""Every outcome, those that need a person first."""

RAW_CHARACTERS = 4000
"""How much of a model's raw output a record carries; the whole is in the evidence."""

_PICTURES = ("thumbnail", "thumbnail_width", "thumbnail_height", "thumbnail_bytes", "picture")

_SEEN = ("labels", "groups")

_FIGURES = (
    "sharpness", "brightness", "shadows_clipped", "highlights_clipped", "contrast", "tonal_range", "noise", "thirds",
    "negative_space",
)  # fmt: skip


def cards(rows: pl.DataFrame, evidence: Evidence) -> pl.DataFrame:
    """The rows with what the evidence adds: pictures, figures, labels, findings, attempts and times.

    `thumbnail` and `picture` are paths below the renditions folder, null when there is none. A copy has the pictures of
    its original, and the original's path in `copy_of`.
    """
    is_copy = pl.col("outcome") == "copy"
    photos = rows.filter(~is_copy).rechunk()
    for details in _details(evidence):
        photos = photos.join(details, on="item_id", how="left")
    originals = photos.select("item_id", *_PICTURES, copy_of="source_path").unique("item_id")
    copies = rows.filter(is_copy).join(originals, on="item_id", how="left")
    every = pl.concat([photos, copies], how="diagonal").with_columns(
        settings=_settings(rows), captured=pl.col("captured_at").dt.strftime("%Y-%m-%d %H:%M")
    )
    attention = pl.col("outcome").cast(pl.Enum(ATTENTION))
    return every.drop("captured_at").sort(attention, pl.col("thumbnail").is_not_null(), "source_path")


def _details(evidence: Evidence) -> tuple[pl.DataFrame, ...]:
    """Tables with `item_id` and the columns that they add, at most one row an item."""
    derived = tables.newest(evidence, DeriveRow)
    quality, seen = tables.newest(evidence, QualityRow), tables.newest(evidence, ClassifyRow)
    return (
        _pictures(derived),
        derived.select("item_id", pl.col(_FIGURES).round(4), _rounded("colours", Colour, "share")),
        quality.select("item_id", _rounded("parts", QualityPart, "score", "weight").alias("quality_parts")),
        seen.select("item_id", *(_rounded(name, Label, "probability").alias(f"seen_{name}") for name in _SEEN)),
        tables.newest(evidence, CheckRow).select("item_id", found="findings"),
        _facts(tables.newest(evidence, FactsRow)),
        _attempts(tables.of(evidence, CaptionRow)),
        _times(tables.work(evidence)),
    )


def _rounded(column: str, row_type: type[Any], *figures: str) -> pl.Expr:
    """A list of structs with the named figures at four decimals: the page shows three, and short numbers pack well."""
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


def _facts(facts: pl.DataFrame) -> pl.DataFrame:
    """What the captioner may use beside the columns that the rows have."""
    names = ("category", "time_of_day", "title", "caption", "keywords", "labels", "colours")
    return facts.select("item_id", facts=pl.struct(names))


def _attempts(attempts: pl.DataFrame) -> pl.DataFrame:
    raw = pl.col("raw")
    rest = pl.lit(f"… cut after {RAW_CHARACTERS} characters, the whole is in the evidence")
    cut = pl.when(raw.str.len_chars() > RAW_CHARACTERS).then(raw.str.head(RAW_CHARACTERS) + rest).otherwise(raw)
    names = ("attempt", "raw", "model", "prompt_hash", "prompt_tokens", "completion_tokens", "ms")
    shown = attempts.with_columns(pl.col("ms").round(1), raw=cut, attempt=pl.lit(0))
    return shown.group_by("item_id").agg(tries=pl.struct(names))


def _times(work: pl.DataFrame) -> pl.DataFrame:
    ms = pl.when(pl.col("duration_ms").is_not_null().any()).then(pl.col("duration_ms").sum()).round(1)
    stages = work.group_by("item_id", "stage", maintain_order=True).agg(
        ms=ms, failed=(pl.col("status") == "failed").any(), reused=pl.col("reused_from").is_not_null().all()
    )
    return stages.group_by("item_id", maintain_order=True).agg(
        times=pl.struct("stage", "ms", "failed", "reused"), total_ms=pl.col("ms").sum()
    )


def _settings(rows: pl.DataFrame) -> pl.Expr:
    """One line of camera settings; an empty text when nothing is known."""
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
    """The column in words. Cameras have few settings: each different value is worded once."""
    known = values.drop_nulls().unique()
    worded = pl.Series([word(value) for value in known], dtype=pl.String)
    return pl.col(values.name).replace_strict(known, worded, default=None, return_dtype=pl.String)
