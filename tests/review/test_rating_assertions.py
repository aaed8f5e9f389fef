"""Stars, colour labels and flags: durable, undone, and kept when two people rate at once."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from runner.errors import EnvError
from runner.review import review_set
from runner.review.history import sentence
from runner.review.planning import Refused
from runner.review.session import Session
from runner.store import ratings, schemas
from runner.store.catalog import open_catalog
from runner.store.decisions import ConcurrentChange, Cursor, ReviewContext, changes_since, record
from runner.store.ratings import Rating


@pytest.fixture
def bob(run: Path, runs: Path) -> Session:
    return Session(review_set.read(run, runs), "Bob")


def given(session: Session, place: int = 0) -> tuple[int, str | None, str | None]:
    return session.snapshot.ratings(place)


def test_what_was_given_is_there_for_whoever_opens_the_set_next(session: Session, run: Path, runs: Path) -> None:
    assert session.rate([0, 1], "stars", 4).sentence == "2 photos: 4 stars."
    session.rate([0], "colour", "red")
    session.rate([0], "flag", "pick")
    assert given(session) == (4, "red", "pick")
    assert given(Session(review_set.read(run, runs), "Bob")) == (4, "red", "pick")
    session.rate([0], "stars", None)
    assert given(session) == (0, "red", "pick")


def test_ratings_decide_nothing(session: Session) -> None:
    before = session.snapshot.states()
    session.rate(range(len(session.snapshot)), "flag", "reject")
    assert session.snapshot.states() == before


def test_giving_what_is_there_already_is_no_change(session: Session) -> None:
    session.rate([0], "stars", 3)
    assert session.rate([0], "stars", 3).sentence == "Nothing to change."
    assert session.rate([1], "colour", None).sentence == "Nothing to change."


def test_undo_gives_back_what_was_there_before(session: Session, run: Path, runs: Path) -> None:
    session.rate([0, 1], "stars", 2)
    session.rate([0, 1], "stars", 5)
    session.undo()
    assert (given(session, 0)[0], given(session, 1)[0]) == (2, 2)
    session.redo()
    assert given(session, 0)[0] == 5
    later = Session(review_set.read(run, runs), "Ada")
    later.restore_undo()
    assert later.undo().sentence == "Undone: Rated 2 photos."
    assert given(later)[0] == 2


def test_what_somebody_else_has_rated_since_is_not_undone(session: Session, bob: Session) -> None:
    session.rate([0], "stars", 1)
    bob.refresh()
    bob.rate([0], "stars", 5)
    session.refresh()
    with pytest.raises(Refused, match="Bob has changed it since"):
        session.undo()
    assert given(session)[0] == 5


def test_two_people_at_once_see_each_other_and_lose_nothing(session: Session, bob: Session) -> None:
    session.rate([0], "stars", 1)
    bob.rate([0], "colour", "blue")  # of another kind: no conflict
    bob.rate([1], "stars", 3)
    with pytest.raises(ConcurrentChange):
        session.rate([1], "stars", 4)
    assert given(session, 1)[0] == 3, "what the other gave is shown before anybody overwrites it"
    assert session.rate([1], "stars", 4).places == (1,)
    assert given(session) == (1, "blue", None)


def test_a_rating_stands_in_nobodys_way(session: Session, bob: Session) -> None:
    bob.rate([0], "stars", 2)
    (place,) = session.find("name:_MG_5120", "run")
    bob.rate([place], "stars", 2)
    assert session.approve([place]).refused == {}


def test_history_tells_of_ratings(session: Session) -> None:
    session.rate([0], "colour", "green")
    session.rate([0], "colour", None)
    told = [sentence(event) for event in session.history(session.snapshot.items[0])]
    assert told == ["Set the rating: green", "Set the rating: no label"]


def test_the_database_refuses_a_kind_that_does_not_exist(tmp_path: Path) -> None:
    with open_catalog(tmp_path / "catalog.db") as catalog:
        with pytest.raises(sqlite3.IntegrityError):
            record(catalog, ReviewContext("a", "b", "c"), [], [], given=[Rating("x", "smell", 1)])  # type: ignore[arg-type]
        assert changes_since(catalog, "a").cursor == Cursor(), "nothing of the change is left"


def test_a_catalogue_of_the_version_before_gets_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "catalog.db"
    with monkeypatch.context() as earlier:
        earlier.setattr(schemas, "SCHEMAS", schemas.SCHEMAS[:11])
        earlier.setattr(schemas, "VERSION", 11)
        with pytest.raises(EnvError, match="no such table"), open_catalog(path):
            pass
    with open_catalog(path) as catalog:
        record(catalog, ReviewContext("birds", "run", "Ada"), [], [], given=[Rating("a", "flag", "pick")])
        assert ratings.current(catalog, "birds") == {"a": {"flag": "pick"}}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("stars:>3", {0}),
        ("stars:3", {1}),
        ("stars:0", {2, 3}),
        ("label:red", {0, 2}),
        ("label:none", {1, 3}),
        ("flag:pick", {1}),
        ("-flag:pick label:red", {0, 2}),
        ("flag:none", {0, 2, 3}),
    ],
)
def test_filters_find_by_ratings(session: Session, text: str, found: set[int]) -> None:
    session.rate([0], "stars", 5)
    session.rate([1], "stars", 3)
    session.rate([0, 2], "colour", "red")
    session.rate([1], "flag", "pick")
    assert {place for place in session.find(text) if place < 4} == found


def test_a_label_that_is_no_colour_points_to_what_the_classifier_saw(session: Session) -> None:
    from runner.review.query import FilterError

    with pytest.raises(FilterError, match="labels:heron"):
        session.find("label:heron")
