"""What is said about one picture in different bytes: the newest counts and is undone, whichever bytes it was about."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from runner.store import history, people, ratings, runfile, same_photos
from runner.store.approvals import newest_approvals
from runner.store.catalog import open_catalog
from runner.store.decisions import (
    ConcurrentChange,
    Cursor,
    Edit,
    FieldDecision,
    PhotoDecision,
    ReviewContext,
    changes_since,
    record,
)
from runner.store.names import NameRequest, claim_name, expected_names, other_owner, reserve_names
from runner.store.overtaken import overtaken
from runner.store.people import Word
from runner.store.ratings import Rating
from runner.store.rewritten import recognise

OLD, NEW, OTHER = "0" * 16, "1" * 16, "2" * 16
ANN = ReviewContext("birds", "run", "Ann")
BOB = ReviewContext("birds", "run", "Bob")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_catalog(tmp_path / "catalog.db") as catalog:
        yield catalog


def one(catalog: sqlite3.Connection, *pairs: tuple[str, str]) -> None:
    same_photos.note(catalog, "birds", "run", dict(pairs or [(OLD, NEW)]))


def test_the_newest_word_counts_for_both(catalog: sqlite3.Connection) -> None:
    record(catalog, ANN, [Edit(OLD, "caption", "first")], [PhotoDecision(OLD, "approved", "hash")])
    one(catalog)
    record(catalog, BOB, [Edit(NEW, "alt_text", "second")], [PhotoDecision(NEW, "rejected", reason="dull")])
    now = changes_since(catalog, "birds")
    for item in (OLD, NEW):
        assert (now.edits[item, "caption"].value, now.edits[item, "alt_text"].value) == ("first", "second")
        assert (now.decisions[item].decision, now.decisions[item].reviewer) == ("rejected", "Bob")
    record(catalog, ANN, [], [PhotoDecision(OLD, "approved", "hash")])
    assert changes_since(catalog, "birds").decisions[NEW].decision == "approved"
    record(catalog, ANN, [], [], given=[Rating(OLD, "stars", 4)])
    assert ratings.current(catalog, "birds")[NEW] == {"stars": 4}
    record(catalog, ANN, [], [], field_decisions=[FieldDecision(NEW, "caption", "approved", "first")])
    assert changes_since(catalog, "birds").field_decisions[OLD, "caption"].value == "first"


def test_another_set_and_another_photo_know_nothing_of_it(catalog: sqlite3.Connection) -> None:
    one(catalog)
    elsewhere = ReviewContext("trees", "run", "Ann")
    record(catalog, elsewhere, [], [PhotoDecision(OLD, "approved", "hash")])
    record(catalog, ANN, [], [PhotoDecision(OTHER, "approved", "hash")])
    assert set(changes_since(catalog, "trees").decisions) == {OLD}
    assert set(changes_since(catalog, "birds").decisions) == {OTHER}


def test_who_reads_on_gets_what_was_said_before_the_two_were_found_to_be_one(catalog: sqlite3.Connection) -> None:
    record(catalog, ANN, [Edit(OLD, "caption", "first")], [])
    read = changes_since(catalog, "birds").cursor
    assert changes_since(catalog, "birds", read).edits == {}
    one(catalog)
    later = changes_since(catalog, "birds", read)
    assert later.edits[NEW, "caption"].value == "first"
    assert changes_since(catalog, "birds", later.cursor).items() == set()


def test_nobody_decides_about_a_photo_whose_other_bytes_were_described_meanwhile(catalog: sqlite3.Connection) -> None:
    one(catalog)
    read = changes_since(catalog, "birds").cursor
    record(catalog, BOB, [Edit(OLD, "caption", "his")], [], given=[Rating(OLD, "stars", 2)])
    with pytest.raises(ConcurrentChange, match="Bob"):
        record(catalog, ANN, [], [PhotoDecision(NEW, "approved", "hash")], read)
    with pytest.raises(ConcurrentChange, match="Bob"):
        record(catalog, ANN, [], [], read, given=[Rating(NEW, "stars", 5)])


def test_undo_knows_what_stood_before_and_what_came_since(catalog: sqlite3.Connection) -> None:
    record(catalog, ANN, [Edit(OLD, "caption", "first")], [PhotoDecision(OLD, "approved", "hash")])
    one(catalog)
    change = record(catalog, ANN, [Edit(NEW, "caption", "second")], [PhotoDecision(NEW, "rejected", reason="dull")],
                    given=[Rating(NEW, "flag", "pick")])  # fmt: skip
    (before,), (decided,), _ = history.load(catalog, change).before
    assert (before.value, decided.decision, decided.content_hash) == ("first", "approved", "hash")
    assert overtaken(catalog, change) is None
    record(catalog, BOB, [Edit(OLD, "caption", "third")], [])
    assert overtaken(catalog, change) == "Bob"
    said = [(each.kind, each.value, each.reviewer) for each in history.events(catalog, "birds", OLD)]
    assert said == [(each.kind, each.value, each.reviewer) for each in history.events(catalog, "birds", NEW)]
    assert [value for kind, value, _ in said if kind == "edit"] == ["first", "second", "third"]


def test_an_approval_of_the_other_bytes_is_the_newest(catalog: sqlite3.Connection) -> None:
    one(catalog)
    record(catalog, ANN, [], [PhotoDecision(OLD, "approved", "hash")])
    first = newest_approvals(catalog, "birds", [NEW, OTHER])
    record(catalog, ANN, [], [PhotoDecision(NEW, "approved", "hash")])
    second = newest_approvals(catalog, "birds", [OLD])
    assert set(first) == {NEW}
    assert second[OLD] > first[NEW]


def test_a_name_is_the_photos_whatever_its_bytes_are(catalog: sqlite3.Connection) -> None:
    ((name, _),) = reserve_names(catalog, [NameRequest(OLD, "heron-", 3, "")])
    one(catalog)
    again = [NameRequest(NEW, "heron-", 3, ""), NameRequest(OTHER, "heron-", 3, "")]
    assert [each for each, _ in expected_names(catalog, again)] == [name, "heron-002"]
    assert (other_owner(catalog, name, NEW), other_owner(catalog, name, OTHER)) == (None, OLD)
    assert (claim_name(catalog, NEW, name), claim_name(catalog, OTHER, name)) == (True, False)


def test_three_that_are_found_one_after_the_other_are_one(catalog: sqlite3.Connection) -> None:
    one(catalog, (OLD, NEW))
    one(catalog, (NEW, OTHER))
    assert same_photos.groups(catalog, "birds") == {each: {OLD, NEW, OTHER} for each in (OLD, NEW, OTHER)}
    same_photos.part(catalog, "birds", [OLD])
    assert same_photos.groups(catalog, "birds"), "one of them is there, as it should be"
    same_photos.part(catalog, "birds", [OLD, NEW])
    assert OLD not in same_photos.groups(catalog, "birds")


def test_a_word_about_faces_is_about_the_same_places(catalog: sqlite3.Connection) -> None:
    same_photos.note(catalog, "birds", "run", {OLD: NEW})
    left, right, other = f"{OLD}-000000100100", f"{OLD}-800000900100", f"{OTHER}-000000100100"
    people.record(catalog, "Ann", [Word("different", left, right), Word("same", left, other)])
    said = {(each.kind, each.face, each.other) for each in people.assertions(catalog)}
    there, beside = left.replace(OLD, NEW), right.replace(OLD, NEW)
    assert said == {
        ("different", left, right), ("different", there, beside), ("same", left, other), ("same", there, other),
    }  # fmt: skip


def test_nothing_is_read_twice(catalog: sqlite3.Connection) -> None:
    one(catalog)
    assert changes_since(catalog, "birds").cursor == Cursor(same_photos=same_photos.newest(catalog, "birds"))


def test_a_graph_that_makes_no_renditions_knows_no_photo_again(catalog: sqlite3.Connection, tmp_path: Path) -> None:
    record(catalog, ANN, [Edit(OLD, "caption", "first")], [])
    run = tmp_path / "runs/birds/20261129-100000-0000"
    earlier = run.with_name("20261128-100000-0000")
    photos = pl.DataFrame({"item_id": [OLD], "source_path": ["/photos/heron.jpg"], "outcome": ["passed"]})
    for folder in (run, earlier):
        folder.mkdir(parents=True)
        runfile.write(folder, runfile.begin(folder, "birds", "none", "runner").ended("finished"))
    photos.write_parquet(earlier / "rows.parquet")
    recognise(catalog, run, "birds", photos.with_columns(item_id=pl.lit(NEW)))
    assert same_photos.groups(catalog) == {}
    pictures = pl.lit([{"name": "web", "sha256": "aa"}])
    photos.with_columns(renditions=pictures).write_parquet(earlier / "rows.parquet")
    recognise(catalog, run, "birds", photos.with_columns(item_id=pl.lit(NEW), renditions=pictures))
    assert set(same_photos.groups(catalog)) == {OLD, NEW}
