"""What would be picked without people's flags: by all measurements, and by sharpness alone."""

from __future__ import annotations

import polars as pl

from runner.picks.choice import Choice
from runner.picks.merits import part


def guesses(blind: Choice, photos: pl.DataFrame) -> pl.DataFrame:
    """One row per photo outside sequences: `item_id`, `moment` and the fields of `runner.picks.cull_row.Guess`.

    `blind` is a choice made without flags, so that it does not know the answers. `photos` has `item_id`, `sharpness`.
    """
    table = blind.table.filter(pl.col("rank").is_not_null())
    known = table.join(photos.select("item_id", "sharpness"), on="item_id", how="left", maintain_order="left")
    most = (pl.col("pick") == "keep").sum()
    return known.select(
        "item_id",
        "moment",
        pick=pl.col("pick") == "keep",
        place="place",
        sharpest=_place(pl.col("sharpness").fill_null(-1.0)) <= most,
        sharpest_place=_place(pl.col(part("sharpness")).fill_null(-1.0), "moment"),
    )


def _place(value: pl.Expr, within: str | None = None) -> pl.Expr:
    """The place of each photo, from 1: the largest value first, and of equals the earlier photo."""
    order = pl.struct(-value, "taken").rank("ordinal").cast(pl.Int64)
    return order.over(within) if within else order
