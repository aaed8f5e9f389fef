"""gate: one outcome a photo, and the table that a person reviews."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from runner import evidence
from runner.content import TEXTS, content_hash
from runner.schema import (
    CaptionRow,
    CheckRow,
    ClassifyRow,
    DeriveRow,
    DuplicateRow,
    ExifRow,
    FactsRow,
    IntakeRow,
    NameRow,
    Options,
    QualityRow,
    RepairRow,
    ReviewRow,
    Row,
    SimilarRow,
    SourceRow,
)
from runner.stage import Folders, Tables, set_stage
from runner.text.reasons import why_blocked

_NEEDS: tuple[type[Row], ...] = (
    IntakeRow, ExifRow, DeriveRow, QualityRow, ClassifyRow, FactsRow, CaptionRow, CheckRow, RepairRow,
    NameRow, SimilarRow, DuplicateRow,
)  # fmt: skip

_TAKEN: Mapping[str, tuple[type[Row], str]] = {
    **{name: (NameRow, name) for name in ("file_name", "file_name_from")},
    **{name: (FactsRow, name) for name in ("subject", "subject_from", "location", "location_from", "labels")},
    **{name: (RepairRow, name) for name in (*TEXTS, "grounds", "attempts")},
    **{name: (DeriveRow, name) for name in ("width", "height")},
    **{
        name: (ExifRow, name) for name in ("captured_at", "camera", "lens", "exposure_s", "f_number", "iso", "focal_mm")
    },
    **{name: (ExifRow, name) for name in ("latitude", "longitude", "orientation")},
    **{name: (ExifRow, name) for name in ("utc_offset_min", "focal_35mm", "altitude_m")},
    "quality_score": (QualityRow, "score"),
    "quality_band": (QualityRow, "band"),
    "caption_model": (CaptionRow, "model"),
    "series": (SimilarRow, "series"),
}
"""Columns of the review row that are a column of some stage's row."""

_WEIGHED = (
    (RepairRow, "findings"), (RepairRow, "repaired"), (RepairRow, "stopped"), (DuplicateRow, "findings"),
    (DeriveRow, "renditions"),
)  # fmt: skip
"""Columns that decide without being shown."""

_READS = {
    row_type: tuple(dict.fromkeys(name for owner, name in (*_TAKEN.values(), *_WEIGHED) if owner is row_type))
    for row_type in _NEEDS
}
"""Columns of each stage's row that the gate uses: the camera's raw metadata, for one, is larger than all of these."""

_PUBLISHED = ("file_name", *TEXTS)
"""What a photo cannot be published without."""

_DECIDED = ("passed", "repaired", "blocked")
"""Outcomes of photos that came to the end."""


@dataclass(frozen=True)
class GateOptions(Options):
    """The gate cannot be set: what it lets through is decided by the rules."""


@set_stage(
    "gate",
    row=ReviewRow,
    options=GateOptions,
    requires=(IntakeRow, CaptionRow, RepairRow, NameRow),
    version=3,
    reads=_READS,
)
def gate(tables: Tables, options: GateOptions, folders: Folders) -> pl.DataFrame:
    """One row a file: `failed` where a stage failed, `copy` for bytes seen before, else one of the three that decide.

    `blocked`: a rule finds an error in the texts as they stand after repair, or one is missing; `reason` says which.
    `repaired`: none does, and a text is not as it was drafted. Nothing here turns `blocked` into anything else.
    """
    rows, failures = _files(tables[SourceRow]), []
    for row_type in _NEEDS:
        table = tables.get(row_type)
        rows = _attach(rows, row_type, table)
        failures += [] if table is None else [_failures(table)]
    rows = rows.join(_first(failures), on="item_id", how="left", maintain_order="left")
    rows = rows.with_columns(_field(*place).alias(name) for name, place in _TAKEN.items())
    rows = rows.with_columns(_found(), pl.col("attempts").fill_null(0))
    rows = rows.with_columns(_rules("error").alias("findings"), _rules("warn").alias("warnings"))
    rows = rows.with_columns(_outcome().alias("outcome"), *_written_by(), *_errors())
    return _contract(rows.with_columns(_reason().alias("reason"), _content_hash().alias("content_hash")))


_DIGESTS = {
    "attempts": pl.col("attempts").list.eval(pl.element().struct.field("by") == "captioner").list.sum().cast(pl.Int64),
    "renditions": pl.col("renditions").list.eval(pl.element().struct.field("sha256")),
}
"""What is kept of large columns: how often the captioner was asked, mending apart, and the hashes of the pictures."""


def _files(sources: pl.DataFrame) -> pl.DataFrame:
    """Every file in source order; the first of the same bytes lists the others."""
    copies = sources.filter("is_copy").group_by("item_id").agg(pl.col("source_path").alias("copies"))
    listed = sources.join(copies, on="item_id", how="left", maintain_order="left")
    first = pl.when(~pl.col("is_copy")).then("copies")
    return listed.with_columns(first.alias("copies"))


def _failures(table: pl.DataFrame) -> pl.DataFrame:
    """The photos that failed in one stage, and why."""
    failed = table.filter(pl.col("status") == "failed")
    return failed.select("item_id", pl.col("error_kind").alias("failed_kind"), pl.col("error").alias("failed_error"))


def _first(failures: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The first failure of each photo, in the order of the stages."""
    return pl.concat(failures).unique("item_id", keep="first", maintain_order=True)


def _attach(rows: pl.DataFrame, row_type: type[Row], table: pl.DataFrame | None) -> pl.DataFrame:
    """Put a stage's good rows beside the files as one struct column, named after the row type."""
    schema = evidence.table_schema(row_type)
    own = {name: schema[name] for name in _READS[row_type] or ("item_id",)}
    if table is None:
        return rows.with_columns(pl.lit(None, dtype=pl.Struct(own)).alias(row_type.__name__))
    used = [_DIGESTS.get(name, pl.col(name)) for name in own]
    good = table.filter(pl.col("status") == "ok").select("item_id", pl.struct(used).alias(row_type.__name__))
    joined = rows.join(good, on="item_id", how="left", maintain_order="left")
    return joined.with_columns(pl.when(~pl.col("is_copy")).then(row_type.__name__).alias(row_type.__name__))


def _field(row_type: type[Row], name: str) -> pl.Expr:
    return pl.col(row_type.__name__).struct.field(name)


def _found() -> pl.Expr:
    """What the rules find in the texts, and in the texts beside those of other photos."""
    own, beside = _field(RepairRow, "findings"), _field(DuplicateRow, "findings")
    return pl.concat_list(own.fill_null([]), beside.fill_null([])).alias("found")


def _rules(severity: str) -> pl.Expr:
    broken = pl.element().filter(pl.element().struct.field("severity") == severity).struct.field("rule")
    return pl.col("found").list.eval(broken.unique(maintain_order=True))


def _lacks(name: str) -> pl.Expr:
    return (pl.col(name).list.len() == 0).fill_null(True) if name == "keywords" else pl.col(name).is_null()


def _outcome() -> pl.Expr:
    broken = pl.col("findings").list.len() > 0
    missing = pl.any_horizontal(_lacks(name) for name in _PUBLISHED)
    failed = pl.col("error_kind").is_not_null() | pl.col("failed_kind").is_not_null()
    return (
        pl.when("is_copy")
        .then(pl.lit("copy"))
        .when(failed)
        .then(pl.lit("failed"))
        .when(broken | missing)
        .then(pl.lit("blocked"))
        .when(_field(RepairRow, "repaired").list.len() > 0)
        .then(pl.lit("repaired"))
        .otherwise(pl.lit("passed"))
    )


def _reason() -> pl.Expr:
    """Of the blocked."""
    missing = pl.concat_list(pl.when(_lacks(name)).then(pl.lit(name)) for name in _PUBLISHED).list.drop_nulls()
    decided = pl.struct(
        missing.alias("missing"), "found", _field(RepairRow, "stopped"), unchecked=pl.col("RepairRow").is_null()
    )
    return pl.when(pl.col("outcome") == "blocked").then(decided).map_elements(_sentence, return_dtype=pl.String)


def _sentence(decided: dict[str, Any]) -> str:
    missing = [] if decided["unchecked"] else decided["missing"]
    broken = [(each["field"], each["rule"]) for each in decided["found"] if each["severity"] == "error"]
    return why_blocked(missing, broken, decided["stopped"])


def _written_by() -> list[pl.Expr]:
    return [pl.when(~_lacks(name)).then(pl.lit("model")).alias(f"{name}_from") for name in TEXTS]


def _errors() -> list[pl.Expr]:
    own = ~pl.col("is_copy")
    return [
        pl.when(own).then(pl.coalesce(name, f"failed_{name.removeprefix('error_')}")).alias(name)
        for name in ("error_kind", "error")
    ]


def _content_hash() -> pl.Expr:
    content = pl.struct("file_name", *TEXTS, _field(DeriveRow, "renditions"))
    return pl.when(pl.col("outcome").is_in(_DECIDED)).then(content).map_elements(_hash, return_dtype=pl.String)


def _hash(content: dict[str, Any]) -> str:
    return content_hash(content["file_name"], content, content["renditions"] or ())


def _contract(rows: pl.DataFrame) -> pl.DataFrame:
    """The columns of the review row, lists never null."""
    schema = evidence.columns(ReviewRow)
    filled = [pl.col(n).fill_null([]) if isinstance(t, pl.List) else pl.col(n) for n, t in schema.items()]
    return rows.select(pl.col(n).cast(t) for n, t in schema.items()).with_columns(filled)
