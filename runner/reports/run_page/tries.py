"""The attempts at a photo's texts, as the page shows them."""

from __future__ import annotations

import polars as pl

from runner.reports import tables
from runner.reports.tables import Evidence
from runner.schema import TEXTS, AttemptRow

RAW_CHARACTERS = 4000
"""Upper limit for a model's raw output in a record; the complete output is in the evidence."""

_SHOWN = (
    "attempt", "by", "fields", "raw", "model", "prompt_hash", "prompt_tokens", "completion_tokens", "ms", "verdict",
    "won",
)  # fmt: skip
_FINDINGS = ("before", "after")


def tries(evidence: Evidence) -> pl.DataFrame:
    """Return `item_id` and the list of its attempts in order, with the rules broken before and after each.

    An attempt has only the texts that it was asked to write.
    """
    attempts = tables.of(evidence, AttemptRow, *_SHOWN, *_FINDINGS, *TEXTS)
    wrote = {name: pl.when(pl.col("fields").list.contains(name)).then(name) for name in TEXTS}
    shown = attempts.with_columns(
        **wrote, **{name: _rules(name) for name in _FINDINGS}, ms=pl.col("ms").round(1), raw=_cut(pl.col("raw"))
    )
    ordered = shown.sort("attempt", maintain_order=True).group_by("item_id", maintain_order=True)
    return ordered.agg(tries=pl.struct(*_SHOWN, *_FINDINGS, *TEXTS))


def _rules(column: str) -> pl.Expr:
    """Each finding as its field and its rule."""
    each = pl.element().struct
    return pl.col(column).list.eval(pl.concat_str(each.field("field"), pl.lit(" "), each.field("rule")))


def _cut(raw: pl.Expr) -> pl.Expr:
    rest = pl.lit(f"… cut after {RAW_CHARACTERS} characters, the whole is in the evidence")
    return pl.when(raw.str.len_chars() > RAW_CHARACTERS).then(raw.str.head(RAW_CHARACTERS) + rest).otherwise(raw)
