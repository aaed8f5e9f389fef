"""What people wrote and decided, in `catalog.db`. Rows are only added; the newest stands.

`standing` lays it over the rows of a run: it is what the reviewer shows and what publishing goes by.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, NamedTuple

import polars as pl

from runner.errors import RunnerError
from runner.messages import say
from runner.store.catalog import durable
from runner.store.content import TEXTS, content_hash

Decision = Literal["approved", "rejected", "reset"]
Standing = Literal["approved", "rejected", "lapsed"]
Source = Literal["human", "model"]
EDITABLE = (*TEXTS, "subject", "location")
"""Columns of the review row that a person may write."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A text that a person put in place. A value of None takes it back: the run's text stands again."""

    item_id: str
    field: str
    value: str | Sequence[str] | None
    errors: Sequence[str] = ()  # rules that it breaks with severity error
    source: Source = "human"  # model: a captioner wrote it, and a person took it over as it was


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a person decided about one photo."""

    item_id: str
    decision: Decision
    content_hash: str | None = None  # of what was on the screen
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person decided about one text of a photo: it holds as long as that text stands."""

    item_id: str
    field: str  # one of `runner.store.content.TEXTS`
    decision: Decision
    value: str | Sequence[str] | None  # the text that was on the screen
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """Who decides, about which set, with which run on the screen."""

    set_name: str
    run_id: str
    reviewer: str


class Seen(NamedTuple):
    """How far somebody has read: the newest row of each table that he knows."""

    edit: int = 0
    decision: int = 0
    mark: int = 0


class Written(NamedTuple):
    """The newest edit of a field. A value of None: it was taken back."""

    value: Any  # a string, or a list of keywords
    errors: tuple[str, ...]
    reviewer: str
    at: str  # UTC, ISO 8601
    source: Source = "human"


class Decided(NamedTuple):
    """The newest decision about a photo."""

    decision: Decision
    reason: str | None
    content_hash: str | None
    reviewer: str
    at: str  # UTC, ISO 8601


class Marked(NamedTuple):
    """The newest decision about one text."""

    decision: Decision
    reason: str | None
    value: Any  # the text that it is about: a string, a list of keywords, or None
    reviewer: str
    at: str  # UTC, ISO 8601


@dataclass(frozen=True, slots=True)
class News:
    """What was written after a reader's `Seen`: of each field and photo the newest."""

    seen: Seen
    edits: Mapping[tuple[str, str], Written] = field(default_factory=dict)  # by item_id and field
    decisions: Mapping[str, Decided] = field(default_factory=dict)  # by item_id
    marks: Mapping[tuple[str, str], Marked] = field(default_factory=dict)  # by item_id and field


class ChangedMeanwhile(RunnerError):
    """Somebody else wrote or decided about the same photos after they were read. Nothing was written."""

    def __init__(self, items: Sequence[str], reviewer: str) -> None:
        self.items, self.reviewer = tuple(items), reviewer
        super().__init__(say("decisions.changed", reviewer=reviewer, count=len(items)))


def write(
    catalog: sqlite3.Connection,
    desk: Desk,
    edits: Sequence[Edit],
    verdicts: Sequence[Verdict],
    seen: Seen | None = None,
    marks: Sequence[Mark] = (),
) -> None:
    """Record edits and decisions about photos and about single texts, all or none; durable when it returns.

    With `seen`, ChangedMeanwhile when one of the photos has newer rows than that.
    """
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    with durable(catalog):
        if seen is not None:
            touched: list[Edit | Verdict | Mark] = [*edits, *verdicts, *marks]
            _refuse_changed(catalog, desk, {each.item_id for each in touched}, seen)
        catalog.executemany(
            "INSERT INTO edits (set_name, item_id, field, value, errors, source, run_id, reviewer, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(desk.set_name, e.item_id, e.field, _json(e.value), json.dumps(list(e.errors)), e.source, desk.run_id,
              desk.reviewer, at) for e in edits],
        )  # fmt: skip
        catalog.executemany(
            "INSERT INTO decisions (set_name, item_id, decision, reason, content_hash, run_id, reviewer, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [(desk.set_name, v.item_id, v.decision, v.reason, v.content_hash, desk.run_id, desk.reviewer, at)
             for v in verdicts],
        )  # fmt: skip
        catalog.executemany(
            "INSERT INTO field_decisions (set_name, item_id, field, decision, reason, value, run_id, reviewer, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(desk.set_name, m.item_id, m.field, m.decision, m.reason, json.dumps(m.value, ensure_ascii=False),
              desk.run_id, desk.reviewer, at) for m in marks],
        )  # fmt: skip


def news(catalog: sqlite3.Connection, set_name: str, since: Seen | None = None) -> News:
    """The newest edit of each field, and decision about each photo and text, of those after `since`."""
    edits: dict[tuple[str, str], Written] = {}
    decisions: dict[str, Decided] = {}
    since = since or Seen()
    last_edit, last_decision, last_mark = since
    for row_id, item_id, name, value, errors, *written in catalog.execute(
        "SELECT max(id), item_id, field, value, errors, reviewer, at, source FROM edits"
        " WHERE set_name = ? AND id > ? GROUP BY item_id, field",
        (set_name, since.edit),
    ):  # SQLite takes the other columns of the row that has the maximum.
        last_edit = max(last_edit, row_id)
        read = None if value is None else json.loads(value)
        edits[item_id, name] = Written(read, tuple(json.loads(errors)), *written)
    for row_id, item_id, *decided in catalog.execute(
        "SELECT max(id), item_id, decision, reason, content_hash, reviewer, at FROM decisions"
        " WHERE set_name = ? AND id > ? GROUP BY item_id",
        (set_name, since.decision),
    ):
        last_decision = max(last_decision, row_id)
        decisions[item_id] = Decided(*decided)
    marks: dict[tuple[str, str], Marked] = {}
    for row_id, item_id, name, decision, reason, value, *by in catalog.execute(
        "SELECT max(id), item_id, field, decision, reason, value, reviewer, at FROM field_decisions"
        " WHERE set_name = ? AND id > ? GROUP BY item_id, field",
        (set_name, since.mark),
    ):
        last_mark = max(last_mark, row_id)
        marks[item_id, name] = Marked(decision, reason, json.loads(value), *by)
    return News(Seen(last_edit, last_decision, last_mark), edits, decisions, marks)


def lay_over(row: Mapping[str, Any], edits: Mapping[str, Written], fields: Sequence[str]) -> dict[str, Any]:
    """The review row of one photo with a person's texts in it, by field, `edited` (these fields) and `edit_errors`.

    A text that a captioner wrote anew and a person took over comes from `model`: it needs grounds like any other.
    `fields` are the columns that an approval covers: see `runner.store.rows.ReviewRows`.
    """
    laid = dict(row)
    standing = {name: written for name, written in edits.items() if written.value is not None}
    for name, written in standing.items():
        laid[name], laid[f"{name}_from"] = written.value, written.source
    if standing and row["outcome"] != "failed":
        laid["content_hash"] = content_hash(laid, fields)
    laid["edited"] = tuple(standing)
    laid["edit_errors"] = sorted({rule for written in standing.values() for rule in written.errors})
    return laid


def stands(decided: Decided | None, now: str | None) -> Standing | None:
    """What a decision comes to for a photo whose content hash is `now`. None: nothing is decided."""
    if decided is None or decided.decision == "reset":
        return None
    if decided.decision == "approved" and decided.content_hash != now:
        return "lapsed"
    return decided.decision


def holds(marked: Marked | None, value: Any) -> Literal["approved", "rejected"] | None:
    """What a decision about a text comes to now that the text is `value`. None: nothing is decided about this one."""
    if marked is None or marked.decision == "reset" or _plain(marked.value) != _plain(value):
        return None
    return marked.decision


def standing(rows: pl.DataFrame, fields: Sequence[str], catalog: sqlite3.Connection, set_name: str) -> pl.DataFrame:
    """The review rows of photos (no copies) with what people wrote laid over them.

    `fields` are the columns that an approval covers. A field that a person wrote comes from `human`. Added columns:
    `edit_errors` (rules that the person's texts break), `decision` (approved, rejected, lapsed: approved once, changed
    since, or null), `decision_reason`, `decided_at`, `decided_by`.
    """
    now = news(catalog, set_name)
    photos = rows.filter(pl.col("outcome") != "copy")
    return _decided(_edited(photos, now.edits, fields), now.decisions)


def _edited(photos: pl.DataFrame, edits: Mapping[tuple[str, str], Written], fields: Sequence[str]) -> pl.DataFrame:
    """The photos in their order with `edit_errors`. Only those that a person wrote about become Python objects."""
    by_item: dict[str, dict[str, Written]] = {}
    for (item_id, name), written in edits.items():
        by_item.setdefault(item_id, {})[name] = written
    placed = photos.with_row_index("place").with_columns(edit_errors=pl.lit([], dtype=pl.List(pl.String())))
    touched = pl.col("item_id").is_in(list(by_item))
    records = [lay_over(row, by_item[row["item_id"]], fields) for row in placed.filter(touched).iter_rows(named=True)]
    laid = pl.DataFrame(records, schema=placed.schema, orient="row")
    return pl.concat([placed.filter(~touched), laid]).sort("place").drop("place")


def _decided(photos: pl.DataFrame, decisions: Mapping[str, Decided]) -> pl.DataFrame:
    columns = ("item_id", "decision", "decision_reason", "approved_hash", "decided_by", "decided_at")
    records = [(item_id, *decided) for item_id, decided in decisions.items()]
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


def _refuse_changed(catalog: sqlite3.Connection, desk: Desk, items: set[str], seen: Seen) -> None:
    newer = catalog.execute(
        "SELECT item_id, reviewer FROM edits WHERE set_name = ? AND id > ?"
        " UNION SELECT item_id, reviewer FROM decisions WHERE set_name = ? AND id > ?"
        " UNION SELECT item_id, reviewer FROM field_decisions WHERE set_name = ? AND id > ?",
        (desk.set_name, seen.edit, desk.set_name, seen.decision, desk.set_name, seen.mark),
    )
    changed = {item_id: reviewer for item_id, reviewer in newer if item_id in items}
    if changed:
        raise ChangedMeanwhile(sorted(changed), next(iter(changed.values())))


def _json(value: str | Sequence[str] | None) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> Any:
    """A missing text and an empty one are the same."""
    return list(value) if isinstance(value, list | tuple) and value else value or ""
