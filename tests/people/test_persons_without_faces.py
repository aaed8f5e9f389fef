"""A person with no faces left is found by name, can still be changed, and can be forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_desk import desk

from runner.people import telling
from runner.review.people import naming
from runner.review.people.board import members
from runner.review.people.desk import PeopleDesk


@pytest.fixture
def now(tmp_path: Path) -> PeopleDesk:
    """Ann Typo consents, and all her faces are somebody else's."""
    now = desk(tmp_path, 4)
    one, other = (members(now.grouping, number) for number in now.board.unnamed[:2])
    now.say(telling.name(now.grouping.said, one, "Ann Typo"))
    now.say(telling.consent(str(telling.named(now.grouping.said, "Ann Typo")), given=True))
    now.say(telling.name(now.grouping.said, other, "Ben"))
    now.say(telling.name(now.grouping.said, one, "Ben"))
    now.regroup()
    return now


def test_she_is_listed_and_found(now: PeopleDesk) -> None:
    view = now.session.find("ann typo")
    assert view is not None
    assert (view.name, view.faces, view.photos, view.state) == ("Ann Typo", (), 0, "person")
    assert view.person is not None
    assert view.person.consent
    assert [each.name for each in now.session.groups()].count("Ann Typo") == 1
    assert now.session.find(view.key) == view
    assert now.session.find("Nobody") is None


def test_what_is_said_of_her_is_kept(now: PeopleDesk) -> None:
    view = now.session.find("Ann Typo")
    assert view is not None
    now.say(telling.consent(view.key, given=False))
    now.regroup()
    again = now.session.find("Ann Typo")
    assert again is not None
    assert again.person is not None
    assert not again.person.consent


def test_she_is_one_with_somebody_who_has_faces(now: PeopleDesk) -> None:
    ben, typo = now.session.find("Ben"), now.session.find("Ann Typo")
    assert ben is not None
    assert typo is not None
    now.say(naming.merge_views(ben, typo))
    now.regroup()
    assert now.session.find("Ann Typo") is None
    assert [each.name for each in now.persons()] == ["Ben"]


def test_she_is_forgotten_for_good(now: PeopleDesk, tmp_path: Path) -> None:
    view = now.session.find("Ann Typo")
    assert view is not None
    assert now.session.forget([view]) == 0
    assert now.session.find("Ann Typo") is None
    assert all(b"Ann Typo" not in file.read_bytes() for file in tmp_path.glob("catalog.db*"))


def test_a_name_is_spelled_as_it_is_given_last(tmp_path: Path) -> None:
    now = desk(tmp_path, 4)
    one = now.board.unnamed[0]
    now.say(naming.name(now.grouping, [one], "ann smith"))
    now.say(naming.name(now.grouping, now.board.named, "Ann Smith"))
    assert [person.name for person in now.persons()] == ["Ann Smith"]
    now.regroup()
    assert [person.name for person in now.persons()] == ["Ann Smith"]
