"""Stars, colour labels and flags that people gave to photos: recording them, and reading what is new.

They are assertions like decisions: append-only, and the newest of a kind counts. They say what a person thinks of a
photo and change nothing that is published, unless a target is told to write them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from runner.store import same_photos
from runner.store.same_photos import Groups

Kind = Literal["stars", "colour", "flag"]

COLOURS = ("red", "yellow", "green", "blue", "purple")
"""The colour labels that Lightroom, digiKam and Bridge have too."""

FLAGS = ("pick", "reject")

STARS = 5
"""The most stars. No star and no rating are the same."""

Value = int | str | None
"""1 to `STARS`, one of `COLOURS` or one of `FLAGS`; None takes it off."""


@dataclass(frozen=True, slots=True)
class Rating:
    """What a person gives to a photo."""

    item_id: str
    kind: Kind
    value: Value


class RecordedRating(NamedTuple):
    """The newest rating of one kind."""

    value: Value
    reviewer: str
    at: str  # UTC, ISO 8601


def insert(catalog: sqlite3.Connection, set_name: str, given: Iterable[Rating], by: tuple[str, str, str, int]) -> None:
    """Write ratings inside a transaction. `by`: run id, reviewer, time (UTC, ISO 8601) and id of the change."""
    catalog.executemany(
        "INSERT INTO ratings (set_name, item_id, kind, value, run_id, reviewer, at, change_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(set_name, each.item_id, each.kind, json.dumps(each.value), *by) for each in given],
    )


def since(catalog: sqlite3.Connection, set_name: str, last: int) -> dict[tuple[str, Kind], tuple[int, RecordedRating]]:
    """Of each photo and kind the newest rating after row `last`, with its row."""
    rows = catalog.execute(
        "SELECT max(id), item_id, kind, value, reviewer, at FROM ratings"
        " WHERE set_name = ? AND id > ? GROUP BY item_id, kind",
        (set_name, last),
    )  # SQLite takes the other columns of the row that has the maximum.
    return {(item, kind): (row, RecordedRating(json.loads(value), *by)) for row, item, kind, value, *by in rows}


def overtaken(
    catalog: sqlite3.Connection, set_name: str, given: Sequence[Rating], last: int, same: Groups
) -> dict[str, str]:
    """Who rated the same photos, or those that are one with them, in the same way after row `last`, by item."""
    touched = {(item, each.kind) for each in given for item in same.get(each.item_id, (each.item_id,))}
    newer = catalog.execute(
        "SELECT item_id, kind, reviewer FROM ratings WHERE set_name = ? AND id > ?", (set_name, last)
    )
    return {item_id: reviewer for item_id, kind, reviewer in newer if (item_id, kind) in touched}


def of_change(catalog: sqlite3.Connection, change: int) -> tuple[tuple[Rating, ...], tuple[Rating, ...]]:
    """The ratings of one change, and what was current before it."""
    rows = catalog.execute(
        "SELECT r.item_id, r.kind, r.value, p.value FROM ratings r LEFT JOIN ratings p ON p.id ="
        f" (SELECT max(q.id) FROM ratings q WHERE {same_photos.are_same('r', 'q')}"
        " AND q.kind = r.kind AND q.id < r.id AND q.change_id IS NOT r.change_id)"
        " WHERE r.change_id = ? ORDER BY r.id",
        (change,),
    ).fetchall()
    made = tuple(Rating(item, kind, json.loads(value)) for item, kind, value, _ in rows)
    return made, tuple(Rating(item, kind, json.loads(before or "null")) for item, kind, _, before in rows)


def current(catalog: sqlite3.Connection, set_name: str) -> Mapping[str, dict[Kind, Value]]:
    """What every rated photo of a set has now, by item and kind; what was taken off is left out."""
    found: dict[str, dict[Kind, Value]] = {}
    newest = same_photos.shared(since(catalog, set_name, 0), same_photos.groups(catalog, set_name))
    for (item_id, kind), rating in newest.items():
        if rating.value is not None:
            found.setdefault(item_id, {})[kind] = rating.value
    return found
