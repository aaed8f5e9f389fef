"""Who did what, in order; and what a person would undo next, whichever program it was done in."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from runner.store import history
from runner.store.catalog import open_catalog
from runner.store.decisions import Edit, FieldDecision, PhotoDecision, ReviewContext, record

ADA, BERT = (ReviewContext("birds", "run-1", name) for name in ("Ada", "Bert"))


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_catalog(tmp_path / "catalog.db") as opened:
        yield opened


def test_every_event_of_a_photo_is_there_in_order_with_its_author(catalog: sqlite3.Connection) -> None:
    record(catalog, ADA, [Edit("a", "caption", "A heron.")], [])
    record(catalog, BERT, [Edit("a", "caption", "A stork.", source="model"), Edit("b", "caption", "B")], [])
    record(
        catalog, ADA, [], [PhotoDecision("a", "reset")], None, [FieldDecision("a", "caption", "rejected", "A", "dull")]
    )
    undone = record(catalog, BERT, [Edit("a", "caption", None)], [PhotoDecision("a", "approved", "c")])
    record(catalog, BERT, [], [PhotoDecision("a", "reset")], undoes=undone)
    events = history.events(catalog, "birds", "a")
    found = [(e.reviewer, e.kind, e.field, e.decision, e.value, e.source, e.undo) for e in events]
    assert found == [
        ("Ada", "edit", "caption", None, "A heron.", "human", False),
        ("Bert", "edit", "caption", None, "A stork.", "model", False),
        ("Ada", "field_decision", "caption", "rejected", "A", None, False),
        ("Ada", "decision", None, "reset", None, None, False),
        ("Bert", "edit", "caption", None, None, "human", False),
        ("Bert", "decision", None, "approved", None, None, False),
        ("Bert", "decision", None, "reset", None, None, True),
    ]
    assert history.events(catalog, "planes", "a") == []


def test_undo_and_redo_go_back_and_forth_through_a_persons_own_changes(catalog: sqlite3.Connection) -> None:
    def next_steps() -> tuple[int | None, int | None]:
        return history.undoable(catalog, "birds", "Ada")

    def decide(undoes: int | None = None) -> int:
        return record(catalog, ADA, [], [PhotoDecision("a", "approved", "c")], undoes=undoes)

    assert next_steps() == (None, None)
    first, second = decide(), decide()
    record(catalog, BERT, [], [PhotoDecision("a", "approved", "c")])
    assert next_steps() == (second, None)
    back = decide(undoes=second)
    assert next_steps() == (first, back)
    further = decide(undoes=first)
    assert next_steps() == (None, further)
    again = decide(undoes=further)
    assert next_steps() == (again, back), "what was done again can be undone again"
    last = decide(undoes=again)
    assert next_steps() == (None, last)
    new = decide()
    assert next_steps() == (new, None), "after something new nothing is done again"


def test_a_change_is_loaded_with_what_was_there_before_it(catalog: sqlite3.Connection) -> None:
    record(catalog, BERT, [Edit("a", "caption", "One.", ("length",))], [PhotoDecision("a", "rejected", "x", "dark")])
    marks = [FieldDecision("a", "keywords", "approved", ["bird"])]
    change = record(
        catalog, ADA, [Edit("a", "caption", "Two."), Edit("b", "subject", "egret")],
        [PhotoDecision("a", "approved", "y"), PhotoDecision("b", "approved", "z")], None, marks,
    )  # fmt: skip
    record(catalog, BERT, [Edit("a", "caption", "Three.")], [])
    loaded = history.load(catalog, change)
    assert loaded.edits == (Edit("a", "caption", "Two.", ()), Edit("b", "subject", "egret", ()))
    assert loaded.before == (
        (Edit("a", "caption", "One.", ("length",)), Edit("b", "subject", None, ())),
        (PhotoDecision("a", "rejected", "x", "dark"), PhotoDecision("b", "reset")),
        (FieldDecision("a", "keywords", "reset", ["bird"]),),
    )


def test_what_earlier_versions_recorded_is_history_but_cannot_be_undone(catalog: sqlite3.Connection) -> None:
    record(catalog, ADA, [Edit("a", "caption", "Old.")], [])
    catalog.execute("DELETE FROM changes")
    catalog.execute("UPDATE edits SET change_id = NULL")
    assert [event.value for event in history.events(catalog, "birds", "a")] == ["Old."]
    assert history.undoable(catalog, "birds", "Ada") == (None, None)
