"""What repair attempted and what came of it, rule by rule."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from runner.reports import tables
from runner.reports.tables import Evidence
from runner.schema import AttemptRow, RepairRow

_FAULT = ["item_id", "field", "rule"]


@dataclass(frozen=True, slots=True)
class RuleRepairs:
    """Drafted texts that broke one rule and were attempted again; a text is one field of one photo."""

    rule: str
    tried: int  # texts with this fault that were attempted again
    mended: int  # of these, without the fault at the end, by a correction without a model
    rewritten: int  # of these, without the fault at the end, because the captioner wrote them again
    left: int  # of these, those that still have the fault


@dataclass(frozen=True, slots=True)
class Repairs:
    """The numbers of repair in a run."""

    photos: int  # photos whose texts were attempted again
    mendings: int  # corrections without a model
    generations: int  # times that the captioner was asked again
    won: int  # attempts of either kind from which a text was accepted
    rules: tuple[RuleRepairs, ...]  # the most frequently attempted first


def repairs(evidence: Evidence) -> Repairs:
    """Return the figures of the attempts after the first draft."""
    tries = tables.of(evidence, AttemptRow, "attempt", "by", "fields", "after", "won")
    later, draft = tries.filter(pl.col("attempt") > 0), tries.filter(pl.col("attempt") == 0)
    by = dict(later["by"].value_counts().iter_rows())
    final = tables.newest(evidence, RepairRow, "findings")
    return Repairs(
        photos=later["item_id"].n_unique(),
        mendings=by.get("mending", 0),
        generations=by.get("captioner", 0),
        won=int((later["won"].list.len() > 0).sum()),
        rules=_rules(_faults(draft, "after"), later, _faults(final, "findings")),
    )


def _rules(drafted: pl.DataFrame, later: pl.DataFrame, final: pl.DataFrame) -> tuple[RuleRepairs, ...]:
    tried = drafted.join(_fields(later, "fields"), on=["item_id", "field"], how="semi")
    known = tried.join(final.with_columns(left=True), on=_FAULT, how="left").with_columns(
        pl.col("left").fill_null(False)
    )
    # A text can lose a fault because another text of the photo was changed: rules compare them with each other.
    own = _fields(later, "won").unique(["item_id", "field"], keep="last").rename({"by": "own"})
    some = own.sort("attempt").unique("item_id", keep="last").select("item_id", some="own")
    known = known.join(own, on=["item_id", "field"], how="left").join(some, on="item_id", how="left")
    by = pl.when(~pl.col("left")).then(pl.coalesce("own", "some"))
    counts = known.group_by("rule").agg(
        tried=pl.len(), mended=(by == "mending").sum(), rewritten=(by == "captioner").sum(), left=pl.col("left").sum()
    )
    ordered = counts.sort(["tried", "rule"], descending=[True, False])
    return tuple(RuleRepairs(**row) for row in ordered.iter_rows(named=True))


def _faults(table: pl.DataFrame, column: str) -> pl.DataFrame:
    """One row per text and rule that it breaks."""
    found = table.select("item_id", found=column).explode("found").drop_nulls().unnest("found")
    return found.select(_FAULT).unique(maintain_order=True)


def _fields(tries: pl.DataFrame, column: str) -> pl.DataFrame:
    """One row per attempt and text."""
    return tries.select("item_id", "attempt", "by", field=column).explode("field").drop_nulls()
