"""A reopened face takes nothing away from answers about the other faces that were answered with it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_desk import NEVER, desk

from runner.people import telling
from runner.people.options import Thresholds
from runner.people.said import what_counts
from runner.review.people import parting
from runner.review.people.board import members
from runner.store.people import Assertion, Word

A, B, C, D, E = (f"{number:016x}-000000100100" for number in range(1, 6))


def changes(*said: list[Word]) -> list[Assertion]:
    words = [(change, word) for change, words in enumerate(said, 1) for word in words]
    return [Assertion(at, *word, None, "ann", "", change) for at, (change, word) in enumerate(words, 1)]


@pytest.mark.parametrize("opened", [[A], [B], [A, C], [A, B]])
def test_the_other_faces_of_a_person_stay_together(opened: list[str]) -> None:
    said = what_counts(changes(telling.one_person([A, B, C, D]), [Word("open", face) for face in opened]))
    assert list(said.together) == [frozenset({A, B, C, D}.difference(opened))]


def test_what_is_said_after_opening_counts() -> None:
    opened = [Word("open", A)]
    said = what_counts(changes(telling.one_person([A, B, C]), opened, telling.one_person([A, D]), [Word("open", B)]))
    assert {*said.together} == {frozenset({A, D})}


def test_two_people_stay_two_when_the_face_is_opened_by_which_that_was_said() -> None:
    words = [*telling.one_person([A, B]), *telling.one_person([C, D]), Word("different", C, A)]
    said = what_counts(changes(words, [Word("open", A)]))
    assert {*said.together} == {frozenset({C, D})}
    assert said.apart == {(C, B)}
    said = what_counts(changes(words, [Word("open", A)], [Word("open", C)]))
    assert said.apart == {(D, B)}


def test_strangers_stay_together_and_strangers() -> None:
    said = what_counts(changes(telling.strangers([A, B, C]), [Word("open", A)]))
    assert {*said.together} == {frozenset({B, C})}
    assert said.strangers == {B, C}


def test_a_newer_word_still_counts_against_faces_that_were_tied_by_an_opened_one() -> None:
    apart = [Word("different", B, C)]
    said = what_counts(changes(telling.one_person([A, B, C, D]), apart, [Word("open", A)]))
    assert said.apart == {(B, C)}
    assert len(said.together) == 1
    assert D in said.together[0]


def test_groups_that_were_told_apart_stay_two_whichever_face_is_opened(tmp_path: Path) -> None:
    """The groups of one computation, told apart and then near enough for another one to join them."""
    now = desk(tmp_path, 3, photos=10, thresholds=Thresholds(0.6, 0.3))
    one, other = sorted(now.grouping.members, key=lambda number: -len(now.grouping.members[number]))[:2]
    first, second = members(now.grouping, one), members(now.grouping, other)
    assert min(len(first), len(second)) > 1
    now.say(telling.keep_apart(now.grouping, one, other))
    now.regroup()
    for face in (first[0], second[0]):
        now.say(telling.reopen(now.grouping, [face]))
    now.session._settings = now.session._settings._replace(thresholds=Thresholds(-1.0, -1.0))
    now.regroup()
    group = {face: int(now.grouping.group[now.grouping.position[face]]) for face in (*first, *second)}
    assert {group[face] for face in first[1:]}.isdisjoint({group[face] for face in second[1:]})


def test_parts_of_a_group_stay_parts_when_the_first_faces_are_opened(tmp_path: Path) -> None:
    now = desk(tmp_path, 5, thresholds=NEVER)
    faces = list({face[:16]: face for face in now.grouping.faces}.values())[:6]
    now.say(telling.one_person(faces))
    parts = [faces[:3], faces[3:]]
    now.say(parting.words(now.grouping, parts))
    now.say(telling.reopen(now.grouping, [faces[0], faces[3]]))
    now.regroup()
    numbers = [np.unique([now.grouping.group[now.grouping.position[face]] for face in part[1:]]) for part in parts]
    assert [len(each) for each in numbers] == [1, 1]
    assert numbers[0] != numbers[1]
