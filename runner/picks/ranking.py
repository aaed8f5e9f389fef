"""Ranks all photos that may be picked: by merit, minus a deduction for what repeats others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl

from runner.picks.options import CullOptions, Limits, Variety

LIMITED = ("per_hour", "per_person", "per_event")
"""Names of the limits, as in the column `beyond`."""


def ranked(photos: pl.DataFrame, options: CullOptions) -> pl.DataFrame:
    """The photos, best first, with `place`, `rank` (from 1) and `beyond`.

    `photos` are those outside sequences, with `score`, `strength`, `flag`, `taken` and the columns that `cells` adds.
    `place` is the place among the frames of the moment: a person's picks come first, a person's rejections last.
    `beyond` names the limit that holds a photo back. Photos held back and rejected ones come after all others.
    """
    first = {"pick": 0, "reject": 2}
    said = pl.col("flag").replace_strict(first, default=1, return_dtype=pl.Int8)
    by_score = photos.sort("moment", said, -pl.col("score").round(9), "taken", maintain_order=True)
    placed = by_score.with_columns(place=pl.int_range(1, pl.len() + 1).over("moment"), _said=said)
    worth = placed.with_columns(_worth=pl.col("strength") - options.repeat * (pl.col("place") - 1))
    ordered = worth.with_columns(_worth=(pl.col("_worth") - _repeated(worth, options.variety)).round(9)).sort(
        "_said", -pl.col("_worth"), "taken", maintain_order=True
    )
    limited = ordered.with_columns(beyond=pl.Series(_beyond(ordered, options.limits), dtype=pl.String))
    late = pl.col("beyond").is_not_null() | (pl.col("_said") == 2)
    last = limited.sort(late, maintain_order=True)
    return last.with_columns(rank=pl.int_range(1, pl.len() + 1)).drop("_worth", "_said")


def _repeated(photos: pl.DataFrame, variety: Variety) -> pl.Series:
    """What each photo loses for better photos that are like it."""
    best_first = photos.with_row_index("_row").sort("_said", -pl.col("_worth").round(9), "taken", maintain_order=True)
    weights = {"hour": variety.hour, "event": variety.event, "square": variety.place, "subject": variety.subject}
    loss = pl.sum_horizontal(_loss(name) * weight for name, weight in weights.items())
    lost = best_first.select("_row", "people", lost=loss)
    return (
        lost.join(_of_people(lost, variety.people), on="_row", how="left")
        .sort("_row")
        .select(pl.col("lost") + pl.col("_of_people").fill_null(0.0))
        .to_series()
    )


def _loss(column: str) -> pl.Expr:
    before = pl.int_range(pl.len()).over(column)
    return pl.when(pl.col(column).is_not_null()).then((before + 1).log(2)).otherwise(0.0)


def _of_people(best_first: pl.DataFrame, weight: float) -> pl.DataFrame:
    """The mean loss over the people in each photo."""
    each = best_first.select("_row", "people").explode("people").drop_nulls()
    losses = each.with_columns(_of_people=_loss("people") * weight)
    return losses.group_by("_row").agg(pl.col("_of_people").mean())


def _beyond(ordered: pl.DataFrame, limits: Limits) -> list[str | None]:
    """The limit that each photo would exceed if those before it that are within the limits were picked; mostly None."""
    most: Mapping[str, int | None] = {name: getattr(limits, name) for name in LIMITED}
    if not any(most.values()):
        return [None] * ordered.height
    counts: dict[str, Counter[object]] = {name: Counter() for name in LIMITED}
    found: list[str | None] = []
    for flag, hour, event, people in ordered.select("flag", "hour", "event", "people").iter_rows():
        keys = {"per_hour": [hour], "per_person": people or [], "per_event": [event]}
        full = next((name for name in LIMITED if _is_full(most[name], counts[name], keys[name])), None)
        found.append(full if flag != "pick" else None)
        if found[-1] is None and flag != "reject":
            for name in LIMITED:
                counts[name].update(key for key in keys[name] if key is not None)
    return found


def _is_full(most: int | None, counts: Counter[object], keys: list[object]) -> bool:
    return most is not None and any(counts[key] >= most for key in keys if key is not None)
