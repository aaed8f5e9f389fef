"""What columns that stages declared say of a photo, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from runner.messages import restored
from runner.review import language
from runner.review.picks import words as picks
from runner.store.rows import RowColumn

_WORDS = {"pick": picks.pick, "pick_kind": picks.kind}
"""Columns whose values are keys, and their words."""


def lines(columns: Sequence[RowColumn], row: Mapping[str, Any]) -> Iterator[str]:
    """A line for each column that has words to say, with its label in front; figures are left to filters and tables."""
    for column in columns:
        value = row.get(column.name)
        listed = value if isinstance(value, list | tuple) else [value]
        words = [said for each in listed if (said := _said(column.name, each))]
        if words:
            yield f"{column.label}: {', '.join(words)}"


def _said(column: str, value: object) -> str:
    if isinstance(value, Mapping) and "arguments" in value:
        return language.worded(restored(value["id"], value["arguments"], None)) if value["id"] else ""
    return _WORDS.get(column, str)(value) if isinstance(value, str) else ""
