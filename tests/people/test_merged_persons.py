"""Answers about two persons still hold when the two are merged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_desk import desk

from runner.people import telling
from runner.people.named import may_be_named
from runner.people.persons import IMPORTANCE, Person
from runner.people.said import what_counts
from runner.review.people import naming
from runner.review.people.desk import PeopleDesk
from runner.store.forgotten_people import Forgotten
from runner.store.people import Assertion, Word

ANN, ANNIE = "p-ann", "p-annie"
FACE, OTHER = (f"{number:016x}-000000100100" for number in (1, 2))
TWO = (
    Word("person", person=ANN, value="Ann"),
    Word("person", person=ANNIE, value="Annie"),
    Word("is", FACE, person=ANN),
    Word("is", OTHER, person=ANNIE),
)
MERGED = Word("merged", person=ANNIE, other=ANN)


def consent(person: str, value: str) -> Word:
    return Word("consent", person=person, value=value)


def importance(person: str, value: str) -> Word:
    return Word("importance", person=person, value=value)


def left(*words: Word) -> Person:
    """The one person who is left of the two after these words."""
    said = what_counts([Assertion(at, *word) for at, word in enumerate([*TWO, *words], 1)])
    (person,) = said.persons.values()
    assert set(said.shows.values()) == {person.person_id}
    return person


@pytest.mark.parametrize(
    ("words", "consents"),
    [
        ([consent(ANN, "yes"), consent(ANNIE, "no"), MERGED], False),
        ([consent(ANNIE, "no"), consent(ANN, "yes"), MERGED], False),
        ([consent(ANN, "no"), consent(ANNIE, "yes"), MERGED], False),
        ([consent(ANN, "yes"), consent(ANNIE, "no"), MERGED, consent(ANN, "yes")], True),
        ([consent(ANN, "yes"), consent(ANNIE, "no"), MERGED, consent(ANNIE, "yes")], True),
        ([consent(ANN, "yes"), MERGED], True),
        ([consent(ANNIE, "yes"), MERGED], True),
        ([MERGED, consent(ANN, "yes"), consent(ANNIE, "no")], False),
        ([consent(ANNIE, "no"), consent(ANNIE, "yes"), consent(ANN, "yes"), MERGED], True),
    ],
)
def test_a_no_of_either_counts_until_both_say_yes(words: list[Word], consents: bool) -> None:
    assert left(*words).consent is consents


def test_a_yes_of_two_holds_when_a_third_who_said_nothing_is_one_of_them() -> None:
    third = [Word("person", person="p3", value="Anne"), Word("merged", person="p3", other=ANN)]
    assert left(consent(ANNIE, "no"), MERGED, consent(ANN, "yes"), *third).consent


def test_the_importance_that_was_said_last_is_kept() -> None:
    assert left(importance(ANNIE, "main"), MERGED).importance == "main"
    assert left(importance(ANN, "important"), importance(ANNIE, "main"), MERGED).importance == "main"
    assert left(importance(ANNIE, "main"), importance(ANN, "important"), MERGED).importance == "important"
    assert left(importance(ANN, "main"), MERGED, importance(ANNIE, "other")).importance == "other"


def test_the_name_is_that_of_the_one_who_stays_and_may_be_changed_by_either() -> None:
    assert left(MERGED).name == "Ann"
    assert left(Word("person", person=ANNIE, value="Anna"), MERGED).name == "Ann"
    assert left(MERGED, Word("person", person=ANNIE, value="Anna")).name == "Anna"


def test_two_who_are_two_again_have_what_was_said_of_each() -> None:
    words = [*TWO, consent(ANN, "yes"), consent(ANNIE, "no"), importance(ANNIE, "main")]
    said = what_counts([Assertion(at, *word) for at, word in enumerate(words, 1)])
    assert said.persons == {ANN: Person(ANN, "Ann", "other", True), ANNIE: Person(ANNIE, "Annie", "main", False)}


def two_named(now: PeopleDesk) -> None:
    one, other = now.board.unnamed[:2]
    now.say(naming.name(now.grouping, [one], "Ann"))
    now.say(naming.name(now.grouping, [other], "Annie"))


def test_nobody_who_said_no_is_named_after_a_merger_on_the_page(tmp_path: Path) -> None:
    now = desk(tmp_path, 4)
    two_named(now)
    ann, annie = (str(telling.named(now.grouping.said, name)) for name in ("Ann", "Annie"))
    now.say(telling.consent(ann, given=True))
    now.say(telling.consent(annie, given=False))
    assert may_be_named(now.grouping.said, Forgotten(()))
    now.say(naming.merge(now.grouping, now.board.named))
    assert not may_be_named(now.grouping.said, Forgotten(())), "at once"
    now.regroup()
    assert not may_be_named(now.grouping.said, Forgotten(()))


def test_what_is_shown_of_persons_at_once_is_what_is_computed(tmp_path: Path) -> None:
    for seed in range(12):
        folder = tmp_path / str(seed)
        folder.mkdir()
        now, random = desk(folder, seed), np.random.default_rng(seed)
        two_named(now)
        for _ in range(6):
            person = str(random.choice(sorted(now.grouping.said.persons)))
            weight = IMPORTANCE[int(random.integers(3))]
            said = [telling.consent(person, given=bool(random.integers(2))), telling.importance(person, weight)]
            now.say(said[int(random.integers(2))])
        now.say(naming.merge(now.grouping, now.board.named))
        now.say(telling.importance(next(iter(now.grouping.said.persons)), "important"))
        shown = dict(now.grouping.said.persons)
        now.regroup()
        assert dict(now.grouping.said.persons) == shown, seed
