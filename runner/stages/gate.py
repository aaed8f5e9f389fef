"""gate: one outcome a photo, and the table that a person reviews."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from runner import evidence
from runner.schema import (
    CaptionRow,
    CheckRow,
    ClassifyRow,
    DeriveRow,
    ExifRow,
    FactsRow,
    IntakeRow,
    NameRow,
    Options,
    QualityRow,
    ReviewRow,
    Row,
    SimilarRow,
    SourceRow,
)
from runner.stage import Folders, Tables, set_stage

_NEEDS: tuple[type[Row], ...] = (
    IntakeRow, ExifRow, DeriveRow, QualityRow, ClassifyRow, FactsRow, CaptionRow, CheckRow, NameRow,
    SimilarRow,
)  # fmt: skip

_TAKEN: Mapping[str, tuple[type[Row], str]] = {
    **{name: (NameRow, name) for name in ("file_name", "file_name_from")},
    **{name: (FactsRow, name) for name in ("subject", "subject_from", "location", "location_from", "labels")},
    **{name: (CaptionRow, name) for name in ("caption", "alt_text", "keywords")},
    **{name: (DeriveRow, name) for name in ("width", "height")},
    **{
        name: (ExifRow, name) for name in ("captured_at", "camera", "lens", "exposure_s", "f_number", "iso", "focal_mm")
    },
    **{name: (ExifRow, name) for name in ("latitude", "longitude", "orientation")},
    "quality_score": (QualityRow, "score"),
    "quality_band": (QualityRow, "band"),
    "caption_model": (CaptionRow, "model"),
    "series": (SimilarRow, "series"),
}
"""Columns of the review row that are a column of some stage's row."""

_WEIGHED = ((CheckRow, "findings"), (DeriveRow, "renditions"), (CaptionRow, "model"))
"""Columns that decide without being shown."""

_TEXTS = ("caption", "alt_text", "keywords")


@dataclass(frozen=True)
class GateOptions(Options):
    """The gate cannot be set: what it lets through is decided by the rules."""


@set_stage("gate", row=ReviewRow, options=GateOptions, requires=(IntakeRow, CaptionRow, CheckRow, NameRow))
def gate(tables: Tables, options: GateOptions, folders: Folders) -> pl.DataFrame:
    """One row a file: `failed` where a stage failed, `copy` for bytes seen before, else `passed` or `blocked`.

    `blocked`: a rule found an error, or a text is missing. Nothing here turns `blocked` into anything else.
    """
    rows = _files(tables[SourceRow]).join(_failures(tables), on="item_id", how="left", maintain_order="left")
    for row_type in _NEEDS:
        rows = _attach(rows, row_type, tables.get(row_type))
    rows = rows.with_columns(_field(*place).alias(name) for name, place in _TAKEN.items())
    rows = rows.with_columns(_findings("error").alias("findings"), _findings("warn").alias("warnings"))
    rows = rows.with_columns(pl.when(pl.col("CaptionRow").is_not_null()).then(1).otherwise(0).alias("attempts"))
    rows = rows.with_columns(_outcome().alias("outcome"), *_written_by(), *_errors())
    grounds = pl.lit(None, dtype=evidence.columns(ReviewRow)["grounds"])
    rows = rows.with_columns(grounds.alias("grounds"), pl.lit(None, dtype=pl.String).alias("reason"))
    return _contract(rows.with_columns(_content_hash().alias("content_hash")))


def _files(sources: pl.DataFrame) -> pl.DataFrame:
    """Every file in source order; the first of the same bytes lists the others."""
    copies = sources.filter("is_copy").group_by("item_id").agg(pl.col("source_path").alias("copies"))
    listed = sources.join(copies, on="item_id", how="left", maintain_order="left")
    first = pl.when(~pl.col("is_copy")).then("copies")
    return listed.with_columns(first.alias("copies"))


def _failures(tables: Tables) -> pl.DataFrame:
    """The first failure of each photo, in the order of the stages."""
    common = ["item_id", "status", pl.col("error_kind").alias("failed_kind"), pl.col("error").alias("failed_error")]
    failed = [tables[t].select(common).filter(pl.col("status") == "failed") for t in _NEEDS if t in tables]
    return pl.concat(failed).drop("status").unique("item_id", keep="first", maintain_order=True)


def _attach(rows: pl.DataFrame, row_type: type[Row], table: pl.DataFrame | None) -> pl.DataFrame:
    """Put a stage's good rows beside the files as one struct column, named after the row type."""
    used = {name for owner, name in (*_TAKEN.values(), *_WEIGHED) if owner is row_type} or {"item_id"}
    own = {name: dtype for name, dtype in evidence.table_schema(row_type).items() if name in used}
    if table is None:
        return rows.with_columns(pl.lit(None, dtype=pl.Struct(own)).alias(row_type.__name__))
    good = table.filter(pl.col("status") == "ok").select("item_id", pl.struct(list(own)).alias(row_type.__name__))
    joined = rows.join(good, on="item_id", how="left", maintain_order="left")
    return joined.with_columns(pl.when(~pl.col("is_copy")).then(row_type.__name__).alias(row_type.__name__))


def _field(row_type: type[Row], name: str) -> pl.Expr:
    return pl.col(row_type.__name__).struct.field(name)


def _findings(severity: str) -> pl.Expr:
    broken = pl.element().filter(pl.element().struct.field("severity") == severity).struct.field("rule")
    return _field(CheckRow, "findings").list.eval(broken.unique(maintain_order=True))


def _outcome() -> pl.Expr:
    broken = pl.col("findings").list.len() > 0
    missing = pl.any_horizontal(
        pl.col("caption", "alt_text", "file_name").is_null(), pl.col("keywords").list.len() == 0
    )
    unchecked = pl.col("CheckRow").is_null()
    failed = pl.col("error_kind").is_not_null() | pl.col("failed_kind").is_not_null()
    return (
        pl.when("is_copy")
        .then(pl.lit("copy"))
        .when(failed)
        .then(pl.lit("failed"))
        .when(broken | missing | unchecked)
        .then(pl.lit("blocked"))
        .otherwise(pl.lit("passed"))
    )


def _written_by() -> list[pl.Expr]:
    present = {"caption": pl.col("caption").is_not_null(), "alt_text": pl.col("alt_text").is_not_null()}
    present["keywords"] = pl.col("keywords").list.len() > 0
    return [pl.when(present[name]).then(pl.lit("model")).alias(f"{name}_from") for name in _TEXTS]


def _errors() -> list[pl.Expr]:
    own = ~pl.col("is_copy")
    return [
        pl.when(own).then(pl.coalesce(name, f"failed_{name.removeprefix('error_')}")).alias(name)
        for name in ("error_kind", "error")
    ]


def _content_hash() -> pl.Expr:
    pictures = _field(DeriveRow, "renditions").list.eval(pl.element().struct.field("sha256"))
    content = pl.struct("file_name", *_TEXTS, pictures.alias("renditions"))
    hashed = content.map_elements(_hash, return_dtype=pl.String)
    return pl.when(pl.col("outcome").is_in(["passed", "blocked", "repaired"])).then(hashed)


def _hash(content: dict[str, Any]) -> str:
    """16 hex digits of the SHA-256 of what would be published: an approval is bound to it."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:16]


def _contract(rows: pl.DataFrame) -> pl.DataFrame:
    """The columns of the review row, lists never null."""
    schema = evidence.columns(ReviewRow)
    filled = [pl.col(n).fill_null([]) if isinstance(t, pl.List) else pl.col(n) for n, t in schema.items()]
    return rows.select(pl.col(n).cast(t) for n, t in schema.items()).with_columns(filled)
