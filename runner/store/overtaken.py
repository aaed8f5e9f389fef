"""Whether the result of a change is still current, so that undoing it undoes that change and nothing newer.

It does not matter who made the newer change: one reviewer may have two windows open, or a window and a command.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from runner.store.same_photos import are_same


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of what people said, and the columns besides `item_id` that identify what a row is about."""

    name: str
    about: tuple[str, ...] = ()

    def same(self, one: str, other: str) -> str:
        """SQL that is true if the row `other` is about the same as the row `one`."""
        return " AND ".join([are_same(one, other), *(f"{other}.{column} = {one}.{column}" for column in self.about)])


_EDITS, _DECISIONS = _Table("edits", ("field",)), _Table("decisions")
_FIELD_DECISIONS, _RATINGS = _Table("field_decisions", ("field",)), _Table("ratings", ("kind",))


class _Row(NamedTuple):
    id: int
    change: int
    reviewer: str


def overtaken(catalog: sqlite3.Connection, change: int) -> str | None:
    """The reviewer who has since changed something that `change` set; None if all of it is still current.

    Something that was changed since and undone again counts as unchanged. A decision about one text counts as newer
    than a decision about its photo.
    """
    for table in (_EDITS, _DECISIONS, _FIELD_DECISIONS, _RATINGS):
        for made, newest in _newer(catalog, table, change):
            if _stands(catalog, table, newest) != _stands(catalog, table, made):
                return newest.reviewer
    texts = (row for row in _decided_texts(catalog, change) if _stands(catalog, _FIELD_DECISIONS, row) > change)
    return next((row.reviewer for row in texts), None)


def _newer(catalog: sqlite3.Connection, table: _Table, change: int) -> Iterator[tuple[_Row, _Row]]:
    """Rows of `change`, each with the newest row about the same, if that belongs to another change."""
    rows = catalog.execute(
        "SELECT m.id, m.change_id, m.reviewer, n.id, coalesce(n.change_id, 0), n.reviewer"
        f" FROM {table.name} m JOIN {table.name} n ON n.id ="
        f" (SELECT max(q.id) FROM {table.name} q WHERE {table.same('m', 'q')})"
        " WHERE m.change_id = ?1 AND n.change_id IS NOT ?1",
        (change,),
    )
    return ((_Row(*row[:3]), _Row(*row[3:])) for row in rows)


def _decided_texts(catalog: sqlite3.Connection, change: int) -> Iterator[_Row]:
    """The newest decisions about texts of photos that `change` decided about."""
    rows = catalog.execute(
        "SELECT max(f.id), coalesce(f.change_id, 0), f.reviewer FROM decisions d JOIN field_decisions f"
        f" ON {are_same('d', 'f')} WHERE d.change_id = ? GROUP BY f.item_id, f.field",
        (change,),
    )
    return (_Row(*row) for row in rows)


def _stands(catalog: sqlite3.Connection, table: _Table, row: _Row) -> int:
    """The change whose value a row has: its own, or for an undo or redo the one that it restored. 0 if none."""
    while (undone := _undoes(catalog, row.change)) is not None:
        before = catalog.execute(
            f"SELECT p.id, coalesce(p.change_id, 0), p.reviewer FROM {table.name} r JOIN {table.name} p"
            f" ON {table.same('r', 'p')} WHERE r.id = ? AND coalesce(p.change_id, 0) < ? ORDER BY p.id DESC LIMIT 1",
            (row.id, undone),
        ).fetchone()
        if before is None:
            return 0
        row = _Row(*before)
    return row.change


def _undoes(catalog: sqlite3.Connection, change: int) -> int | None:
    row = catalog.execute("SELECT undoes FROM changes WHERE id = ?", (change,)).fetchone()
    return row[0] if row else None
