"""Finds photos that passed the gate and deserve a second look, with the reasons."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from runner.reports import tables
from runner.reports.tables import Evidence
from runner.schema import SimilarRow

MANY_WARNINGS = 3
"""A photo is suspicious if at least this many rules warn of it."""

MANY_TRIES = 3
"""A photo is suspicious if its texts took at least this many generations, including the first draft."""

FEW_WORDS = 5
"""A photo is suspicious if its caption has at most this many words."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One photo and why it is suspicious."""

    item_id: str
    source_path: str
    reasons: tuple[str, ...]  # each a part of a sentence


def suspicious(rows: pl.DataFrame, evidence: Evidence) -> tuple[Suspicion, ...]:
    """Return the passed or repaired photos of `rows.parquet` that are suspicious, those with most reasons first."""
    through = rows.filter(pl.col("outcome").is_in(["passed", "repaired"]))
    similar = tables.newest(evidence, SimilarRow, "near_duplicate_of")
    known = through.join(similar, on="item_id", how="left", maintain_order="left")
    names = rows.filter(pl.col("outcome") != "copy").select(near_duplicate_of="item_id", like="source_path")
    known = known.join(names.unique("near_duplicate_of"), on="near_duplicate_of", how="left", maintain_order="left")
    reasons = known.select("item_id", "source_path", reasons=pl.concat_list(_reasons()).list.drop_nulls())
    doubted = reasons.filter(pl.col("reasons").list.len() > 0)
    ordered = doubted.sort(-pl.col("reasons").list.len().cast(pl.Int64), "source_path")
    return tuple(Suspicion(item_id, path, tuple(why)) for item_id, path, why in ordered.iter_rows())


def _reasons() -> list[pl.Expr]:
    """One expression per reason: its words if it applies, else null."""
    warnings, tries = pl.col("warnings").list.len(), pl.col("attempts")
    words = pl.col("caption").str.split(" ").list.len()
    like = pl.col("like").str.extract(r"([^/]*)$")
    return [
        pl.when(warnings >= MANY_WARNINGS).then(pl.format("{} rules warn of it", warnings)),
        pl.when(tries >= MANY_TRIES).then(pl.format("it took {} tries", tries)),
        pl.when(pl.col("grounds").list.len() == 0).then(pl.lit("no source supports a word of its texts")),
        pl.when(words <= FEW_WORDS).then(pl.format("its caption has only {} words", words)),
        pl.when(pl.col("near_duplicate_of").is_not_null()).then(pl.format("nearly the same picture as {}", like)),
    ]
