from __future__ import annotations

from runner.facts import Region
from runner.people.named import NamedRow, digest, facts, may_be_named
from runner.people.said import what_counts
from runner.store.face_id import face_id
from runner.store.forgotten_people import Forgotten
from runner.store.people import Assertion, Word

NOBODY = Forgotten([])
ITEM = f"{7:016x}"
LEFT, RIGHT = face_id(ITEM, Region(0.1, 0.2, 0.3, 0.5)), face_id(ITEM, Region(0.6, 0.2, 0.8, 0.5))
PEOPLE = (
    Word("person", person="a", value="Ann"), Word("person", person="b", value="Ben"),
    Word("is", RIGHT, person="a"), Word("is", LEFT, person="b"),
)  # fmt: skip
YES = (Word("consent", person="a", value="yes"), Word("consent", person="b", value="yes"))


def named(*words: Word) -> list[str]:
    found = may_be_named(what_counts([Assertion(at, *word) for at, word in enumerate(words, 1)]), NOBODY)
    return [each.name for each in found.get(ITEM, ())]


def test_texts_name_nobody_who_has_not_consented() -> None:
    assert named(*PEOPLE) == []
    assert named(*PEOPLE, YES[0]) == ["Ann"]
    assert named(*PEOPLE, YES[0], Word("consent", person="a", value="no")) == []


def test_people_are_named_from_left_to_right_by_the_name_that_counts() -> None:
    assert named(*PEOPLE, *YES) == ["Ben", "Ann"]
    assert named(*PEOPLE, *YES, Word("person", person="a", value="Anna")) == ["Ben", "Anna"]


def test_nobody_is_named_where_a_face_was_forgotten_whichever_program_drew_the_box() -> None:
    said = what_counts([Assertion(at, *word) for at, word in enumerate((*PEOPLE, *YES), 1)])
    wider = face_id(ITEM, Region(0.55, 0.12, 0.85, 0.53))  # as another program draws it: with hair and chin
    assert [each.name for each in may_be_named(said, Forgotten([wider]))[ITEM]] == ["Ben"]


def test_who_is_not_in_the_photo_any_more_is_not_named() -> None:
    assert named(*PEOPLE, *YES, Word("not", RIGHT, person="a")) == ["Ben"]
    assert named(*PEOPLE, *YES, Word("merged", person="b", other="a")) == ["Ann"]


def test_a_digest_changes_with_what_texts_may_say_and_with_nothing_else() -> None:
    def of(*words: Word) -> str:
        return digest(may_be_named(what_counts([Assertion(at, *word) for at, word in enumerate(words, 1)]), NOBODY))

    assert of(*PEOPLE) == of(*PEOPLE, Word("importance", person="a", value="main"))
    assert of(*PEOPLE) != of(*PEOPLE, YES[0])


def test_each_is_a_person_of_the_picture() -> None:
    said = may_be_named(what_counts([Assertion(at, *word) for at, word in enumerate((*PEOPLE, *YES), 1)]), NOBODY)
    stated = list(facts(NamedRow(said[ITEM])))
    assert [(fact.kind, fact.value) for fact in stated] == [("person", "Ben"), ("person", "Ann")]
    assert all(fact.region for fact in stated)
