"""What people wrote and decided, in `catalog.db`. Rows are only added; the newest stands.

`standing` lays it over the rows of a run: it is what the reviewer shows and what publishing goes by.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

import polars as pl

from runner.catalog import transaction
from runner.content import TEXTS, content_hash

Decision = Literal["approved", "rejected", "reset"]
EDITABLE = (*TEXTS, "subject", "location")
"""Columns of the review row that a person may write."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A text that a person wrote. A value of None takes it back: the run's text stands again."""

    item_id: str
    field: str
    value: str | Sequence[str] | None
    errors: Sequence[str] = ()  # rules that it breaks with severity error


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided about one photo."""

    item_id: str
    decision: Decision
    content_hash: str | None = None  # of what was on the screen
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Who decides, about which set, with which run on the screen."""

    set_name: str
    run_id: str
    reviewer: str


def write(catalog: sqlite3.Connection, desk: Desk, edits: Sequence[Edit], verdicts: Sequence[Verdict]) -> None:
    """Record edits and decisions, all or none; durable when it returns."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    with transaction(catalog):
        catalog.executemany(
            "INSERT INTO edits (set_name, item_id, field, value, errors, run_id, reviewer, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(desk.set_name, e.item_id, e.field, _json(e.value), json.dumps(list(e.errors)), desk.run_id,
              desk.reviewer, at) for e in edits],
        )  # fmt: skip
        catalog.executemany(
            "INSERT INTO decisions (set_name, item_id, decision, reason, content_hash, run_id, reviewer, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(desk.set_name, v.item_id, v.decision, v.reason, v.content_hash, desk.run_id, desk.reviewer, at)
             for v in verdicts],
        )  # fmt: skip


def standing(
    rows: pl.DataFrame, renditions: Mapping[str, Sequence[str]], catalog: sqlite3.Connection, set_name: str
) -> pl.DataFrame:
    """The review rows of photos (no copies) with what people wrote laid over them.

    `renditions` gives the SHA-256 of each photo's renditions, in the order of its evidence. A field that a person wrote
    comes from `human`. Added columns: `edit_errors` (rules that the person's texts break), `decision` (approved,
    rejected, lapsed: approved once, changed since, or null), `decision_reason`, `decided_at`, `decided_by`.
    """
    edits, decisions = _edits(catalog, set_name), _decisions(catalog, set_name)
    records = [
        _laid_over(row, edits.get(row["item_id"], {}), decisions.get(row["item_id"]), renditions)
        for row in rows.filter(pl.col("outcome") != "copy").iter_rows(named=True)
    ]
    added = {"edit_errors": pl.List(pl.String()), "decision": pl.String(), "decision_reason": pl.String(),
             "decided_at": pl.String(), "decided_by": pl.String()}  # fmt: skip
    return pl.DataFrame(records, schema={**rows.schema, **added}, orient="row")


def _edits(catalog: sqlite3.Connection, set_name: str) -> dict[str, dict[str, tuple[Any, list[str]]]]:
    """The newest edit of each field of each photo, those taken back left out."""
    found: dict[str, dict[str, tuple[Any, list[str]]]] = {}
    query = "SELECT item_id, field, value, errors FROM edits WHERE set_name = ? ORDER BY id"
    for item_id, name, value, errors in catalog.execute(query, (set_name,)):
        fields = found.setdefault(item_id, {})
        fields.pop(name, None)
        if value is not None:
            fields[name] = (json.loads(value), json.loads(errors))
    return found


def _decisions(catalog: sqlite3.Connection, set_name: str) -> dict[str, tuple[str, str | None, str | None, str, str]]:
    query = "SELECT item_id, decision, reason, content_hash, at, reviewer FROM decisions WHERE set_name = ? ORDER BY id"
    return {item_id: tuple(rest) for item_id, *rest in catalog.execute(query, (set_name,))}


def _laid_over(
    row: dict[str, Any],
    edits: Mapping[str, tuple[Any, list[str]]],
    decided: tuple[str, str | None, str | None, str, str] | None,
    renditions: Mapping[str, Sequence[str]],
) -> dict[str, Any]:
    laid = dict(row)
    for name, (value, _) in edits.items():
        laid[name], laid[f"{name}_from"] = value, "human"
    if edits and row["outcome"] != "failed":
        laid["content_hash"] = content_hash(row["file_name"], laid, renditions.get(row["item_id"], ()))
    laid["edit_errors"] = sorted({rule for _, errors in edits.values() for rule in errors})
    decision, reason, approved, at, by = decided or (None, None, None, None, None)
    lapsed = decision == "approved" and approved != laid["content_hash"]
    standing = None if decision == "reset" else "lapsed" if lapsed else decision
    return {**laid, "decision": standing, "decision_reason": reason, "decided_at": at, "decided_by": by}


def _json(value: str | Sequence[str] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)
