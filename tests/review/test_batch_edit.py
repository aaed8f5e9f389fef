"""Edits of any field of many photos at once, and their preview."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from runner.review import templates
from runner.review.batch_edit import BatchEdit, batch_values, listed
from runner.review.consequences import foresee, names_that_follow, whom_it_blocks
from runner.review.session import Session


@pytest.fixture
def palace(session: Session) -> int:
    (place,) = session.find("name:_MG_5120")
    return place


@pytest.fixture
def cat(session: Session) -> int:
    (place,) = session.find('name:"Chelsea the cat"')
    return place


def values(session: Session, places: list[int], **wish: Any) -> Any:
    return batch_values(session, places, BatchEdit(**wish)).values


def test_a_template_knows_what_the_same_batch_says(session: Session, palace: int) -> None:
    texts = {"caption": "{subject} at {location}, {date}", "subject": "old palace", "location": "Beijing, China"}
    made = values(session, [palace], texts=texts)[palace]
    taken = session.snapshot.row(palace)["captured_at"]
    day = templates.date_in_words(taken, "en")
    assert made == {"subject": "old palace", "location": "Beijing, China",
                    "caption": f"Old palace at Beijing, China, {day}"}  # fmt: skip


def test_a_photo_that_lacks_a_placeholder_keeps_its_text_and_is_told_of(session: Session) -> None:
    (place,) = session.find("name:clock")
    assert not session.snapshot.row(place)["location"]
    found = batch_values(session, [place], BatchEdit({"caption": "{subject} at {location}", "subject": "clock"}))
    assert found.values == {place: {"subject": "clock"}}
    assert found.lacking == {place: "location"}


def test_keywords_are_added_removed_and_set(session: Session, palace: int) -> None:
    before = session.snapshot.row(palace)["keywords"]
    gone = before[0].upper()
    made = values(session, [palace], add=("{location}", "lake"), remove=(gone,))[palace]["keywords"]
    assert made == list(dict.fromkeys([*before[1:], session.snapshot.row(palace)["location"], "lake"]))
    assert values(session, [palace], keywords=("one", "One", "two"))[palace] == {"keywords": ["one", "two"]}
    assert values(session, [palace], add=(before[1],)) == {}, "a keyword that is there changes nothing"
    assert listed(" a b ,, c,a b ") == ("a b", "c")


def test_file_names_are_numbered_by_a_template_of_the_batch(session: Session, palace: int, cat: int) -> None:
    made = values(session, [palace, cat], texts={"file_name": "set_{subject}_{n:02}", "subject": "thing"})
    assert [made[place]["file_name"] for place in (palace, cat)] == ["set_thing_01.jpg", "set_thing_02.jpg"]
    session.edit(made, "x")
    assert session.snapshot.row(cat)["file_name"] == "set_thing_02.jpg"


def test_what_is_wrong_with_a_template_is_a_sentence_of_its_field() -> None:
    wish = BatchEdit({"caption": "{subjekt}", "alt_text": "{subject", "location": "{n:03}", "file_name": "{subject}"})
    found = wish.problems()
    assert found["caption"] == "There is no {subjekt}. Did you mean {subject}?"
    assert "brace is not closed" in found["alt_text"]
    assert "There is no {n}" in found["location"]
    assert "counter" in found["file_name"]
    assert BatchEdit(add=("{heron}",)).problems()["keywords"].startswith("There is no {heron}")
    assert not BatchEdit({"caption": "{subject}", "file_name": "{subject}_{n:03}"}).problems()


def test_texts_of_one_batch_are_judged_beside_each_other(session: Session, palace: int, cat: int) -> None:
    said = "An old house stands quietly beside the wide water in the early morning light."
    alone = foresee(session, {palace: {"caption": said}})
    assert whom_it_blocks(session, alone) == "None of 1 photo would become blocked."
    both = foresee(session, {palace: {"caption": said}, cat: {"caption": said}})
    assert set(both.blocked) == {palace, cat}, "each repeats the other"
    assert "_MG_5120.jpg: Caption: Same caption as Chelsea the cat.jpg" in whom_it_blocks(session, both)
    assert not session.find("is:edited"), "nothing is written"
    session.edit({palace: {"caption": said}, cat: {"caption": said}}, "x")
    assert {session.snapshot.state(place) for place in (palace, cat)} == {"blocked"}


def test_names_that_follow_are_foreseen_together(session: Session, palace: int, cat: int) -> None:
    found = foresee(session, {place: {"subject": "quiet thing", "location": "Haarlem"} for place in (palace, cat)})
    names = [each.after for each in found.renamed]
    assert len(set(names)) == 2
    assert all(name and name.startswith("quiet_thing_Haarlem") for name in names)
    assert names_that_follow(found) == "2 file names change on approval."
    session.edit({place: {"subject": "quiet thing", "location": "Haarlem"} for place in (palace, cat)}, "x")
    session.approve([place for place in (palace, cat) if not session.obstacle(place)])
    approved = [place for place in (palace, cat) if session.snapshot.effective_decision(place) == "approved"]
    assert {session.snapshot.row(place)["file_name"] for place in approved} <= set(names)


def test_a_name_of_another_photo_is_a_collision_before_it_is_given(session: Session, palace: int, cat: int) -> None:
    taken = session.snapshot.row(palace)["file_name"]
    found = foresee(session, {cat: {"file_name": taken}})
    assert [(each.after, each.collides) for each in found.renamed] == [(taken, True)]
    twice = foresee(session, {palace: {"file_name": "same"}, cat: {"file_name": "Same"}})
    assert [each.collides for each in twice.renamed] == [True, True]
    assert "Taken by another photo: 2." in names_that_follow(twice)


def test_a_day_is_written_as_the_texts_have_it() -> None:
    day = datetime(2024, 7, 5, 12)
    said = [templates.date_in_words(day, language) for language in ("en", "en-GB", "de", "fr")]
    assert said == ["5 July 2024", "5 July 2024", "5. Juli 2024", "2024-07-05"]
