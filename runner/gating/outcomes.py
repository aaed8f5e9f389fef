"""The outcome of every photo, from what its stages found and what it would be published with.

Everything works on the table that `review_rows` builds. Its column `found` has the findings of all stages, whatever
their source; a finding of severity `error` blocks the photo.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from runner.messages import restored, sentences
from runner.schema import TEXTS, ReviewRow
from runner.store import evidence
from runner.store.content import content_hash
from runner.text.repair.reasons import why_blocked

ERROR = ("error_kind", "error", "error_id", "error_arguments")
"""Columns that say why a photo failed."""

_PUBLISHED = ("file_name", *TEXTS)
"""Columns without which a photo cannot be published."""

_DECIDED = ("passed", "repaired", "blocked")
"""Outcomes of photos that went through all stages."""


def decided(rows: pl.DataFrame, fields: Sequence[str]) -> pl.DataFrame:
    """The rows with outcome, reason, broken rules, writer of each text, and the hash that approvals are bound to.

    `rows` has `is_copy`, `found` (findings), `failed_*` of the stage that failed, `repaired`, `stopped` and `checked`
    of the texts, and the columns of `ReviewRow`; `fields` are the columns that targets may map.
    """
    rows = rows.with_columns(_rules("error").alias("findings"), _rules("warn").alias("warnings"))
    rows = rows.with_columns(_outcome().alias("outcome"), *_written_by(), *_errors())
    return rows.with_columns(_reason().struct.unnest(), _content_hashes(rows, fields))


def _rules(severity: str) -> pl.Expr:
    broken = pl.element().filter(pl.element().struct.field("severity") == severity).struct.field("rule")
    return pl.col("found").list.eval(broken.unique(maintain_order=True))


def _lacks(name: str) -> pl.Expr:
    return (pl.col(name).list.len() == 0).fill_null(True) if name == "keywords" else pl.col(name).is_null()


def _outcome() -> pl.Expr:
    broken = pl.col("findings").list.len() > 0
    missing = pl.any_horizontal(_lacks(name) for name in _PUBLISHED)
    failed = pl.col("error_kind").is_not_null() | pl.col("failed_error_kind").is_not_null()
    return (
        pl.when("is_copy")
        .then(pl.lit("copy"))
        .when(failed)
        .then(pl.lit("failed"))
        .when(broken | missing)
        .then(pl.lit("blocked"))
        .when(pl.col("repaired").list.len() > 0)
        .then(pl.lit("repaired"))
        .otherwise(pl.lit("passed"))
    )


def _reason() -> pl.Expr:
    """Why a photo is blocked, as text and as messages; null for all others."""
    missing = pl.concat_list(pl.when(_lacks(name)).then(pl.lit(name)) for name in _PUBLISHED).list.drop_nulls()
    blocked = pl.struct(missing.alias("missing"), "found", "stopped", unchecked=pl.col("checked").is_null())
    return pl.when(pl.col("outcome") == "blocked").then(blocked).map_elements(_why, return_dtype=_REASON)


_REASON = pl.Struct({name: evidence.columns(ReviewRow)[name] for name in ("reason", "reasons")})


def _why(blocked: Mapping[str, Any]) -> dict[str, object]:
    """Why a photo is blocked: in English, and as messages."""
    missing = [] if blocked["unchecked"] else blocked["missing"]
    errors = [each for each in blocked["found"] if each["severity"] == "error"]
    wrong = [(each["field"], restored(each["message_id"], each["arguments"], each["message"])) for each in errors]
    reasons = why_blocked(missing, wrong, blocked["stopped"])
    return {"reason": sentences(reasons), "reasons": [evidence.to_record(each) for each in reasons]}


def _written_by() -> list[pl.Expr]:
    return [pl.when(~_lacks(name)).then(pl.lit("model")).alias(f"{name}_from") for name in TEXTS]


def _errors() -> list[pl.Expr]:
    own = ~pl.col("is_copy")
    return [pl.when(own).then(pl.coalesce(name, f"failed_{name}")).alias(name) for name in ERROR]


def _content_hashes(rows: pl.DataFrame, fields: Sequence[str]) -> pl.Series:
    """The content hash that an approval would be bound to, for each decided photo; null for all others."""
    decided = rows["outcome"].is_in(_DECIDED)
    content = rows.select("source_path", *fields).iter_rows(named=True)
    hashes = [content_hash(row, fields) if own else None for row, own in zip(content, decided, strict=True)]
    return pl.Series("content_hash", hashes, dtype=pl.String)
