"""Everything that people wrote and decided about the photos of a set, including what has been superseded.

`runner.store.effective` says what counts now; this module says who did what, when, and what can be undone.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from runner.store import ratings, same_photos
from runner.store.decisions import Decision, Edit, FieldDecision, PhotoDecision, Source
from runner.store.ratings import Rating


class PastEdit(NamedTuple):
    """One text that a person entered or reverted."""

    item_id: str
    field: str
    value: object  # a string, or a list of keywords; None: reverted
    source: Source  # see `Source`
    run_id: str  # the run that was on the screen
    at: str  # UTC, ISO 8601


class PastDecision(NamedTuple):
    """One decision that a person made."""

    item_id: str
    decision: Decision
    reason: str | None  # of a rejection
    content_hash: str | None  # of what was on the screen
    run_id: str  # the run that was on the screen
    at: str  # UTC, ISO 8601


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that one person did to one photo."""

    at: str  # UTC, ISO 8601
    reviewer: str
    run_id: str  # the run that was on the screen
    kind: Literal["edit", "field_decision", "decision", "rating"]
    field: str | None  # of an edit or a field decision; of a rating its kind: stars, colour or flag
    decision: Decision | None  # of a decision or a field decision
    reason: str | None  # of a rejection
    value: object  # the text that was entered (None: reverted) or decided about; the rating (None: removed)
    source: Source | None  # of an edit: see `Source`
    content_hash: str | None  # of what was on the screen when the photo was decided
    undo: bool  # whether it undid an earlier change of the same person, or redid it


@dataclass(frozen=True, slots=True)
class RecordedChange:
    """One change as it was recorded, with what was current before it: undoing the change records that again."""

    id: int
    edits: tuple[Edit, ...]
    photo_decisions: tuple[PhotoDecision, ...]
    field_decisions: tuple[FieldDecision, ...]
    before: tuple[tuple[Edit, ...], tuple[PhotoDecision, ...], tuple[FieldDecision, ...]]
    ratings: tuple[Rating, ...] = ()
    ratings_before: tuple[Rating, ...] = ()


def edits(catalog: sqlite3.Connection, set_name: str) -> list[PastEdit]:
    """Every edit, oldest first."""
    rows = catalog.execute(
        "SELECT item_id, field, value, source, run_id, at FROM edits WHERE set_name = ? ORDER BY id", (set_name,)
    )
    return [PastEdit(item, name, _value(value), *rest) for item, name, value, *rest in rows]


def decisions(catalog: sqlite3.Connection, set_name: str) -> list[PastDecision]:
    """Every decision, oldest first."""
    rows = catalog.execute(
        "SELECT item_id, decision, reason, content_hash, run_id, at FROM decisions WHERE set_name = ? ORDER BY id",
        (set_name,),
    )
    return [PastDecision(*row) for row in rows]


_EVENTS = """
WITH photos (item_id) AS (SELECT value FROM json_each(:items))
SELECT e.at AS at, e.reviewer, e.run_id, 'edit' AS kind, e.field, NULL, NULL, e.value, e.source, NULL,
       c.undoes IS NOT NULL, coalesce(e.change_id, 0) AS change_id, 1 AS rank, e.id AS id
  FROM edits e LEFT JOIN changes c ON c.id = e.change_id WHERE e.set_name = :set AND e.item_id IN photos
UNION ALL
SELECT f.at, f.reviewer, f.run_id, 'field_decision', f.field, f.decision, f.reason, f.value, NULL, NULL,
       c.undoes IS NOT NULL, coalesce(f.change_id, 0), 2, f.id
  FROM field_decisions f LEFT JOIN changes c ON c.id = f.change_id WHERE f.set_name = :set AND f.item_id IN photos
UNION ALL
SELECT d.at, d.reviewer, d.run_id, 'decision', NULL, d.decision, d.reason, NULL, NULL, d.content_hash,
       c.undoes IS NOT NULL, coalesce(d.change_id, 0), 3, d.id
  FROM decisions d LEFT JOIN changes c ON c.id = d.change_id WHERE d.set_name = :set AND d.item_id IN photos
UNION ALL
SELECT r.at, r.reviewer, r.run_id, 'rating', r.kind, NULL, NULL, r.value, NULL, NULL,
       c.undoes IS NOT NULL, coalesce(r.change_id, 0), 4, r.id
  FROM ratings r LEFT JOIN changes c ON c.id = r.change_id WHERE r.set_name = :set AND r.item_id IN photos
ORDER BY change_id, at, rank, id
"""


def events(catalog: sqlite3.Connection, set_name: str, item_id: str) -> list[Event]:
    """Everything that people did to one photo, in the order in which it was recorded, whatever their clocks said.

    Includes all photos that are the same. Within one change, edits come before decisions, and decisions before ratings.
    """
    items = sorted(same_photos.groups(catalog, set_name).get(item_id, {item_id}))
    rows = catalog.execute(_EVENTS, {"set": set_name, "items": json.dumps(items)})
    return [
        Event(at, reviewer, run_id, kind, field, decision, reason, _value(value), source, content, bool(undo))
        for at, reviewer, run_id, kind, field, decision, reason, value, source, content, undo, *_ in rows
    ]


def undoable(catalog: sqlite3.Connection, set_name: str, reviewer: str) -> tuple[int | None, int | None]:
    """Ids of the changes that this reviewer would undo and redo next in this set; None if there is none."""
    done: list[int] = []
    undone: list[tuple[int, int]] = []  # the change that undid it, and the change itself
    rows: Iterable[tuple[int, int | None]] = catalog.execute(
        "SELECT id, undoes FROM changes WHERE set_name = ? AND reviewer = ? ORDER BY id", (set_name, reviewer)
    )
    for change, undoes in rows:
        if undoes is None:
            done.append(change)
            undone.clear()
        elif undone and undone[-1][0] == undoes:  # redone
            undone.pop()
            done.append(change)
        elif undoes in done:
            done.remove(undoes)
            undone.append((change, undoes))
    return (done[-1] if done else None), (undone[-1][0] if undone else None)


def load(catalog: sqlite3.Connection, change: int) -> RecordedChange:
    """A change by its id, with what was current before it."""
    edits, edits_before = _edits_of(catalog, change)
    decided, decided_before = _decisions_of(catalog, change)
    fields, fields_before = _field_decisions_of(catalog, change)
    rated, rated_before = ratings.of_change(catalog, change)
    before = (edits_before, decided_before, fields_before)
    return RecordedChange(change, edits, decided, fields, before, rated, rated_before)


def _edits_of(catalog: sqlite3.Connection, change: int) -> tuple[tuple[Edit, ...], tuple[Edit, ...]]:
    rows = catalog.execute(
        "SELECT e.item_id, e.field, e.value, e.errors, e.source, p.value, p.errors, p.source"
        " FROM edits e LEFT JOIN edits p ON p.id = (SELECT max(q.id) FROM edits q"
        f" WHERE {same_photos.are_same('e', 'q')} AND q.field = e.field AND q.id < e.id"
        " AND q.change_id IS NOT e.change_id)"
        " WHERE e.change_id = ? ORDER BY e.id",
        (change,),
    ).fetchall()
    made = tuple(Edit(item, name, _value(v), tuple(json.loads(errors)), source)
                 for item, name, v, errors, source, *_ in rows)  # fmt: skip
    before = tuple(
        Edit(item, name, _value(v), tuple(json.loads(errors or "[]")), source or "human")
        for item, name, _, _, _, v, errors, source in rows
    )
    return made, before


def _decisions_of(
    catalog: sqlite3.Connection, change: int
) -> tuple[tuple[PhotoDecision, ...], tuple[PhotoDecision, ...]]:
    rows = catalog.execute(
        "SELECT d.item_id, d.decision, d.content_hash, d.reason, p.decision, p.content_hash, p.reason"
        " FROM decisions d LEFT JOIN decisions p ON p.id = (SELECT max(q.id) FROM decisions q"
        f" WHERE {same_photos.are_same('d', 'q')} AND q.id < d.id AND q.change_id IS NOT d.change_id)"
        " WHERE d.change_id = ? ORDER BY d.id",
        (change,),
    ).fetchall()
    made = tuple(PhotoDecision(*row[:4]) for row in rows)
    return made, tuple(PhotoDecision(row[0], row[4] or "reset", *row[5:]) for row in rows)


def _field_decisions_of(
    catalog: sqlite3.Connection, change: int
) -> tuple[tuple[FieldDecision, ...], tuple[FieldDecision, ...]]:
    rows = catalog.execute(
        "SELECT f.item_id, f.field, f.decision, f.value, f.reason, p.decision, p.value, p.reason"
        " FROM field_decisions f LEFT JOIN field_decisions p ON p.id = (SELECT max(q.id) FROM field_decisions q"
        f" WHERE {same_photos.are_same('f', 'q')} AND q.field = f.field AND q.id < f.id"
        " AND q.change_id IS NOT f.change_id) WHERE f.change_id = ? ORDER BY f.id",
        (change,),
    ).fetchall()
    made = tuple(FieldDecision(item, name, what, _value(v), why) for item, name, what, v, why, *_ in rows)
    before = tuple(
        FieldDecision(item, name, was or "reset", _value(v if was is None else then), because)
        for item, name, _, v, _, was, then, because in rows
    )
    return made, before


def _value(written: str | None) -> Any:
    return None if written is None else json.loads(written)
