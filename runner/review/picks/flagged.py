"""The current picks: what the last ranking suggests, overridden by the flags that people have given since."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import polars as pl

from runner.messages import Message, say
from runner.store import evidence

KEY = "pick"
"""The column that tells whether a photo is picked, and the key of filters."""

_WHY = "picked_because"
_SAID: Mapping[str, tuple[str, Message]] = {
    "pick": ("keep", say("pick.person")),
    "reject": ("drop", say("drop.person")),
}
"""The values of these two columns by flag."""

WITHOUT_KEEPER = "without_keeper"
"""The column with a message for rejected photos whose preferred photo is gone; null for all others."""
_MESSAGE = pl.Struct(evidence.columns(Message))


def by_flag(names: Collection[str]) -> list[pl.Expr]:
    """The pick columns among `names`, with people's flags applied.

    The table must have `flag` and, for the reasons, `WITHOUT_KEEPER`.
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
    """The column `WITHOUT_KEEPER` by place, from messages by item."""
    by_place = {places[item]: evidence.to_record(message) for item, message in messages.items()}
    if not by_place:
        return pl.Series(WITHOUT_KEEPER, [None], dtype=_MESSAGE).new_from_index(0, len(places))
    return pl.Series(WITHOUT_KEEPER, [by_place.get(place) for place in range(len(places))], dtype=_MESSAGE)


def row_by_flag(row: Mapping[str, Any], flag: str | None, without_keeper: Message | None = None) -> Mapping[str, Any]:
    """A photo's row with a person's flag in its pick columns; the row itself if it has no flag or no such columns.

    `without_keeper` replaces the usual reason of a rejection.
    """
    if flag is None or KEY not in row:
        return row
    pick, why = _SAID[flag]
    why = without_keeper or why
    return {**row, KEY: pick, **({_WHY: evidence.to_record(why)} if _WHY in row else {})}
