"""Merges what two windows made of the same planned sets, field by field: nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any

from runner.intake.planned import PlannedSet

TYPED = ("name", "subject", "location", "category", "hints")
"""Fields in which a person types: if both windows changed one, both texts are kept. Of a choice, the later one wins."""

_MERGED = tuple(each.name for each in fields(PlannedSet) if each.name not in ("key", "others"))


def merged(base: Sequence[PlannedSet], mine: Sequence[PlannedSet], theirs: Sequence[PlannedSet]) -> list[PlannedSet]:
    """Merge the changes of both sides since `base`, in the order of `mine`; rows that only `theirs` has come last.

    A row that one side removed and the other changed is kept.
    """
    before, own, other = (_by_key(rows) for rows in (base, mine, theirs))
    found: list[PlannedSet] = []
    for row in mine:
        if row.key in other:
            found.append(_row(before.get(row.key), row, other[row.key]))
        elif row != before.get(row.key):
            found.append(row)
    return [*found, *(row for row in theirs if row.key not in own and row != before.get(row.key))]


def settled(row: PlannedSet, name: str, text: str) -> PlannedSet:
    """The row with `text` in the field `name`, whose open question is then settled."""
    value: object = tuple(filter(None, text.split(", "))) if name == "hints" else text
    others = tuple(pair for pair in row.others if pair[0] != name)
    return replace(row, **{name: value, "others": others})  # type: ignore[arg-type]


def as_text(row: PlannedSet, name: str) -> str:
    """The value of a field of `TYPED` as text."""
    value = getattr(row, name)
    return value if isinstance(value, str) else ", ".join(value)


def _row(base: PlannedSet | None, mine: PlannedSet, theirs: PlannedSet) -> PlannedSet:
    values: dict[str, Any] = {}
    others = dict(_others(base, mine, theirs))
    for name in _MERGED:
        was = getattr(base, name) if base else None
        own, other = getattr(mine, name), getattr(theirs, name)
        values[name] = other if own == was else own
        if name in TYPED and own not in (was, other) and other != was and other:
            others[name] = as_text(theirs, name)
    return replace(mine, **values, others=tuple(others.items()))


def _others(base: PlannedSet | None, mine: PlannedSet, theirs: PlannedSet) -> tuple[tuple[str, str], ...]:
    """Open questions of both sides, without those that either side has settled."""
    was = set(base.others) if base else set()
    own, other = set(mine.others), set(theirs.others)
    return tuple(sorted((own & other) | (own - was) | (other - was)))


def _by_key(rows: Sequence[PlannedSet]) -> dict[str, PlannedSet]:
    return {row.key: row for row in rows}
