"""What is shown right after an answer is the same as after everything is computed again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from made_desk import desk

from runner.people import telling
from runner.people.grouping import Grouping
from runner.review.people import naming, parting
from runner.review.people.board import Board, members
from runner.review.people.desk import PeopleDesk
from runner.review.people.in_photo import faces_in
from runner.review.people.inquiry import answer
from runner.store.people import Word


def parts(grouping: Grouping) -> set[frozenset[str]]:
    """Who is together, whatever the numbers are."""
    return {frozenset(members(grouping, number)) for number in grouping.members}


def names(grouping: Grouping) -> dict[str, str | None]:
    persons = zip(grouping.faces, grouping.persons, strict=True)
    return {face: about.name if (about := grouping.person(person)) else None for face, person in persons}


def words(now: PeopleDesk, random: np.random.Generator) -> list[Word]:
    """Something that a person does on the page."""
    groups = [*now.board.named, *now.board.unnamed]
    one, other = (groups[int(each)] for each in random.choice(len(groups), 2, replace=False))
    faces, grouping = members(now.grouping, one), now.grouping
    some = faces[: int(random.integers(1, len(faces) + 1))]
    owner = grouping.owners.get(one)
    done = int(random.integers(7))
    if done <= 1:
        return naming.name(grouping, [one], f"Person {random.integers(3)}")
    if done == 2:
        return naming.merge(grouping, [one, other])
    if done == 3:
        return telling.split(grouping, some) if len(some) < len(faces) else []
    if done == 4:
        return telling.not_this_person(some, owner) if owner else telling.strangers(faces)
    if done == 5:
        return parting.words(grouping, [[face] for face in faces]) if len(faces) > 1 else []
    return telling.no_faces(some[:1])


def test_what_is_shown_at_once_is_what_is_computed_later(tmp_path: Path) -> None:
    for seed in range(60):
        folder = tmp_path / str(seed)
        folder.mkdir()
        now, random = desk(folder, seed), np.random.default_rng(seed)
        for step in range(6):
            if len([*now.board.named, *now.board.unnamed]) < 2:
                break
            done = words(now, random)
            now.say(done)
            whole = Board.of(now.grouping, now.session.library)
            assert dict(now.board.cards) == dict(whole.cards), (seed, step, done)
            shown, named, known = parts(now.grouping), names(now.grouping), dict(now.grouping.said.persons)
            now.regroup()
            assert parts(now.grouping) == shown, (seed, step, done)
            assert names(now.grouping) == named, (seed, step, done)
            assert dict(now.grouping.said.persons) == known, (seed, step, done)


def test_undo_shows_what_there_was_before(tmp_path: Path) -> None:
    now = desk(tmp_path, 1)
    states = []
    for at in range(3):
        states.append((parts(now.grouping), dict(now.board.cards)))
        now.say(naming.name(now.grouping, [now.board.unnamed[0]], f"Person {at}"))
    for before in reversed(states):
        assert now.undo() > 0
        assert (parts(now.grouping), dict(now.board.cards)) == before
        now.regroup()
        assert parts(now.grouping) == before[0]
    assert now.undo() == 0


def test_what_is_said_while_groups_are_computed_is_in_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = desk(tmp_path, 2)
    computed = now.session.grouped

    def slowly() -> Grouping:
        found = computed()
        now.say(naming.name(now.grouping, [now.board.unnamed[0]], "Meanwhile"))
        return found

    monkeypatch.setattr(now.session, "grouped", slowly)
    now.regroup()
    assert [now.board.cards[number].name for number in now.board.named] == ["Meanwhile"]
    monkeypatch.setattr(now.session, "grouped", lambda: (found := computed(), now.undo())[0] and found)
    now.regroup()
    assert now.board.named == [], "a result from before an undo is dropped"


def test_questions_are_settled_by_their_answers_and_by_names(tmp_path: Path) -> None:
    now = desk(tmp_path, 3)
    now.ask()
    first, *others = now.inquiry.left(now.grouping)
    assert others
    now.say(answer(now.grouping, first, same=True))
    assert first not in now.inquiry.left(now.grouping), "they are one group now"
    second = now.inquiry.left(now.grouping)[0]
    now.say(answer(now.grouping, second, same=False))
    now.regroup()
    pairs = {frozenset((each.one, each.other)) for each in now.inquiry.left(now.grouping)}
    assert frozenset((second.one, second.other)) not in pairs
    skipped = now.inquiry.left(now.grouping)[0]
    now.inquiry.skip(skipped)
    now.regroup()
    assert now.inquiry.left(now.grouping)[-1][:2] == skipped[:2], "asked last, after the questions were found anew too"


def test_known_names_merge_and_new_ones_rename(tmp_path: Path) -> None:
    now = desk(tmp_path, 4)
    one, other = now.board.unnamed[:2]
    now.say(naming.name(now.grouping, [one], "Ann"))
    now.say(naming.name(now.grouping, [other], "Ben"))
    both = len(members(now.grouping, one)) + len(members(now.grouping, other))
    now.say(naming.name(now.grouping, list(now.board.named), "ann"))
    (left,) = now.board.named
    assert (now.board.cards[left].name, now.board.cards[left].faces) == ("Ann", both)
    now.say(naming.name(now.grouping, [left], "Anna"))
    assert [person.name for person in now.persons()] == ["Anna"]
    now.regroup()
    assert [(now.board.cards[number].name, now.board.cards[number].faces) for number in now.board.named] == [
        ("Anna", both)
    ]


def test_a_photo_has_its_faces_from_left_to_right(tmp_path: Path) -> None:
    now = desk(tmp_path, 5)
    items = {face[:16] for face in now.grouping.faces}
    for item in items:
        found = faces_in(now.grouping, item)
        assert {each.face for each in found} == {face for face in now.grouping.faces if face.startswith(item)}
        assert [each.region.left for each in found] == sorted(each.region.left for each in found)
    item = max(items)
    (first, *_) = faces_in(now.grouping, item)
    now.say(telling.no_faces([first.face]))
    assert first.face not in {each.face for each in faces_in(now.grouping, item)}
    assert faces_in(now.grouping, "0" * 16) == []


def test_a_library_without_faces_has_nothing_to_show(tmp_path: Path) -> None:
    now = desk(tmp_path, 6, photos=0)
    now.regroup()
    assert (now.board.named, now.board.unnamed, now.board.aside) == ([], [], [])
    assert now.inquiry.left(now.grouping) == []
    assert now.undo() == 0
