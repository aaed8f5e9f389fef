"""A name or a merge that somebody else has built upon cannot be undone."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from made_desk import desk, existing

from runner.people import telling
from runner.people.said import what_counts
from runner.review.people.board import members
from runner.review.people.desk import PeopleDesk
from runner.review.people.undoing import said_undoably
from runner.store import people
from runner.store.built_upon import BuiltUpon
from runner.store.catalog import open_catalog
from runner.store.people import Word

SEED = 4


@pytest.fixture
def ann(tmp_path: Path) -> PeopleDesk:
    return desk(tmp_path, SEED, who="ann")


def faces(now: PeopleDesk, count: int) -> list[str]:
    """So many faces of different photos."""
    every = [face for number in now.board.unnamed for face in members(now.grouping, number)]
    return list({face[:16]: face for face in every}.values())[:count]


def person(now: PeopleDesk, name: str) -> str:
    found = telling.named(now.grouping.said, name)
    assert found
    return found


def names(now: PeopleDesk) -> dict[str, str | None]:
    said = now.grouping.said
    return {face: said.persons[each].name for face, each in said.shows.items()}


def test_a_name_stays_that_somebody_else_used(tmp_path: Path, ann: PeopleDesk) -> None:
    one, other = faces(ann, 2)
    ann.say(telling.name(ann.grouping.said, [one], "Zoe"))
    bob = existing(tmp_path, SEED, who="bob")
    bob.say(telling.name(bob.grouping.said, [other], "Zoe"))
    with pytest.raises(BuiltUpon, match=r"^A later change by bob depends on this, so it cannot be undone") as refused:
        ann.undo()
    assert "bob hat seither etwas gesagt" in refused.value.in_words("de")
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)
    assert names(ann) == {one: "Zoe", other: "Zoe"}, "what bob said is shown"
    with open_catalog(tmp_path / "catalog.db") as catalog, pytest.raises(BuiltUpon):
        people.undo(catalog, "ann")
    bob.undo()
    ann.hear()
    assert ann.undo() == 2
    assert names(ann) == {}


@pytest.mark.parametrize("said", ["consent", "importance", "not", "renamed"])
def test_a_person_stays_of_whom_somebody_else_said_more(tmp_path: Path, ann: PeopleDesk, said: str) -> None:
    one, other = faces(ann, 2)
    ann.say(telling.name(ann.grouping.said, [one], "Zoe"))
    zoe = person(ann, "Zoe")
    if said == "renamed":
        ann.say(telling.rename(zoe, "Zoë"))
    more = {
        "consent": telling.consent(zoe, given=False),
        "importance": telling.importance(zoe, "main"),
        "not": telling.not_this_person([other], zoe),
        "renamed": telling.give([other], zoe),
    }
    existing(tmp_path, SEED, who="bob").say(more[said])
    with pytest.raises(BuiltUpon):
        ann.undo()
    assert names(ann)[one] == ("Zoë" if said == "renamed" else "Zoe")


def test_a_no_to_two_who_were_one_is_not_taken_from_either(tmp_path: Path, ann: PeopleDesk) -> None:
    one, other = faces(ann, 2)
    ann.say(telling.name(ann.grouping.said, [one], "Zoe"))
    ann.say(telling.name(ann.grouping.said, [other], "Mia"))
    zoe, mia = person(ann, "Zoe"), person(ann, "Mia")
    ann.say(telling.consent(mia, given=True))
    ann.say([Word("merged", person=mia, other=zoe)])
    existing(tmp_path, SEED, who="bob").say(telling.consent(zoe, given=False))
    with pytest.raises(BuiltUpon):
        ann.undo()
    assert {each.consent for each in ann.grouping.said.about.values()} == {"no"}


def test_a_merger_is_not_done_again_over_what_was_said_of_one_of_two(tmp_path: Path, ann: PeopleDesk) -> None:
    one, other = faces(ann, 2)
    ann.say(telling.name(ann.grouping.said, [one], "Zoe"))
    ann.say(telling.name(ann.grouping.said, [other], "Mia"))
    zoe, mia = person(ann, "Zoe"), person(ann, "Mia")
    ann.say(telling.consent(zoe, given=False))
    ann.say([Word("merged", person=mia, other=zoe)])
    ann.undo()
    existing(tmp_path, SEED, who="bob").say(telling.consent(mia, given=True))
    with pytest.raises(BuiltUpon):
        ann.redo()
    with open_catalog(tmp_path / "catalog.db") as catalog:
        said = what_counts(people.assertions(catalog))
    assert (said.about[zoe].consent, said.about[mia].consent) == ("no", "yes")


def test_what_nobody_built_upon_is_taken_back_and_done_again(tmp_path: Path, ann: PeopleDesk) -> None:
    one, other, third = faces(ann, 3)
    ann.say(telling.name(ann.grouping.said, [one], "Zoe"))
    bob = existing(tmp_path, SEED, who="bob")
    bob.say(telling.name(bob.grouping.said, [other], "Mia"))
    bob.say(telling.one_person([other, third]))
    ann.hear()
    assert ann.undo() == 2
    ann.hear()
    assert names(ann) == {other: "Mia", third: "Mia"}
    assert ann.redo() == 2
    assert names(ann) == {one: "Zoe", other: "Mia", third: "Mia"}


def test_a_face_named_in_the_review_stays_as_well(tmp_path: Path, ann: PeopleDesk) -> None:
    one, other = faces(ann, 2)
    kept = said_undoably(ann, telling.name(ann.grouping.said, [one], "Zoe"), "Named a face Zoe.")
    existing(tmp_path, SEED, who="bob").say(telling.give([other], person(ann, "Zoe")))
    with pytest.raises(BuiltUpon):
        kept.take_back()
    assert names(ann) == {one: "Zoe", other: "Zoe"}
