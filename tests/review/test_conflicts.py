"""Two sessions editing one text, and the texts of many photos."""

from __future__ import annotations

from dataclasses import replace

import pytest

from runner.review import batch_edit, drafts, regeneration
from runner.review.batch_edit import BatchEdit
from runner.review.conflicts import Conflict, Overtaken, attempt, left_out
from runner.review.consequences import file_of
from runner.review.drafts import Draft
from runner.review.edits import NewTexts
from runner.review.generating import Proposal
from runner.review.recording import ChangeResult
from runner.review.session import Session

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
    with pytest.raises(Overtaken, match="Bert wrote this caption in the meantime"):
        session.edit({place: {"caption": MINE}}, "x", based_on={})
    found = attempt(lambda: session.edit({place: {"caption": MINE}}, "x", based_on={}))
    assert isinstance(found, Conflict)
    assert (found.mine, found.theirs.value, found.theirs.reviewer) == (MINE, THEIRS, "Bert")
    done = attempt(
        lambda: session.edit({place: {"caption": MINE}}, "x", based_on={(found.item, "caption"): found.theirs})
    )
    assert isinstance(done, ChangeResult)
    assert bert.refresh() == [place]
    assert bert.snapshot.row(place)["caption"] == MINE


def test_open_ones_are_kept_by_photo_and_field(session: Session, bert: Session, place: int) -> None:
    bert.edit({place: {"caption": THEIRS}}, "x")
    found = attempt(lambda: session.edit({place: {"caption": MINE}}, "x", based_on={}))
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
    with pytest.raises(Overtaken, match="wrote this caption in the meantime"):
        session.edit({place: {"caption": MINE}}, "x", based_on={})
    assert other.snapshot.row(place)["caption"] == THEIRS


def test_what_was_typed_on_in_one_window_asks_nothing(session: Session, place: int) -> None:
    session.edit({place: {"caption": THEIRS}}, "x", based_on={})
    session.edit({place: {"caption": MINE}}, "x", based_on={})
    assert session.snapshot.row(place)["caption"] == MINE, "typing began before its own first edit was kept"


def test_many_texts_leave_out_what_somebody_else_changed_meanwhile(session: Session, bert: Session) -> None:
    places = session.find("is:series outcome:passed") or session.find("outcome:passed")
    first, second, third = places[:3]
    texts = NewTexts(session.snapshot, {place: {"location": "Bonn, Germany"} for place in places[:3]})
    bert.edit({second: {"location": "Cologne, Germany"}, third: {"subject": "old bridge"}}, "x")
    session.refresh()  # the window hears of it every two seconds, whatever is on the screen
    done = session.edit_each(texts, lambda count: f"Said where {count} were taken.")
    assert done.sentence == "Said where 2 were taken."
    assert done.refused == {second: "Bert wrote this location in the meantime: Cologne, Germany"}
    assert [each.theirs.value for each in done.overtaken] == ["Cologne, Germany"]
    name = file_of(session, second)
    assert left_out(session.snapshot, done.overtaken) == f"Left out 1 photo that Bert changed in the meantime: {name}"
    assert [session.snapshot.row(place)["location"] for place in (first, second, third)] == [
        "Bonn, Germany", "Cologne, Germany", "Bonn, Germany",
    ]  # fmt: skip
    session.undo()
    assert session.snapshot.row(first)["location"] != "Bonn, Germany", "all that was written is one change"
    assert session.snapshot.row(second)["location"] == "Cologne, Germany"


def test_a_batch_leaves_out_what_was_changed_after_its_preview(session: Session, bert: Session) -> None:
    first, second = session.find("outcome:passed")[:2]
    seen = session.snapshot
    bert.edit({first: {"keywords": ["lake", "palace"]}}, "x")
    session.refresh()
    done = batch_edit.apply(session, seen, [first, second], BatchEdit(add=("holiday",)))
    assert done.sentence == "Changed keywords of 1 photo."
    assert list(done.refused) == [first]
    assert session.snapshot.row(first)["keywords"] == ["lake", "palace"]
    assert "holiday" in session.snapshot.row(second)["keywords"]


def test_regenerated_texts_do_not_replace_what_was_written_since_they_were_shown(
    session: Session, bert: Session, place: int
) -> None:
    item, seen = session.snapshot.items[place], session.snapshot
    made = Proposal(item, "model", {"caption": MINE, "alt_text": None, "keywords": None}, (), 1)
    bert.edit({place: {"caption": THEIRS}}, "x")
    done = regeneration.accept(session, seen, made, ["caption"])
    assert list(done.refused) == [place]
    every = regeneration.accept_clean(session, seen, [made])
    assert not every.items
    assert session.snapshot.row(place)["caption"] == THEIRS


def test_texts_reach_their_photos_where_the_run_was_read_again_meanwhile(session: Session, place: int) -> None:
    """A run that goes on is read again every few seconds, and its photos are at other places then."""
    texts = NewTexts(session.snapshot, {place: {"location": "Beijing, China"}})
    rows = session.review_set.photos
    later = Session(replace(session.review_set, photos=rows.reverse()), "Ada")
    assert later.snapshot.items[place] != session.snapshot.items[place]
    done = later.edit_each(texts, str)
    (there,) = done.places
    assert later.snapshot.items[there] == session.snapshot.items[place]


def test_what_comes_in_beside_a_change_is_told_by_the_next_refresh(session: Session, bert: Session, place: int) -> None:
    other = next(each for each in session.find("outcome:passed") if each != place)
    bert.edit({other: {"location": "Bonn, Germany"}}, "x")
    session.edit({place: {"location": "Beijing, China"}}, "x")
    assert session.refresh() == [other]
    assert session.refresh() == []
