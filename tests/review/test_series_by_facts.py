"""Approving a series by its facts: which photos are approved together, which are not, and why."""

from __future__ import annotations

import pytest

from runner.review.planning import Refused
from runner.review.series import approve_series
from runner.review.session import Session


@pytest.fixture
def pair(session: Session) -> list[int]:
    (first, *_) = session.find("name:IMG_2301")
    return session.snapshot.series(first)


def test_photos_of_which_the_same_is_known_are_approved_together(session: Session, pair: list[int]) -> None:
    done = approve_series(session, pair[0])
    assert done.sentence == "Approved 2 of 2 photos of the series."
    assert not done.refused
    session.undo()
    assert not session.find("decision:approved"), "one step to undo"


def test_another_subject_stays_and_says_so(session: Session, pair: list[int]) -> None:
    session.edit({pair[1]: {"subject": "tea"}}, "x")
    done = approve_series(session, pair[0])
    assert session.snapshot.state(pair[0]) == "approved"
    assert session.snapshot.effective_decision(pair[1]) is None
    subject = session.snapshot.row(pair[0])["subject"]
    assert done.refused == {pair[1]: f"IMG_2302.JPG: another subject: “tea”, not “{subject}”"}


def test_a_photo_with_an_error_stays_and_a_decided_one_as_it_is(session: Session, pair: list[int]) -> None:
    session.reject([pair[1]], "blurred")
    session.edit({pair[0]: {"caption": "Cup."}}, "x")
    done = approve_series(session, pair[0])
    assert done.sentence == "Approved 0 of 2 photos of the series."
    assert "IMG_2301.JPG: " in done.refused[pair[0]]
    assert session.snapshot.state(pair[1]) == "rejected"


def test_a_photo_on_its_own_is_no_series(session: Session) -> None:
    (place,) = session.find("name:_MG_5120")
    with pytest.raises(Refused, match="in no series"):
        approve_series(session, place)
