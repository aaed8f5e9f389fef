"""How many of people's decisions the picks predict, compared with the sharpest frame and with chance."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

import polars as pl

Strategy = Literal["picks", "sharpest", "random"]

LEAST = 20
"""With fewer decisions a share says nothing: its 95 % confidence interval is wider than 40 points."""

_PLACES = ("place", "sharpest_place")


@dataclass(frozen=True, slots=True)
class Hits:
    """How often a strategy agreed with people."""

    strategy: Strategy
    hits: float  # for `random`, the expected number
    trials: int


@dataclass(frozen=True, slots=True)
class Foresight:
    """What people decided, and which strategies would have decided the same. Empty if nobody decided anything."""

    kept: int  # photos that people kept
    dropped: int  # photos that people dropped
    winners: tuple[Hits, ...]  # for moments with both: how often the first frame is a kept one
    keepers: tuple[Hits, ...]  # for kept photos: how many are picked, with as many picks for each strategy

    @property
    def is_little(self) -> bool:
        """Whether there are too few decisions to say anything."""
        return all(hits.trials < LEAST for hits in (*self.winners, *self.keepers))


def foresight(guesses: pl.DataFrame, kept: Collection[str], dropped: Collection[str]) -> Foresight:
    """Compare guesses with decisions. `guesses` come from `runner.picks.guesses`; `kept` and `dropped` are item_ids.

    Photos of sequences are left out, because nobody has to choose among them.
    """
    item = pl.col("item_id")
    said = pl.when(item.is_in(list(kept))).then(True).when(item.is_in(list(dropped))).then(False)
    known = guesses.with_columns(kept=said)
    decided = known.filter(pl.col("kept").is_not_null())
    open_ = decided.filter(pl.col("kept").any().over("moment") & pl.col("kept").not_().any().over("moment"))
    return Foresight(
        int(decided["kept"].sum()),
        int(decided["kept"].not_().sum()),
        _winners(open_) if open_.height else (),
        _keepers(known) if decided["kept"].any() else (),
    )


def _winners(open_: pl.DataFrame) -> tuple[Hits, ...]:
    first = [open_.filter(pl.col(place) == pl.col(place).min().over("moment"))["kept"] for place in _PLACES]
    chance = open_.group_by("moment").agg(pl.col("kept").mean())["kept"].sum()
    trials = len(first[0])
    return (
        Hits("picks", int(first[0].sum()), trials),
        Hits("sharpest", int(first[1].sum()), trials),
        Hits("random", float(chance), trials),
    )


def _keepers(known: pl.DataFrame) -> tuple[Hits, ...]:
    kept, most = known.filter("kept"), int(known["pick"].sum())
    return (
        Hits("picks", int(kept["pick"].sum()), kept.height),
        Hits("sharpest", int(kept["sharpest"].sum()), kept.height),
        Hits("random", kept.height * most / known.height, kept.height),
    )
