"""How many of people's decisions a choice would have foreseen, against the sharpest frame and against chance."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import polars as pl

from runner.picks.merits import part

Strategy = Literal["picks", "sharpest", "random"]


@dataclass(frozen=True, slots=True)
class Hits:
    """How often a strategy did as people did."""

    strategy: Strategy
    hits: float  # a mean over all draws, for `random`
    trials: int


@dataclass(frozen=True, slots=True)
class Foresight:
    """What people decided, and who would have decided so too. Empty where nobody decided anything."""

    kept: int  # photos that people kept
    dropped: int  # photos that people dropped
    winners: tuple[Hits, ...]  # of moments with both: the frame that comes first is one that was kept
    keepers: tuple[Hits, ...]  # of the photos that were kept: those among as many picks as there were


def foresight(
    table: pl.DataFrame, sharpness: pl.DataFrame, kept: Collection[str], dropped: Collection[str]
) -> Foresight:
    """What a choice foresaw. `table` is that of a `Choice` made without any flags: it must not know the answers.

    `sharpness` has `item_id` and `sharpness`. Photos of sequences are left out, for nobody has to choose among them.
    """
    said = (
        pl.when(pl.col("item_id").is_in(list(kept))).then(True).when(pl.col("item_id").is_in(list(dropped))).then(False)
    )
    known = table.join(sharpness, on="item_id", how="left").filter(pl.col("rank").is_not_null())
    known = known.with_columns(kept=said, sharp=pl.col(part("sharpness")).fill_null(0.0))
    decided = known.filter(pl.col("kept").is_not_null())
    open_ = decided.filter(pl.col("kept").any().over("moment") & pl.col("kept").not_().any().over("moment"))
    return Foresight(
        int(decided["kept"].sum()),
        int(decided["kept"].not_().sum()),
        _winners(open_) if open_.height else (),
        _keepers(known) if decided["kept"].any() else (),
    )


def _winners(open_: pl.DataFrame) -> tuple[Hits, ...]:
    by_score = open_.sort("moment", "score", "taken", descending=[False, True, False])
    by_sharpness = open_.sort("moment", "sharp", "taken", descending=[False, True, False])
    first = [each.unique("moment", keep="first", maintain_order=True)["kept"] for each in (by_score, by_sharpness)]
    chance = open_.group_by("moment").agg(pl.col("kept").mean())["kept"].sum()
    trials = len(first[0])
    return (
        Hits("picks", int(first[0].sum()), trials),
        Hits("sharpest", int(first[1].sum()), trials),
        Hits("random", float(chance), trials),
    )


def _keepers(known: pl.DataFrame) -> tuple[Hits, ...]:
    most = known.filter(pl.col("pick") == "keep").height
    wanted = int(known["kept"].sum())
    ours = known.filter((pl.col("pick") == "keep") & pl.col("kept")).height
    sharpest = known.sort("sharpness", "taken", descending=[True, False], nulls_last=True).head(most)
    return (
        Hits("picks", ours, wanted),
        Hits("sharpest", int(sharpest["kept"].sum()), wanted),
        Hits("random", wanted * most / known.height, wanted),
    )
