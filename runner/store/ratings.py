"""Stars, colour labels and flags that people gave to photos: recording them, and reading what is new.

They are assertions like decisions: append-only, and the newest of a kind counts. They say what a person thinks of a
photo and do not change what is published, unless a target is told to write them.
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
"""The colour labels; Lightroom, digiKam and Bridge have the same."""

FLAGS = ("pick", "reject")

STARS = 5
"""The highest number of stars. No star and no rating are the same."""

Value = int | str | None
"""1 to `STARS`, one of `COLOURS` or one of `FLAGS`; None removes the rating."""


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
    """Insert ratings within a transaction. `by`: run id, reviewer, time (UTC, ISO 8601) and id of the change."""
    catalog.executemany(
        "INSERT INTO ratings (set_name, item_id, kind, value, run_id, reviewer, at, change_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(set_name, each.item_id, each.kind, json.dumps(each.value), *by) for each in given],
    )


def since(catalog: sqlite3.Connection, set_name: str, last: int) -> dict[tuple[str, Kind], tuple[int, RecordedRating]]:
    """The newest rating after row `last` of each photo and kind, with its row id."""
    rows = catalog.execute(
        "SELECT max(id), item_id, kind, value, reviewer, at FROM ratings"
        " WHERE set_name = ? AND id > ? GROUP BY item_id, kind",
        (set_name, last),
    )  # SQLite takes the other columns from the row that has the maximum.
    return {(item, kind): (row, RecordedRating(json.loads(value), *by)) for row, item, kind, value, *by in rows}


def overtaken(
    catalog: sqlite3.Connection, set_name: str, given: Sequence[Rating], last: int, same: Groups
) -> dict[str, str]:
    """By item, who gave the same photos, or ones that are the same, a rating of the same kind after row `last`."""
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
    """The current ratings of every rated photo in a set, by item and kind, without removed ones."""
    found: dict[str, dict[Kind, Value]] = {}
    newest = same_photos.shared(since(catalog, set_name, 0), same_photos.groups(catalog, set_name))
    for (item_id, kind), rating in newest.items():
        if rating.value is not None:
            found.setdefault(item_id, {})[kind] = rating.value
    return found
