"""The picks that stand are what the last ranking suggests and what a person says of a photo since, which wins."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import polars as pl

from runner.messages import Message, say
from runner.store import evidence

KEY = "pick"
"""The column with whether a photo is picked, and the key of filters."""

_WHY = "picked_because"
_SAID: Mapping[str, tuple[str, Message]] = {
    "pick": ("keep", say("pick.person")),
    "reject": ("drop", say("drop.person")),
}
"""By flag what stands in these two columns."""

WITHOUT_KEEPER = "without_keeper"
"""The column with what is said of a rejected photo when the one that was kept in its place is not there; else null."""
_MESSAGE = pl.Struct(evidence.columns(Message))


def by_flag(names: Collection[str]) -> list[pl.Expr]:
    """Those of the columns of picks that are among `names`, with what people said.

    The table has `flag` and, for the reasons, `WITHOUT_KEEPER` too.
    """
    kept, dropped = (_struct(why) for _, why in _SAID.values())
    made = {
        KEY: [pl.lit(pick) for pick, _ in _SAID.values()],
        _WHY: [kept, pl.coalesce(WITHOUT_KEEPER, dropped)],
    }
    flag = pl.col("flag").cast(pl.String)
    return [
        pl.when(flag == "pick").then(kept).when(flag == "reject").then(dropped).otherwise(pl.col(name)).alias(name)
        for name, (kept, dropped) in made.items()
        if name in names
    ]


def _struct(message: Message) -> pl.Expr:
    return pl.struct(pl.lit(value).alias(name) for name, value in evidence.to_record(message).items())


def column(messages: Mapping[str, Message], places: Mapping[str, int]) -> pl.Series:
    """`WITHOUT_KEEPER` by place, of messages by item."""
    by_place = {places[item]: evidence.to_record(message) for item, message in messages.items()}
    if not by_place:
        return pl.Series(WITHOUT_KEEPER, [None], dtype=_MESSAGE).new_from_index(0, len(places))
    return pl.Series(WITHOUT_KEEPER, [by_place.get(place) for place in range(len(places))], dtype=_MESSAGE)


def row_by_flag(row: Mapping[str, Any], flag: str | None, without_keeper: Message | None = None) -> Mapping[str, Any]:
    """A photo's row with what a person said in its columns of picks; the row itself where nobody did, or has none.

    `without_keeper` is what is said of a rejection instead.
    """
    if flag is None or KEY not in row:
        return row
    pick, why = _SAID[flag]
    why = without_keeper or why
    return {**row, KEY: pick, **({_WHY: evidence.to_record(why)} if _WHY in row else {})}
