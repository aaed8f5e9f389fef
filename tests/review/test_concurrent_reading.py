"""Readers in other threads while one thread merges: each sees a consistent state, and nothing stays wrong later."""

from __future__ import annotations

import random
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from runner.review.details import PhotoDetails
from runner.review.photos import RunPhotos
from runner.review.query import parse
from runner.review.review_set import ReviewSet
from runner.review.session import Session
from runner.review.snapshot import Snapshot
from runner.schema import ReviewRow
from runner.store.catalog import open_catalog
from runner.store.decisions import Changes, Cursor, RecordedDecision, RecordedEdit
from runner.store.evidence import columns

PHOTOS, ROUNDS, STEPS, READERS = 3_000, 20, 6, 3
FIELDS = ("caption", "alt_text", "keywords", "file_name")
NO_DETAILS = PhotoDetails.of(pl.DataFrame(), ())
APPROVED, EDITED = parse("decision:approved"), parse("caption:kingfisher")


def table(photos: int) -> pl.DataFrame:
    made = [
        dict.fromkeys(columns(ReviewRow))
        | {"item_id": f"{number:016x}", "source_path": f"/photos/{number}.jpg", "outcome": "passed", "keywords": [],
           "caption": "A heron.", "content_hash": "c", "file_name": f"{number}.jpg", "findings": [], "warnings": []}
        for number in range(photos)
    ]  # fmt: skip
    rows = pl.DataFrame(made, schema=columns(ReviewRow), orient="row")
    return rows.with_columns(thumbnail=pl.lit(None, dtype=pl.String), picture=pl.lit(None, dtype=pl.String))


def step(item: str, number: int) -> Changes:
    """One photo more is edited."""
    edit = RecordedEdit(f"A kingfisher, {number}.", (), "Ada", "2026-11-28T09:00:00+00:00")
    return Changes(Cursor(number, number), {(item, "caption"): edit}, {})


def approval(snapshot: Snapshot, item: str, number: int) -> Changes:
    """One photo is approved as it is now."""
    content = snapshot.row(snapshot.places[item])["content_hash"]
    decision = RecordedDecision("approved", None, content, "Ada", "2026-11-28T09:00:00+00:00")
    return Changes(Cursor(number, number), {}, {item: decision})


@pytest.fixture
def quick_switches() -> Iterator[None]:
    """Threads take turns as often as Python lets them."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


class Shared:
    """What a session is to its readers: a reference that is swapped."""

    def __init__(self) -> None:
        self.snapshot = Snapshot.of(RunPhotos(table(PHOTOS), NO_DETAILS, FIELDS))


@pytest.mark.usefixtures("quick_switches")
def test_every_reading_is_of_one_moment_and_the_last_is_right() -> None:
    """After step n the first n photos are edited and approved, in every snapshot: no more, no fewer and no others.

    State that was changed in place while filters read it stayed wrong for good in 18 of 40 such rounds.
    """
    shared, wrong = Shared(), []

    def read(ended: threading.Event) -> None:
        seen = 0
        while not ended.is_set():
            snapshot = shared.snapshot
            edited, approved = snapshot.find(EDITED), snapshot.find(APPROVED)
            texts = [snapshot.row(place)["caption"] for place in edited[-3:]]
            right = edited == list(range(len(edited))) and len(edited) - len(approved) in (0, 1)
            right = right and approved == edited[: len(approved)] and len(edited) >= seen
            right = right and texts == [f"A kingfisher, {place}." for place in edited[-3:]]
            if not right or snapshot.states()["approved"] != len(approved):
                wrong.append((edited[-3:], approved[-3:], texts))
                return
            seen = len(edited)

    pauses = random.Random(7)
    for first in range(0, ROUNDS * STEPS, STEPS):
        ended = threading.Event()
        readers = [threading.Thread(target=read, args=(ended,)) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        for number in range(first, first + STEPS):
            item = shared.snapshot.items[number]
            shared.snapshot = shared.snapshot.merge(step(item, number))
            time.sleep(pauses.random() * 0.003)
            shared.snapshot = shared.snapshot.merge(approval(shared.snapshot, item, number))
            time.sleep(pauses.random() * 0.003)
        ended.set()
        for reader in readers:
            reader.join()
        assert wrong == []
        assert shared.snapshot.find(EDITED) == shared.snapshot.find(APPROVED) == list(range(first + STEPS))


def test_a_snapshot_that_is_held_does_not_change() -> None:
    first = Snapshot.of(RunPhotos(table(5), NO_DETAILS, FIELDS))
    edited = first.merge(step(first.items[2], 1))
    approved = edited.merge(approval(edited, first.items[2], 2))
    assert (first.find(EDITED), edited.find(EDITED), approved.find(EDITED)) == ([], [2], [2])
    assert (first.find(APPROVED), edited.find(APPROVED), approved.find(APPROVED)) == ([], [], [2])
    assert first.row(2)["caption"] == "A heron."
    with pytest.raises(ValueError, match="read-only"):
        edited._marks.states[2] = 0


def test_a_merge_shares_what_it_does_not_change() -> None:
    """What a decision costs does not grow with texts: their table is the same object before and after."""
    first = Snapshot.of(RunPhotos(table(5), NO_DETAILS, FIELDS))
    edited = first.merge(step(first.items[2], 1))
    approved = edited.merge(approval(edited, first.items[2], 2))
    assert approved.edited_rows is edited.edited_rows
    assert approved.photos is first.photos
    assert edited.edited_rows.height == 1


def test_two_sessions_and_a_reader_agree_at_the_end(tmp_path: Path) -> None:
    """Two reviewers change the same set through the catalogue while a third thread filters in both sessions."""
    photos = table(40)
    run = tmp_path / "runs" / "birds" / "run-1"
    run.mkdir(parents=True)
    with open_catalog(tmp_path / "runs/catalog.db"):
        pass
    review_set = ReviewSet(run, tmp_path / "runs", "birds", True, "finished", photos, (), FIELDS, NO_DETAILS)
    sessions = [Session(review_set, name) for name in ("Ada", "Bert")]
    problems: list[Any] = []
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            for session in sessions:
                snapshot = session.snapshot
                found = snapshot.find(APPROVED)
                if len(found) != snapshot.states()["approved"]:
                    problems.append(found)

    def decide(session: Session, places: range) -> None:
        for place in places:
            session.refresh()
            session.reject([place], "no bird") if place % 3 == 0 else session.approve([place])

    reader = threading.Thread(target=read)
    reader.start()
    writers = [threading.Thread(target=decide, args=(sessions[n], range(20 * n, 20 * n + 20))) for n in (0, 1)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    ended.set()
    reader.join()
    for session in sessions:
        session.refresh()
    assert problems == []
    assert sessions[0].find(order="run") == list(range(40))
    assert [s.snapshot.states() for s in sessions] == [{"approved": 26, "rejected": 14}] * 2
