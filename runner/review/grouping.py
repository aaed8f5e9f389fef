"""Photos in groups by folder, day, place or series; the order within each group is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from runner.review.conditions import with_values, written
from runner.review.filters import folder_of
from runner.review.language import translate
from runner.review.query import Node, parse
from runner.review.snapshot import Snapshot

_COLUMNS: Mapping[str, str] = {"folder": "source_path", "day": "captured_at", "place": "location", "series": "series"}
"""What photos can be grouped by, with the column that is used."""

GROUPINGS = ("", *_COLUMNS)
"""The ways to group; an empty word means no grouping."""

_KEYS: Mapping[str, str] = {"folder": "folder", "day": "date", "place": "location", "series": "series"}


@dataclass(frozen=True, slots=True)
class Group:
    """Photos that belong together."""

    value: str | None  # the folder, the day as YYYY-MM-DD, the place or the series' key; None: photos without one
    title: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The photos that a filter shows: their places in order, and their groups (empty if not grouped)."""

    places: list[int]
    groups: tuple[Group, ...] = ()


def find(snapshot: Snapshot, text: str, order: str, grouping: str) -> Found:
    """The photos of a filter, in one of `snapshot.ORDERS`, by one of `GROUPINGS`. FilterError for a wrong filter."""
    places = snapshot.find(parse(text), order)
    if not grouping or not places:
        return Found(places)
    groups = _groups(snapshot, places, grouping)
    return Found([place for group in groups for place in group.places], groups)


def filter_of(node: Node, grouping: str, group: Group) -> str:
    """A filter that shows only those photos of `node` that are in the group."""
    if group.value is None:
        missing = {"day": "captured_at", "place": "location"}.get(grouping)
        return written(with_values(node, "missing", [missing], ":")) if missing else written(node)
    return written(with_values(node, _KEYS[grouping], [group.value], ":" if grouping == "day" else "="))


def _groups(snapshot: Snapshot, places: list[int], grouping: str) -> tuple[Group, ...]:
    column = snapshot.select(parse(""), [_COLUMNS[grouping]]).collect()
    by = {
        "folder": folder_of(snapshot.photos.context),
        "day": pl.col("captured_at").dt.to_string("%Y-%m-%d"),
    }.get(grouping, pl.col(_COLUMNS[grouping]))
    of_each = column.select(by.alias("value"))["value"].gather(places)
    table = pl.DataFrame({"value": of_each, "place": pl.Series(places, dtype=pl.UInt32)})
    grouped = table.group_by("value", maintain_order=True).agg("place")
    if grouping != "series":  # series stay in the order of their first photos
        grouped = grouped.sort("value", nulls_last=True, maintain_order=True)
    rows = [(value, tuple(found)) for value, found in grouped.iter_rows()]
    rows.sort(key=lambda row: row[0] is None)
    return tuple(Group(value, _title(snapshot, grouping, value, found), found) for value, found in rows)


def _title(snapshot: Snapshot, grouping: str, value: str | None, places: tuple[int, ...]) -> str:
    if value is None:
        nothing = {
            "day": translate("grouping", "without a date"),
            "place": translate("grouping", "without a place"),
            "series": translate("grouping", "in no series"),
        }
        return nothing.get(grouping, translate("grouping", "in no folder"))
    return snapshot.photos.name(places[0]) if grouping == "series" else value
