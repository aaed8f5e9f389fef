"""Nobody overrules answers about people that they have not seen, or undoes a change other than the one shown."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from made_desk import desk

from runner.people import telling
from runner.people.grouping import Grouping
from runner.review.people import naming
from runner.review.people.board import members
from runner.review.people.desk import PeopleDesk
from runner.review.planning import Refused
from runner.store import forgotten_people
from runner.store.catalog import open_existing
from runner.store.people import UnseenWords, Word

SEED = 4


@pytest.fixture
def ann(tmp_path: Path) -> PeopleDesk:
    return desk(tmp_path, SEED, who="ann")


@pytest.fixture
def bob(tmp_path: Path, ann: PeopleDesk) -> PeopleDesk:
    return desk(tmp_path, SEED, who="bob")


def shown(grouping: Grouping) -> dict[str, str | None]:
    persons = zip(grouping.faces, grouping.persons, strict=True)
    return {face: about.name for face, person in persons if (about := grouping.person(person))}


def recorded(now: PeopleDesk) -> int:
    return len(now.session.history())


def tied(now: PeopleDesk, count: int) -> list[str]:
    """So many faces of different photos, said to be one person."""
    faces = [members(now.grouping, number)[0] for number in now.board.unnamed]
    chosen = list({face[:16]: face for face in faces}.values())[:count]
    now.say(telling.one_person(chosen))
    return chosen


def test_a_name_is_not_put_over_one_that_was_not_seen(ann: PeopleDesk, bob: PeopleDesk) -> None:
    faces = tied(ann, 3)
    bob.regroup()
    ann.say([*telling.reopen(ann.grouping, faces[1:2]), *telling.name(ann.grouping.said, faces[1:2], "Zoe")])
    before = recorded(ann)
    with pytest.raises(UnseenWords, match=r"ann has changed .*Nothing was saved") as refused:
        bob.say(telling.name(bob.grouping.said, faces, "Mia"))
    assert str(pickle.loads(pickle.dumps(refused.value))) == str(refused.value)
    assert "ann hat inzwischen" in refused.value.in_words("de")
    assert recorded(bob) == before
    assert shown(bob.grouping) == {faces[1]: "Zoe"}, "what is new is shown"
    assert [bob.board.cards[number].name for number in bob.board.named] == ["Zoe"]
    bob.say(telling.name(bob.grouping.said, faces, "Mia"))
    assert set(shown(bob.grouping).values()) == {"Mia"}, "who has seen it may say otherwise"


def test_an_unseen_word_about_another_face_is_not_overruled_either(ann: PeopleDesk, bob: PeopleDesk) -> None:
    one, other, third = (members(ann.grouping, number) for number in ann.board.unnamed[:3])
    ann.say([*telling.name(ann.grouping.said, one, "Zoe"), *telling.name(ann.grouping.said, other, "Mia")])
    bob.regroup()
    zoe, mia = (str(telling.named(ann.grouping.said, name)) for name in ("Zoe", "Mia"))
    ann.say([*telling.give(third[:1], zoe), *telling.not_this_person(third[:1], mia)])
    before = recorded(ann)
    with pytest.raises(UnseenWords):
        bob.say(naming.merge(bob.grouping, bob.board.named))
    assert recorded(bob) == before
    assert shown(bob.grouping)[third[0]] == "Zoe"


def test_the_same_person_in_another_window_is_somebody_else(tmp_path: Path, ann: PeopleDesk) -> None:
    elsewhere = desk(tmp_path, SEED, who="ann")
    face = members(ann.grouping, ann.board.unnamed[0])[:1]
    elsewhere.say(telling.name(elsewhere.grouping.said, face, "Zoe"))
    assert ann.session.has_news()
    with pytest.raises(UnseenWords):
        ann.say(telling.strangers(face))
    assert not ann.session.has_news()


def test_one_name_is_not_given_to_two_people_by_two_people(ann: PeopleDesk, bob: PeopleDesk) -> None:
    one, other = (members(ann.grouping, number) for number in ann.board.unnamed[:2])
    ann.say(telling.name(ann.grouping.said, one, "Zoe"))
    with pytest.raises(UnseenWords):
        bob.say(telling.name(bob.grouping.said, other, "zoe"))
    bob.say(telling.name(bob.grouping.said, other, "zoe"))
    assert len(bob.persons()) == 1


def test_what_is_said_of_a_person_meanwhile_is_seen_first(ann: PeopleDesk, bob: PeopleDesk) -> None:
    one, other = (members(ann.grouping, number) for number in ann.board.unnamed[:2])
    ann.say(telling.name(ann.grouping.said, one, "Zoe"))
    bob.regroup()
    (zoe,) = (person.person_id for person in ann.persons())
    ann.say(telling.consent(zoe, given=False))
    with pytest.raises(UnseenWords):
        bob.say(telling.consent(zoe, given=True))
    ann.say(telling.rename(zoe, "Anna"))
    with pytest.raises(UnseenWords):
        bob.say(telling.give(other, zoe))
    assert not ann.grouping.said.persons[zoe].consent


def test_words_about_others_do_not_stand_in_the_way(ann: PeopleDesk, bob: PeopleDesk) -> None:
    one, other = (members(ann.grouping, number) for number in ann.board.unnamed[:2])
    ann.say(telling.name(ann.grouping.said, one, "Zoe"))
    bob.say(telling.name(bob.grouping.said, other, "Mia"))
    ann.say(telling.strangers(one))
    ann.undo()
    ann.redo()
    ann.say(telling.name(ann.grouping.said, one, "Anna"))
    bob.regroup()
    assert sorted(filter(None, shown(bob.grouping).values())) == sorted(["Anna"] * len(one) + ["Mia"] * len(other))


def test_a_word_that_was_taken_back_meanwhile_is_unseen_as_well(ann: PeopleDesk, bob: PeopleDesk) -> None:
    one = members(ann.grouping, ann.board.unnamed[0])
    ann.say(telling.name(ann.grouping.said, one, "Zoe"))
    bob.regroup()
    (zoe,) = (person.person_id for person in bob.persons())
    ann.undo()
    with pytest.raises(UnseenWords):
        bob.say(telling.not_this_person(one, zoe))
    bob.say(telling.strangers(one))


def test_undo_takes_back_what_is_shown_or_nothing(tmp_path: Path, ann: PeopleDesk) -> None:
    one, other = (members(ann.grouping, number) for number in ann.board.unnamed[:2])
    ann.say(telling.name(ann.grouping.said, one, "Zoe"))
    elsewhere = desk(tmp_path, SEED, who="ann")
    elsewhere.say(telling.name(elsewhere.grouping.said, other, "Mia"))
    before = recorded(ann)
    with pytest.raises(Refused, match="in another place"):
        ann.undo()
    assert recorded(ann) == before
    assert set(shown(ann.grouping).values()) == {"Zoe", "Mia"}, "what was said elsewhere is shown"
    assert ann.undo() == 1 + len(other)
    assert set(shown(ann.grouping).values()) == {"Zoe"}
    assert {ann.board.cards[number].name for number in ann.board.named} == {"Zoe"}
    ann.regroup()
    assert set(shown(ann.grouping).values()) == {"Zoe"}


def test_undo_takes_back_nothing_that_was_never_shown(tmp_path: Path, ann: PeopleDesk) -> None:
    elsewhere = desk(tmp_path, SEED, who="ann")
    one = members(ann.grouping, ann.board.unnamed[0])
    elsewhere.say(telling.name(elsewhere.grouping.said, one, "Zoe"))
    with pytest.raises(Refused, match="That change is now shown"):
        ann.undo()
    assert set(shown(ann.grouping).values()) == {"Zoe"}
    assert ann.undo() == 1 + len(one)
    assert not shown(ann.grouping)


def test_undo_passes_over_what_was_forgotten(tmp_path: Path, ann: PeopleDesk) -> None:
    one, other = (members(ann.grouping, number) for number in ann.board.unnamed[:2])
    ann.say(telling.name(ann.grouping.said, one, "Zoe"))
    ann.say(telling.name(ann.grouping.said, other, "Mia"))
    (mia,) = (person.person_id for person in ann.persons() if person.name == "Mia")
    with open_existing(tmp_path / "catalog.db") as catalog:
        forgotten_people.forget(catalog, "ann", other, [mia])
    now = desk(tmp_path, SEED, who="ann")
    assert now.undo() == 1 + len(one), "the first press takes back what is left"
    assert not now.persons()
    assert now.undo() == 0
    assert now.redo() == 1 + len(one)
    assert [person.name for person in now.persons()] == ["Zoe"]
    assert now.redo() == 0


def test_redo_passes_over_what_was_forgotten_after_it_was_taken_back(tmp_path: Path) -> None:
    now = desk(tmp_path, SEED, who="ann")
    one, other = (members(now.grouping, number) for number in now.board.unnamed[:2])
    now.say(telling.name(now.grouping.said, one, "Zoe"))
    now.say([Word("person", person="p-mia", value="Mia"), *telling.give(other, "p-mia")])
    now.undo()
    now.undo()
    with open_existing(tmp_path / "catalog.db") as catalog:
        forgotten_people.forget(catalog, "ann", other, ["p-mia"])
    assert now.redo() == 1 + len(one)
    assert now.redo() == 0
