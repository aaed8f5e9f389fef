"""People's decisions: append-only, the newest counts, an approval is bound to what was seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from runner.schema import ReviewRow
from runner.store.catalog import open_catalog
from runner.store.content import content_hash
from runner.store.decisions import ConcurrentChange, Cursor, Edit, PhotoDecision, ReviewContext, changes_since, record
from runner.store.effective import effective_rows
from runner.store.evidence import columns

DESK = ReviewContext("birds", "run-1", "Ada")
FIELDS = ("file_name", "caption", "alt_text", "keywords", "subject", "location")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_catalog(tmp_path / "catalog.db") as opened:
        yield opened


def rows() -> pl.DataFrame:
    made = [_row("a", "passed"), _row("b", "blocked"), _row("a", "copy"), _row("c", "failed")]
    return pl.DataFrame(made, schema=columns(ReviewRow), orient="row")


def _row(item_id: str, outcome: str) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(columns(ReviewRow))
    row |= {"item_id": item_id, "source_path": f"/{item_id}.jpg", "outcome": outcome, "caption": "A heron.",
            "file_name": f"{item_id}_1.JPG", "alt_text": "A grey bird.", "keywords": ["heron"],
            "caption_from": "model"}  # fmt: skip
    if outcome in ("passed", "blocked"):
        row["content_hash"] = content_hash(row, FIELDS)
    return row


def now(catalog: sqlite3.Connection, item_id: str = "a") -> dict[str, Any]:
    return effective_rows(rows(), FIELDS, catalog, "birds").row(by_predicate=pl.col("item_id") == item_id, named=True)


def test_without_people_the_rows_stand_as_the_run_left_them(catalog: sqlite3.Connection) -> None:
    table = effective_rows(rows(), FIELDS, catalog, "birds")
    assert table["item_id"].to_list() == ["a", "b", "c"], "copies are left out, the order stays"
    assert table["decision"].null_count() == 3
    assert table["edit_errors"].to_list() == [[], [], []]


def test_the_newest_text_stands_and_can_be_taken_back(catalog: sqlite3.Connection) -> None:
    record(catalog, DESK, [Edit("a", "caption", "A kingfisher."), Edit("a", "caption", "A stork.", ("length",))], [])
    row = now(catalog)
    assert (row["caption"], row["caption_from"], row["edit_errors"]) == ("A stork.", "human", ["length"])
    assert row["content_hash"] != _row("a", "passed")["content_hash"]
    record(catalog, DESK, [Edit("a", "caption", None)], [])
    row = now(catalog)
    assert (row["caption"], row["caption_from"], row["edit_errors"]) == ("A heron.", "model", [])
    assert row["content_hash"] == _row("a", "passed")["content_hash"]


def test_an_approval_lapses_when_what_was_approved_changes(catalog: sqlite3.Connection) -> None:
    record(catalog, DESK, [], [PhotoDecision("a", "approved", now(catalog)["content_hash"])])
    assert now(catalog)["decision"] == "approved"
    record(catalog, DESK, [Edit("a", "location", "Texel")], [])
    assert now(catalog)["decision"] == "lapsed", "the location is published too"
    record(catalog, DESK, [Edit("a", "location", None)], [])
    assert now(catalog)["decision"] == "approved", "what was approved stands again"
    record(catalog, DESK, [Edit("a", "keywords", ["stork"])], [])
    assert now(catalog)["decision"] == "lapsed"
    record(catalog, DESK, [Edit("a", "keywords", None)], [])
    assert now(catalog)["decision"] == "approved", "what was approved stands again"


def test_a_rejection_outlives_changes_and_a_reset_takes_any_decision_back(catalog: sqlite3.Connection) -> None:
    record(catalog, DESK, [], [PhotoDecision("b", "rejected", "x", reason="out of focus")])
    row = now(catalog, "b")
    assert (row["decision"], row["decision_reason"], row["decided_by"]) == ("rejected", "out of focus", "Ada")
    record(catalog, DESK, [], [PhotoDecision("b", "reset")])
    assert now(catalog, "b")["decision"] is None


def test_nothing_is_ever_removed(catalog: sqlite3.Connection) -> None:
    record(catalog, DESK, [Edit("a", "caption", "One.")], [PhotoDecision("a", "approved", "x")])
    record(catalog, DESK, [Edit("a", "caption", None)], [PhotoDecision("a", "reset")])
    assert catalog.execute("SELECT count(*) FROM edits").fetchone() == (2,)
    assert catalog.execute("SELECT count(*) FROM decisions").fetchone() == (2,)


def test_decisions_of_another_set_do_not_count(catalog: sqlite3.Connection) -> None:
    record(
        catalog,
        ReviewContext("planes", "run-9", "Ada"),
        [Edit("a", "caption", "A plane.")],
        [PhotoDecision("a", "rejected")],
    )
    assert (now(catalog)["caption"], now(catalog)["decision"]) == ("A heron.", None)


def test_two_people_do_not_overwrite_each_other(catalog: sqlite3.Connection) -> None:
    cursor = changes_since(catalog, "birds").cursor
    record(catalog, ReviewContext("birds", "run-1", "Bert"), [Edit("a", "caption", "Bert's.")], [], cursor)
    with pytest.raises(ConcurrentChange, match="Bert changed this photo in the meantime"):
        record(catalog, DESK, [Edit("b", "caption", "Mine."), Edit("a", "caption", "Mine.")], [], cursor)
    assert now(catalog)["caption"] == "Bert's."
    assert now(catalog, "b")["caption"] == "A heron.", "all or none"
    record(catalog, DESK, [Edit("b", "caption", "Mine.")], [], cursor)
    assert now(catalog, "b")["caption"] == "Mine.", "another photo is nobody's conflict"


def test_news_are_what_came_after(catalog: sqlite3.Connection) -> None:
    record(catalog, DESK, [Edit("a", "caption", "One.")], [PhotoDecision("b", "rejected", reason="blurred")])
    first = changes_since(catalog, "birds")
    assert first.edits["a", "caption"].value == "One."
    assert first.decisions["b"].reason == "blurred"
    assert changes_since(catalog, "birds", first.cursor) == type(first)(first.cursor)
    record(catalog, DESK, [Edit("a", "caption", None)], [])
    assert changes_since(catalog, "birds", first.cursor).edits["a", "caption"].value is None
    assert changes_since(catalog, "birds", Cursor()).edits["a", "caption"].value is None


def test_a_photo_without_a_decision_is_no_photo_less(catalog: sqlite3.Connection) -> None:
    """A failed photo can be rejected; writing about it gives it no content."""
    record(catalog, DESK, [Edit("c", "caption", "Hopeless.")], [PhotoDecision("c", "rejected", reason="damaged")])
    row = now(catalog, "c")
    assert (row["decision"], row["caption"], row["content_hash"]) == ("rejected", "Hopeless.", None)
