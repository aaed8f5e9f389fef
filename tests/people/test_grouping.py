from __future__ import annotations

import numpy as np
import pytest
from naming import Naming
from planted import DLIB, SFACE, PlantedModel, pairwise, planted

from runner.facts import Region
from runner.people import telling
from runner.people.asking import questions
from runner.people.grouping import Faces, Grouping, group
from runner.people.neighbours import neighbours, without
from runner.people.options import Thresholds
from runner.people.splitting import by_similarity
from runner.people.told import told
from runner.store.face_id import face_id, item_of, place_of
from runner.store.people import Assertion, Word

NEAR = Thresholds(0.6, 0.4)


def face(photo: int, left: float = 0.1) -> str:
    return face_id(f"{photo:016x}", Region(left, 0.2, left + 0.2, 0.5))


def unit(*angles: float) -> np.ndarray:
    """Vectors in a plane, by angle in degrees."""
    turned = np.radians(angles)
    return np.stack([np.cos(turned), np.sin(turned)], axis=1).astype(np.float32)


def faces(*places: tuple[str, float]) -> Faces:
    ordered = sorted(places)
    return Faces([name for name, _ in ordered], unit(*(a for _, a in ordered)), np.ones(len(ordered), bool))


def said(*words: Word) -> list[Assertion]:
    return [Assertion(number, *word) for number, word in enumerate(words, 1)]


def together(now: Grouping, *names: str) -> bool:
    return len({int(now.group[now.position[name]]) for name in names}) == 1


@pytest.mark.parametrize("model", [SFACE, DLIB], ids=lambda model: model.name)
def test_planted_cosines_are_spread_as_published(model: PlantedModel) -> None:
    world, random = planted(model, 40, 800), np.random.default_rng(3)
    one, other = random.integers(0, len(world.persons), (2, 100_000))
    cosines = np.einsum("ij,ij->i", world.faces.vectors[one], world.faces.vectors[other])
    alike = (world.persons[one] == world.persons[other]) & (one != other)
    assert cosines[alike].mean() == pytest.approx(model.genuine, abs=0.01)
    assert cosines[alike].std() == pytest.approx(model.spread, rel=0.12)
    assert cosines[~alike & (one != other)].mean() == pytest.approx(model.common, abs=0.01)
    assert cosines[~alike & (one != other)].std() == pytest.approx(model.impostors, rel=0.12)


@pytest.mark.parametrize("model", [SFACE, DLIB], ids=lambda model: model.name)
@pytest.mark.parametrize("seed", [1, 2])
def test_planted_people_are_told_apart(model: PlantedModel, seed: int) -> None:
    world = planted(model, 60, 1500, seed, strangers=0.1)
    precision, recall = pairwise(world.persons, group(world.faces, [], model.thresholds).group)
    assert precision >= 0.99
    assert recall >= 0.90


@pytest.mark.slow
@pytest.mark.parametrize("model", [SFACE, DLIB], ids=lambda model: model.name)
def test_two_hundred_people_in_twenty_thousand_photos_take_three_hundred_decisions(model: PlantedModel) -> None:
    naming = Naming(planted(model, 200, 20_000, strangers=0.1), model.thresholds)
    now = naming.answer(naming.name_all(200), 40)
    assert naming.decisions <= 300
    assert len({each.name for each in now.said.persons.values() if each.name}) == 200
    assert naming.right(now, 200) >= 0.90


def test_twenty_people_take_few_decisions() -> None:
    naming = Naming(planted(SFACE, 20, 600, strangers=0.05), SFACE.thresholds)
    now = naming.answer(naming.name_all(20), 10)
    assert naming.decisions <= 40
    assert naming.right(now, 20) >= 0.95


def test_two_faces_of_one_photo_are_two_people_however_alike() -> None:
    twins = faces((face(1, 0.1), 0), (face(1, 0.5), 1), (face(2), 0))
    now = group(twins, [], NEAR)
    assert not together(now, face(1, 0.1), face(1, 0.5))
    assert together(now, face(1, 0.1), face(2))


def test_a_mirror_shows_one_person_twice_where_somebody_says_so() -> None:
    mirror = faces((face(1, 0.1), 0), (face(1, 0.5), 80))
    assert together(group(mirror, said(Word("same", face(1, 0.1), face(1, 0.5))), NEAR), face(1, 0.1), face(1, 0.5))


def test_a_word_stands_against_embeddings() -> None:
    alike = faces((face(1), 0), (face(2), 1), (face(3), 90))
    words = said(Word("different", face(1), face(2)), Word("same", face(1), face(3)))
    now = group(alike, words, NEAR)
    assert together(now, face(1), face(3))
    assert not together(now, face(1), face(2))


def test_the_newest_word_counts_and_the_older_one_is_listed() -> None:
    words = said(Word("same", face(1), face(2)), Word("different", face(1), face(2)))
    now = group(faces((face(1), 0), (face(2), 1)), words, NEAR)
    assert not together(now, face(1), face(2))
    assert now.said.overruled == [words[0]]


def test_an_ambiguous_face_goes_to_the_nearer_of_two_named_people() -> None:
    three = faces((face(1), 0), (face(2), 60), (face(3), 25))
    words = said(Word("is", face(1), person="ann"), Word("is", face(2), person="ben"))
    now = group(three, words, NEAR)
    assert now.persons[now.position[face(3)]] == "ann"
    assert not together(now, face(1), face(2))


def test_who_is_not_ann_is_not_ann_again() -> None:
    three = faces((face(1), 0), (face(2), 5), (face(3), 1))
    words = said(Word("is", face(1), person="ann"), Word("not", face(2), person="ann"))
    assert group(three, words, NEAR).persons == ["ann", None, "ann"]


def test_a_face_that_a_detector_loses_stays_with_its_name() -> None:
    drawn = face(9, 0.6)
    now = group(faces((face(1), 0)), said(Word("is", drawn, person="ann"), Word("drawn", drawn)), NEAR)
    assert now.faces == [face(1), drawn]
    assert now.persons == [None, "ann"]


def test_another_detector_finds_the_same_face_elsewhere() -> None:
    moved = face_id(f"{1:016x}", Region(0.12, 0.21, 0.31, 0.52))
    now = group(faces((moved, 0)), said(Word("is", face(1), person="ann")), NEAR)
    assert now.faces == [face(1)]
    assert now.persons == ["ann"]


def test_small_faces_are_given_to_nobody() -> None:
    names = sorted([face(1), face(2)])
    now = group(Faces(names, unit(0, 1), np.array([True, False])), [], NEAR)
    assert not together(now, *names)


def test_what_a_person_is_asked_settles_most_first() -> None:
    many = [(face(photo), 0.1 * photo) for photo in range(1, 6)]
    few = [(face(photo), 58 + 0.1 * photo) for photo in range(6, 9)]
    lone = (face(9), 118.0)
    now = group(faces(*many, *few, lone), [], NEAR)
    first, *_ = questions(now)
    assert {first.one, first.other} == {int(now.group[now.position[each]]) for each in (face(1), face(6))}
    assert first.faces == 3


def test_nobody_is_asked_again_what_was_answered() -> None:
    two = faces((face(1), 0), (face(2), 60))
    now = group(two, [], NEAR)
    asked = next(questions(now))
    answered = group(two, said(*telling.keep_apart(now, asked.one, asked.other)), NEAR)
    assert not list(questions(answered))


def test_a_group_that_is_split_stays_split() -> None:
    four = faces(*((face(photo), photo) for photo in range(1, 5)))
    now = group(four, [], NEAR)
    again = group(four, said(*telling.split(now, [face(1), face(2)])), NEAR)
    assert together(again, face(1), face(2))
    assert together(again, face(3), face(4))
    assert not together(again, face(1), face(3))


def test_a_group_falls_apart_at_a_higher_threshold() -> None:
    four = faces((face(1), 0), (face(2), 1), (face(3), 40), (face(4), 41))
    now = group(four, [], NEAR)
    assert by_similarity(now, four, int(now.group[0]), 0.9) == [[face(1), face(2)], [face(3), face(4)]]


def test_merged_people_are_one_and_come_apart_when_it_is_taken_back() -> None:
    two = faces((face(1), 0), (face(2), 90))
    words = said(
        Word("person", person="a", value="Ann"), Word("is", face(1), person="a"), Word("is", face(2), person="b"),
        Word("merged", person="b", other="a"),
    )  # fmt: skip
    now = group(two, words, NEAR)
    assert now.persons == ["a", "a"]
    assert now.said.stays == {"b": "a"}
    assert group(two, words[:-1], NEAR).persons == ["a", "b"]


def test_what_is_shown_at_once_is_what_is_computed_afterwards() -> None:
    four = faces(*((face(photo), photo) for photo in range(1, 5)), (face(5), 90))
    now = group(four, [], NEAR)
    words = telling.name(now.said, [face(photo) for photo in range(1, 5)], "Ann")
    shown, later = told(now, words), group(four, said(*words), NEAR)
    assert shown.persons == later.persons
    assert shown.states == later.states


def test_new_faces_are_compared_alone_and_the_result_is_the_same() -> None:
    world = planted(SFACE, 10, 300)
    vectors = world.faces.vectors
    whole, first = neighbours(vectors, 0.4), neighbours(vectors[:400], 0.4)
    grown = neighbours(vectors, 0.4, first, 400)
    for one, other in zip((whole.first, whole.second), (grown.first, grown.second), strict=True):
        assert np.array_equal(one, other)


def test_neighbours_without_some_faces_are_those_of_the_rest() -> None:
    world = planted(SFACE, 5, 8)
    kept = np.arange(len(world.persons)) % 3 != 0
    left, alone = without(neighbours(world.faces.vectors, 0.4), kept), neighbours(world.faces.vectors[kept], 0.4)
    assert np.array_equal(left.first, alone.first)
    assert np.array_equal(left.second, alone.second)


def test_an_id_says_photo_and_place() -> None:
    name = face_id("0123456789abcdef", Region(0.1, 0.25, 0.5, 1.0))
    assert item_of(name) == place_of(name).item_id == "0123456789abcdef"
    assert place_of(name).region.top == pytest.approx(0.25, abs=1e-3)
    with pytest.raises(ValueError, match="area"):
        face_id("0123456789abcdef", Region(0.5, 0.25, 0.5, 1.0))
