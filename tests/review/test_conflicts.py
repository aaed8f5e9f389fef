"""Two sessions at one text."""

from __future__ import annotations

import pytest

from runner.review import drafts
from runner.review.conflicts import Conflict, Overtaken, attempt
from runner.review.drafts import Draft
from runner.review.session import ChangeResult, Session

MINE, THEIRS = "Ada's words about the palace by the lake.", "Bert's words about the palace by the lake."


@pytest.fixture
def bert(session: Session) -> Session:
    return Session(session.review_set, "Bert")


@pytest.fixture
def place(session: Session) -> int:
    (found,) = session.find("name:_MG_5120")
    return found


def test_an_unseen_text_of_somebody_else_is_not_replaced(session: Session, bert: Session, place: int) -> None:
    bert.edit({place: {"caption": THEIRS}}, "x")
    with pytest.raises(Overtaken, match="Bert wrote this caption meanwhile"):
        session.edit({place: {"caption": MINE}}, "x", based_on=None)
    found = attempt(lambda: session.edit({place: {"caption": MINE}}, "x", based_on=None))
    assert isinstance(found, Conflict)
    assert (found.mine, found.theirs.value, found.theirs.reviewer) == (MINE, THEIRS, "Bert")
    done = attempt(lambda: session.edit({place: {"caption": MINE}}, "x", based_on=found.theirs))
    assert isinstance(done, ChangeResult)
    assert bert.refresh() == [place]
    assert bert.snapshot.row(place)["caption"] == MINE


def test_open_ones_are_kept_by_photo_and_field(session: Session, bert: Session, place: int) -> None:
    bert.edit({place: {"caption": THEIRS}}, "x")
    found = attempt(lambda: session.edit({place: {"caption": MINE}}, "x", based_on=None))
    assert isinstance(found, Conflict)
    session.conflicts.add(found)
    session.conflicts.type(found.item, "caption", "More words.")
    assert session.conflicts.of(found.item)["caption"].mine == "More words."
    assert not session.conflicts.of("another")
    session.conflicts.close(found.item, "caption")
    assert not session.conflicts.of(found.item)


def test_a_draft_becomes_an_edit_or_a_question(session: Session, bert: Session, place: int) -> None:
    item = session.snapshot.items[place]
    bert.edit({place: {"caption": THEIRS}}, "x")
    session.refresh()
    seen = session.snapshot.edits(item)["caption"].at
    for base, asked in (("", True), (seen, False), (None, False)):
        values, conflicts = drafts.brought_back(session, {(item, "caption"): Draft(MINE, base)})
        assert [each.mine for each in conflicts] == ([MINE] if asked else [])
        assert values == ({} if asked else {place: {"caption": MINE}})
    values, conflicts = drafts.brought_back(session, {(item, "alt_text"): Draft(MINE, "")})
    assert not conflicts
    assert values == {place: {"alt_text": MINE}}


def test_an_unseen_text_of_ones_own_from_another_window_is_not_replaced(session: Session, place: int) -> None:
    other = Session(session.review_set, session.context.reviewer)
    other.edit({place: {"caption": THEIRS}}, "x")
    with pytest.raises(Overtaken, match="wrote this caption meanwhile"):
        session.edit({place: {"caption": MINE}}, "x", based_on=None)
    assert other.snapshot.row(place)["caption"] == THEIRS


def test_what_was_typed_on_in_one_window_asks_nothing(session: Session, place: int) -> None:
    session.edit({place: {"caption": THEIRS}}, "x", based_on=None)
    session.edit({place: {"caption": MINE}}, "x", based_on=None)
    assert session.snapshot.row(place)["caption"] == MINE, "typing began before its own first edit was kept"
