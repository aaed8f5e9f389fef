"""Applies people's edits and decisions to the review rows, as they are shown, checked and published."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import polars as pl

from runner.store.content import content_hash
from runner.store.decisions import RecordedDecision, RecordedEdit, RecordedFieldDecision, changes_since

EffectiveDecision = Literal["approved", "rejected", "lapsed"]
"""`lapsed`: approved once, but the content has changed since."""


def apply_edits(row: Mapping[str, Any], edits: Mapping[str, RecordedEdit], fields: Sequence[str]) -> dict[str, Any]:
    """The effective review row of one photo: the run's row with a person's texts in it.

    `edits` are by field. Adds `edited` (the fields with a person's text) and `edit_errors` (the rules that those texts
    break). A regenerated text that a person accepted has the source `model`: it needs grounds like any other. `fields`
    are the columns that an approval covers: see `runner.store.rows.ReviewRows`.
    """
    effective = dict(row)
    current = {name: edit for name, edit in edits.items() if edit.value is not None}
    for name, edit in current.items():
        effective[name], effective[f"{name}_from"] = edit.value, edit.source
    if current and row["outcome"] != "failed":
        effective["content_hash"] = effective_hash(effective, fields)
    effective["edited"] = tuple(current)
    effective["edit_errors"] = sorted({rule for edit in current.values() for rule in edit.errors})
    return effective


def effective_hash(row: Mapping[str, object], fields: Sequence[str]) -> str:
    """The content hash of an effective row. Every hash of an edited photo is computed here."""
    return content_hash(row, fields)


def effective_decision(recorded: RecordedDecision | None, content: str | None) -> EffectiveDecision | None:
    """What the newest decision means for a photo whose content hash is now `content`; None if it is undecided."""
    if recorded is None or recorded.decision == "reset":
        return None
    if recorded.decision == "approved" and recorded.content_hash != content:
        return "lapsed"
    return recorded.decision


def effective_field_decision(
    recorded: RecordedFieldDecision | None, value: object
) -> Literal["approved", "rejected"] | None:
    """What the newest decision about a field means now that its text is `value`; None if that text is undecided."""
    if recorded is None or recorded.decision == "reset" or _comparable(recorded.value) != _comparable(value):
        return None
    return recorded.decision


def effective_rows(
    rows: pl.DataFrame, fields: Sequence[str], catalog: sqlite3.Connection, set_name: str
) -> pl.DataFrame:
    """The review rows of photos (without copies) with people's edits and decisions.

    `fields` are the columns that an approval covers. `…_from` of an edited field is the source of the edit. Added
    columns: `edit_errors` (rules that the person's texts break), `decision` (approved, rejected, lapsed: approved once,
    changed since, or null), `decision_reason`, `decided_at`, `decided_by`.
    """
    changes = changes_since(catalog, set_name)
    photos = rows.filter(pl.col("outcome") != "copy")
    return _with_decisions(_with_edits(photos, changes.edits, fields), changes.decisions)


def _with_edits(
    photos: pl.DataFrame, edits: Mapping[tuple[str, str], RecordedEdit], fields: Sequence[str]
) -> pl.DataFrame:
    """The photos in their order with their edits applied, and `edit_errors`. Only edited ones become Python objects."""
    by_item: dict[str, dict[str, RecordedEdit]] = {}
    for (item_id, name), edit in edits.items():
        by_item.setdefault(item_id, {})[name] = edit
    placed = photos.with_row_index("_place").with_columns(edit_errors=pl.lit([], dtype=pl.List(pl.String())))
    touched = pl.col("item_id").is_in(list(by_item))
    records = [
        apply_edits(row, by_item[row["item_id"]], fields) for row in placed.filter(touched).iter_rows(named=True)
    ]
    effective = pl.DataFrame(records, schema=placed.schema, orient="row")
    return pl.concat([placed.filter(~touched), effective]).sort("_place").drop("_place")


def _with_decisions(photos: pl.DataFrame, decisions: Mapping[str, RecordedDecision]) -> pl.DataFrame:
    columns = ("item_id", "decision", "decision_reason", "approved_hash", "decided_by", "decided_at")
    records = [(item_id, *decision) for item_id, decision in decisions.items()]
    table = pl.DataFrame(records, schema=dict.fromkeys(columns, pl.String()), orient="row")
    joined = photos.join(table, on="item_id", how="left", maintain_order="left")
    changed = pl.col("approved_hash").ne_missing(pl.col("content_hash"))
    decision = (
        pl.when((pl.col("decision") == "approved") & changed)
        .then(pl.lit("lapsed"))
        .when(pl.col("decision") != "reset")
        .then("decision")
    )
    added: list[pl.Expr | str] = [decision.alias("decision"), "decision_reason", "decided_at", "decided_by"]
    return joined.select(*photos.columns, *added)


def _comparable(value: object) -> object:
    """Make a missing text and an empty one compare equal."""
    return list(value) if isinstance(value, list | tuple) and value else value or ""
