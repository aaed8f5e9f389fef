"""Everything that people wrote and decided about the photos of a set, what was overtaken since included.

`runner.store.decisions` says what stands; this says what was on the screen when.
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any, NamedTuple

from runner.store.decisions import Decision, Source


class PastEdit(NamedTuple):
    """One text that somebody put in place, or took back."""

    item_id: str
    field: str
    value: Any  # a string, or a list of keywords; None: taken back
    source: Source  # human, or model where a captioner wrote it anew
    run_id: str  # the run that was on the screen
    at: str  # UTC, ISO 8601


class PastDecision(NamedTuple):
    """One decision that somebody made."""

    item_id: str
    decision: Decision
    reason: str | None  # of a rejection
    content_hash: str | None  # of what was on the screen
    run_id: str  # the run that was on the screen
    at: str  # UTC, ISO 8601


def edits(catalog: sqlite3.Connection, set_name: str) -> list[PastEdit]:
    """Every edit, oldest first."""
    rows = catalog.execute(
        "SELECT item_id, field, value, source, run_id, at FROM edits WHERE set_name = ? ORDER BY id", (set_name,)
    )
    return [
        PastEdit(item, name, None if value is None else json.loads(value), *rest) for item, name, value, *rest in rows
    ]


def decisions(catalog: sqlite3.Connection, set_name: str) -> list[PastDecision]:
    """Every decision, oldest first."""
    rows = catalog.execute(
        "SELECT item_id, decision, reason, content_hash, run_id, at FROM decisions WHERE set_name = ? ORDER BY id",
        (set_name,),
    )
    return [PastDecision(*row) for row in rows]
