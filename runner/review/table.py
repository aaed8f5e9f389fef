"""Photos as a table: the effective review rows with what people decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import polars as pl

from runner.review.filters import STATES
from runner.review.picks.flagged import WITHOUT_KEEPER, by_flag
from runner.review.snapshot import Snapshot

_HELPERS = ("thumbnail", "picture")


def effective_table(snapshot: Snapshot, places: Sequence[int]) -> pl.DataFrame:
    """The review rows of these photos, in this order, with people's texts in them.

    Added columns: `state`, `decision` (approved, rejected, lapsed or null), `decision_reason`, `decided_by`,
    `decided_at` (UTC, ISO 8601), `edited` (fields in which a person's text is current).
    """
    whole = snapshot.photos.whole_table().drop(_HELPERS, strict=False).with_row_index("_place")
    said = snapshot.columns["flag", WITHOUT_KEEPER]
    base = whole.with_columns(said).with_columns(by_flag(whole.columns)).drop(said.columns)
    edited = [place for place in places if snapshot.is_edited(place)]
    rows = [{**snapshot.row(place), "_place": place} for place in edited]
    own = pl.DataFrame([{name: row[name] for name in base.columns} for row in rows], schema=base.schema, orient="row")
    rest = base[[place for place in places if not snapshot.is_edited(place)]]
    order = pl.DataFrame({"_place": places}, schema={"_place": base.schema["_place"]})
    table = order.join(pl.concat([rest, own]), on="_place", how="left", maintain_order="left").drop("_place")
    return table.with_columns(_decided(snapshot, places))


def _decided(snapshot: Snapshot, places: Sequence[int]) -> list[pl.Series]:
    decisions = [snapshot.decision(snapshot.items[place]) for place in places]
    made: list[Any] = [each if each is not None and each.decision != "reset" else None for each in decisions]
    edited = [list(snapshot.row(place)["edited"]) if snapshot.is_edited(place) else [] for place in places]
    text = pl.String()
    return [
        pl.Series("state", [snapshot.state(place) for place in places], dtype=pl.Enum(STATES)),
        pl.Series("decision", [snapshot.effective_decision(place) for place in places], dtype=text),
        pl.Series("decision_reason", [each and each.reason for each in made], dtype=text),
        pl.Series("decided_by", [each and each.reviewer for each in made], dtype=text),
        pl.Series("decided_at", [each and each.at for each in made], dtype=text),
        pl.Series("edited", edited, dtype=pl.List(text)),
    ]
