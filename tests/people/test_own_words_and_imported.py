"""Answers of other programs count less than those of a person here, whenever they are imported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from made_desk import desk

from runner.people import telling
from runner.people.importing import Imported, imported
from runner.people.named_region import NamedRegion
from runner.people.said import what_counts
from runner.review.people.board import members
from runner.review.people.desk import PeopleDesk
from runner.store.face_id import item_of, place_of
from runner.store.people import Assertion, Word

A, B, C = (f"{number:016x}-000000100100" for number in (1, 2, 3))
DIGIKAM = "digiKam"


def take_in(now: PeopleDesk, names: Mapping[str, str]) -> Imported:
    """Import regions with these names, by face, as the command does."""
    now.regroup()
    faces: dict[str, list[str]] = {}
    for face in now.grouping.faces:
        faces.setdefault(item_of(face), []).append(face)
    regions = {item_of(face): [NamedRegion(place_of(face).region, name, DIGIKAM)] for face, name in names.items()}
    found = imported(regions, faces, now.grouping.said, now.session.history())
    for source, words in found.words.items():
        now.session.say(words, source)
    now.regroup()
    return found


def shown(now: PeopleDesk, face: str) -> str | None:
    person = now.grouping.person(now.grouping.persons[now.grouping.position[face]])
    return person.name if person else None


@pytest.fixture
def now(tmp_path: Path) -> PeopleDesk:
    return desk(tmp_path, 4)


def apart(now: PeopleDesk, count: int) -> list[str]:
    """So many faces of different photos, one of each group."""
    faces = [members(now.grouping, number)[0] for number in now.board.unnamed]
    return list({item_of(face): face for face in faces}.values())[:count]


def test_who_is_one_person_stays_one_whatever_others_call_them(now: PeopleDesk) -> None:
    one, other, third = apart(now, 3)
    now.say([Word("same", one, other)])
    now.say([Word("same", one, third)])
    found = take_in(now, {other: "Ann", third: "Ben"})
    assert sorted(found.refused) == sorted([(other, "Ann"), (third, "Ben")])
    assert not now.grouping.said.overruled
    assert len({int(now.grouping.group[now.grouping.position[face]]) for face in (one, other, third)}) == 1


def test_a_name_of_ones_own_reaches_faces_that_are_tied_to_it(now: PeopleDesk) -> None:
    one, other, third = apart(now, 3)
    now.say(telling.name(now.grouping.said, [one], "Ben"))
    now.say([Word("same", one, other)])
    found = take_in(now, {other: "Ann", third: "Cem"})
    assert found.refused == [(other, "Ann")]
    assert [shown(now, face) for face in (one, other, third)] == ["Ben", "Ben", "Cem"]


def test_a_word_that_was_taken_back_stands_against_nobody(now: PeopleDesk) -> None:
    (one,) = apart(now, 1)
    now.say(telling.name(now.grouping.said, [one], "X"))
    now.undo()
    found = take_in(now, {one: "Ann"})
    assert not found.refused
    assert shown(now, one) == "Ann"


def test_a_face_that_was_opened_may_be_named_by_others(now: PeopleDesk) -> None:
    (one,) = apart(now, 1)
    now.say(telling.name(now.grouping.said, [one], "X"))
    now.say(telling.reopen(now.grouping, [one]))
    assert not take_in(now, {one: "Ann"}).refused
    assert shown(now, one) == "Ann"
    now.say(telling.reopen(now.grouping, [one]))
    now.regroup()
    assert shown(now, one) is None


def test_what_was_imported_before_is_not_said_again_though_it_was_taken_back(now: PeopleDesk) -> None:
    (one,) = apart(now, 1)
    take_in(now, {one: "Ann"})
    now.undo()
    assert take_in(now, {one: "Ann"}).known == 1
    assert shown(now, one) is None


@pytest.mark.parametrize(
    "own",
    [
        [Word("person", person="p2", value="Ben"), Word("is", A, person="p2")],
        [Word("same", A, B), Word("person", person="p2", value="Ben"), Word("is", B, person="p2")],
        [Word("not", A, person="p1")],
        [Word("stranger", A)],
        [Word("no_face", A)],
        [Word("same", A, B), Word("different", B, C), Word("is", C, person="p1")],
    ],
)
def test_an_imported_word_never_overrules_one_of_a_person(own: list[Word]) -> None:
    """Whichever is recorded first: earlier versions imported what stood against a person's own words."""
    theirs = [Word("person", person="p1", value="Ann"), Word("is", A, person="p1")]
    for first, second in ((own, theirs), (theirs, own)):
        words = [
            Assertion(at, *word, None if said is own else DIGIKAM)
            for at, (said, word) in enumerate(((said, word) for said in (first, second) for word in said), 1)
        ]
        said = what_counts(words)
        assert [word.source for word in said.overruled] == [DIGIKAM]
        assert said.shows.get(A) != "p1"


def test_a_name_that_was_corrected_in_the_other_program_is_imported(now: PeopleDesk) -> None:
    one, other = apart(now, 2)
    take_in(now, {one: "An", other: "Ben"})
    assert take_in(now, {one: "Ann", other: "Ben"}).known == 1
    assert (shown(now, one), shown(now, other)) == ("Ann", "Ben")
    assert take_in(now, {one: "ANN", other: "Ben"}).known == 2
    assert not take_in(now, {one: "An"}).known
    assert shown(now, one) == "An"
    now.undo()
    assert take_in(now, {one: "An"}).known == 1, "what was undone is not imported again"


def test_who_was_renamed_here_is_still_who_the_other_program_names(now: PeopleDesk) -> None:
    (one,) = apart(now, 1)
    take_in(now, {one: "Ann"})
    person = now.grouping.persons[now.grouping.position[one]]
    now.say(telling.rename(person or "", "Anna Lee"))
    assert take_in(now, {one: "Ann"}).known == 1
    assert shown(now, one) == "Anna Lee"
