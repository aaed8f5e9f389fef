"""Which of two variants' texts a person prefers, in `catalog.db`. The newest choice for a pair counts."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from runner.store.transactions import durable

Choice = Literal["left", "right", "tie", "both_bad"]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two variants' texts for one photo, as they were shown: without the variants' names."""

    item_id: str
    left: str  # run id of the variant on the left
    right: str  # run id of the variant on the right


class Preferred(NamedTuple):
    """The latest choice of a person for one pair."""

    item_id: str
    left: str
    right: str
    choice: Choice
    reviewer: str
    at: str  # UTC, ISO 8601


def prefer(catalog: sqlite3.Connection, sweep_id: str, pair: Pair, choice: Choice, reviewer: str) -> None:
    """Record one choice; durable when it returns."""
    row = (sweep_id, pair.item_id, pair.left, pair.right, choice, reviewer, datetime.now(UTC).isoformat())
    with durable(catalog):
        catalog.execute(
            "INSERT INTO preferences (sweep_id, item_id, left_run, right_run, choice, reviewer, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            row,
        )


def withdraw(catalog: sqlite3.Connection, sweep_id: str, pair: Pair, reviewer: str) -> None:
    """Delete what this person chose for the pair, whichever side each variant was on."""
    runs = sorted((pair.left, pair.right))
    with durable(catalog):
        catalog.execute(
            "DELETE FROM preferences WHERE sweep_id = ? AND item_id = ? AND reviewer = ?"
            " AND min(left_run, right_run) = ? AND max(left_run, right_run) = ?",
            (sweep_id, pair.item_id, reviewer, *runs),
        )


def preferences(catalog: sqlite3.Connection, sweep_id: str) -> Sequence[Preferred]:
    """The newest choice of each person for each pair of each photo, in the order in which they were made."""
    rows = catalog.execute(
        "SELECT item_id, left_run, right_run, choice, reviewer, at FROM preferences WHERE id IN ("
        " SELECT max(id) FROM preferences WHERE sweep_id = ?"
        " GROUP BY item_id, reviewer, min(left_run, right_run), max(left_run, right_run)) ORDER BY id",
        (sweep_id,),
    )
    return [Preferred(*row) for row in rows]
