"""Which rejections were in favour of a photo that is not available: from flags as they were set, change by change."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from runner.messages import word
from runner.store import carried, same_photos
from runner.store.catalog import open_catalog
from runner.store.decisions import ReviewContext, record
from runner.store.keepers import Kept, Rejections, reasons
from runner.store.ratings import Rating, Value

A, B, C, D = (f"{n:016x}" for n in range(1, 5))
ADA = ReviewContext("birds", "20260101-100000-aaaa", "Ada")


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_catalog(tmp_path / "catalog.db") as opened:
        yield opened


def flag(catalog: sqlite3.Connection, undoes: int | None = None, **flags: Value) -> int:
    """Flags that are given at once, by the names of the photos."""
    names = {"a": A, "b": B, "c": C, "d": D}
    return record(catalog, ADA, [], [], None, (), undoes, [Rating(names[n], "flag", v) for n, v in flags.items()])


def alone(catalog: sqlite3.Connection, photos: str, measured: str | None = None) -> Mapping[str, Kept]:
    """Rejections whose kept photo is gone when these are there."""
    names = {"a": A, "b": B, "c": C, "d": D}
    found = Rejections(catalog, "birds", same_photos.groups(catalog, "birds"))
    return found.without_keeper([names[n] for n in photos], {names[n] for n in measured or photos})


def test_a_rejection_is_for_what_was_kept_with_it(catalog: sqlite3.Connection) -> None:
    flag(catalog, a="pick", b="reject", c="reject")
    flag(catalog, d="reject")
    assert alone(catalog, "abcd") == {}
    assert alone(catalog, "bcd") == {B: (A,), C: (A,)}


def test_flags_of_one_kind_given_to_many_say_nothing_of_each_other(catalog: sqlite3.Connection) -> None:
    flag(catalog, a="pick")
    flag(catalog, b="reject", c="reject", d="reject")
    assert alone(catalog, "bcd") == {}


def test_what_is_undone_counts_as_before_and_what_is_done_again_as_after(catalog: sqlite3.Connection) -> None:
    flag(catalog, a="pick", b="reject", c="reject")
    swapped = flag(catalog, a="reject", b="pick")
    assert alone(catalog, "bc") == {}
    assert alone(catalog, "ac") == {A: (B,), C: (B,)}
    back = flag(catalog, swapped, a="pick", b="reject")
    assert alone(catalog, "bc") == {B: (A,), C: (A,)}
    assert alone(catalog, "ac") == {}
    flag(catalog, back, a="reject", b="pick")
    assert alone(catalog, "ac") == {A: (B,), C: (B,)}


def test_a_rejection_that_was_taken_back_and_said_again_alone_is_for_nothing_else(catalog: sqlite3.Connection) -> None:
    flag(catalog, a="pick", b="reject", c="reject")
    flag(catalog, b=None)
    flag(catalog, b="reject")
    assert alone(catalog, "bc") == {C: (A,)}


def test_a_photo_that_was_rewritten_or_carried_is_the_one_that_was_kept(catalog: sqlite3.Connection) -> None:
    flag(catalog, a="pick", b="reject")
    same_photos.note(catalog, "birds", "run", {A: C})
    assert alone(catalog, "bc") == {}
    flag(catalog, b=None, c=None)
    flag(catalog, c="pick", b="reject")
    change = flag(catalog, d="pick")
    carried.note(catalog, change, {C: D})
    assert alone(catalog, "bd") == {}, "it has another picture now, and a person said that it is the same photo"
    flag(catalog, change, d=None)
    assert alone(catalog, "bd") == {B: (A,)}, "that is taken back"


def test_a_kept_photo_that_cannot_be_read_in_this_run_is_called_so(catalog: sqlite3.Connection, tmp_path: Path) -> None:
    flag(catalog, a="pick", b="reject")
    found = alone(catalog, "ab", "b")
    said = reasons(found, tmp_path / "birds" / "run", {A: "/photos/0412.jpg", B: "/photos/0413.jpg"}, {B})
    assert word(said[B], "en") == "Rejected, but 0412, kept in its place, could not be read in this run"
    assert word(said[B], "de") == "Abgelehnt, aber 0412, das dafür blieb, ließ sich in diesem Lauf nicht lesen"
