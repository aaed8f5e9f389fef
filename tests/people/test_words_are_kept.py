"""Whatever happens to detections, models, thresholds, caches and photos: people's answers are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from people_world import World

from runner.facts import Region
from runner.people import telling
from runner.people.asking import questions
from runner.people.grouping import Faces, Grouping, group
from runner.people.matching import overlaps
from runner.people.options import Thresholds
from runner.people.said import what_counts
from runner.store import people
from runner.store.catalog import open_catalog
from runner.store.face_id import item_of, place_of
from runner.store.people import ABOUT_FACES, Assertion, Word

SEQUENCES, STEPS = 1000, 12


class Story:
    """One library through a random sequence of what people and programs do to it."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        self.world = World(self.random, persons=6)
        for _ in range(14):
            size = int(self.random.integers(1, 4))
            self.world.photo(self.random.choice(6, size, replace=False).tolist())
        self.words: list[Assertion] = []
        self.model, self.spread, self.shift, self.lost = 1, 0.7, 0.0, frozenset[str]()
        self.thresholds = Thresholds(0.5, 0.3)
        self.number, self.change = count(1), count(1)

    def grouping(self) -> Grouping:
        faces, _ = self.world.seen(self.model, self.spread, self.shift, self.lost)
        return group(faces, self.words, self.thresholds)

    def say(self, words: Sequence[Word], source: str | None = None) -> None:
        change = next(self.change)
        self.words += [Assertion(next(self.number), *word, source, "ann", "", change) for word in words]

    def step(self) -> None:
        """One thing that happens."""
        actions = [
            self.name, self.name, self.name, self.merge, self.split, self.deny, self.stranger, self.no_face, self.draw,
            self.reopen, self.answer, self.tell_apart, self.other_model, self.other_detector, self.other_threshold,
            self.lose_photo, self.forget_last, self.import_names,
        ]  # fmt: skip
        actions[int(self.random.integers(len(actions)))]()

    def some_group(self) -> tuple[Grouping, list[str]]:
        now = self.grouping()
        numbers = sorted(now.members)
        if not numbers:
            return now, []
        chosen = numbers[int(self.random.integers(len(numbers)))]
        return now, [now.faces[place] for place in now.members[chosen]]

    def name(self) -> None:
        now, faces = self.some_group()
        if faces:
            self.say(telling.name(now.said, faces, f"Person {self.random.integers(5)}"))

    def merge(self) -> None:
        now, _ = self.some_group()
        if len(now.members) > 1:
            one, other = self.random.choice(sorted(now.members), 2, replace=False).tolist()
            self.say(telling.merge(now, one, other))

    def split(self) -> None:
        now, faces = self.some_group()
        if len(faces) > 1:
            self.say(telling.split(now, faces[: len(faces) // 2]))

    def deny(self) -> None:
        now, faces = self.some_group()
        person = now.persons[now.position[faces[0]]] if faces else None
        if person:
            self.say(telling.not_this_person(faces[:1], person))

    def stranger(self) -> None:
        _, faces = self.some_group()
        self.say(telling.strangers(faces))

    def no_face(self) -> None:
        _, faces = self.some_group()
        self.say(telling.no_faces(faces[:1]))

    def reopen(self) -> None:
        """Nothing is said of one face any more; that its group and another one are two people is still said."""
        now, faces = self.some_group()
        anchors = [face for pair in sorted(now.said.apart) for face in pair if face in now.position]
        opened = [str(self.random.choice(anchors))] if anchors and self.random.random() < 0.7 else faces[:1]
        self.say(telling.reopen(now, opened))
        after = self.grouping().said.apart
        for pair in now.said.apart:
            one, other = (_group_of(now, face).difference(opened) for face in pair)
            assert not one or not other or any({*each} & one and {*each} & other for each in after), pair

    def import_names(self) -> None:
        """Another program has names for some faces, whatever people said of them."""
        now, faces = self.some_group()
        said = telling.name(now.said, faces[:2], f"Person {self.random.integers(5)}") if faces else []
        self.say(said, "digiKam")

    def draw(self) -> None:
        item = self.world.faces[int(self.random.integers(len(self.world.faces)))].item_id
        self.say(telling.draw(item, Region(0.1, 0.7, 0.25, 0.95)))

    def answer(self) -> None:
        now = self.grouping()
        asked = next(questions(now), None)
        if asked:
            say = telling.merge if self.random.random() < 0.6 else telling.keep_apart
            self.say(say(now, asked.one, asked.other))

    def tell_apart(self) -> None:
        now, _ = self.some_group()
        if len(now.members) > 1:
            one, other = self.random.choice(sorted(now.members), 2, replace=False).tolist()
            self.say(telling.keep_apart(now, one, other))

    def other_model(self) -> None:
        self.model, self.spread = int(self.random.integers(1, 5)), float(self.random.uniform(0.4, 1.6))

    def other_detector(self) -> None:
        self.shift = float(self.random.uniform(0, 0.09))

    def other_threshold(self) -> None:
        accept = float(self.random.uniform(0.1, 0.9))
        self.thresholds = Thresholds(accept, accept - 0.2)

    def lose_photo(self) -> None:
        items = sorted({face.item_id for face in self.world.faces})
        self.lost = frozenset(self.random.choice(items, 2, replace=False).tolist())

    def forget_last(self) -> None:
        """The last change is taken back: words of the people alone may do that."""
        if self.words:
            last = self.words[-1].change
            self.words = [word for word in self.words if word.change != last]


def check(now: Grouping, words: Sequence[Assertion]) -> None:
    """Every word counts or is overruled by a stronger one; the grouping contradicts none that counts."""
    said, overruled = now.said, set(now.said.overruled)
    opened = {word.face: word.id for word in words if word.kind == "open"}
    for word in words:
        if word in overruled or _is_open(word.face, word, opened) or _is_open(word.other, word, opened):
            continue
        number = {
            face: now.group[_place(now, face)]
            for face in (word.face, word.other)
            if face and word.kind in ABOUT_FACES - {"open"}
        }
        if word.kind == "is":
            person = said.stays.get(word.person or "", word.person)
            assert now.owners[number[word.face]] == person, word
        if word.kind == "not":
            assert now.owners.get(number[word.face]) != said.stays.get(word.person or "", word.person), word
        if word.kind == "same":
            assert number[word.face] == number[word.other], word
        if word.kind == "different":
            assert number[word.face] != number[word.other], word
        if word.kind in ("stranger", "no_face"):
            assert now.states[_place(now, word.face or "")] == word.kind, word
        if word.kind == "merged":
            assert said.stays.get(word.person or "", word.person) == said.stays.get(word.other or "", word.other), word
        if word.kind == "person":
            assert said.stays.get(word.person or "", word.person) in said.persons
        if word.kind == "drawn":
            assert _place(now, word.face or "") is not None
    newest = max((word for word in words if word.source is None), key=lambda each: each.id, default=None)
    assert newest is None or newest not in overruled
    strong = [word for word in words if word.source is None]
    alone = set(what_counts(strong).overruled)
    assert overruled.intersection(strong) == alone, "what others say overrules nothing that a person said"


def those_who_were_one_stay_one(now: Grouping, words: Sequence[Assertion]) -> None:
    """Faces of which one change said that they are one person, but for those that were opened since."""
    opened = {word.face: word.id for word in words if word.kind == "open"}
    overruled = set(now.said.overruled)
    stars: dict[tuple[int, str | None], set[str]] = defaultdict(set)
    for word in words:
        if word.kind == "same" and word not in overruled:
            both = (face for face in (word.face, word.other) if face and not _is_open(face, word, opened))
            stars[word.change, word.face].update(both)
    for faces in stars.values():
        assert len({int(now.group[_place(now, face)]) for face in faces}) <= 1, faces


def _is_open(face: str | None, word: Assertion, opened: Mapping[str | None, int]) -> bool:
    """Whether a newer word says that nothing is said of the face."""
    return opened.get(face, word.id) > word.id


def _group_of(now: Grouping, face: str) -> set[str]:
    place = now.position.get(face)
    return set() if place is None else {now.faces[each] for each in now.members[int(now.group[place])]}


def no_person_twice(now: Grouping) -> None:
    """Two faces of one photo are one person only where people's words tie them together."""
    tied = {face: number for number, faces in enumerate(now.said.together) for face in faces}
    seen: dict[tuple[str, int], list[str]] = defaultdict(list)
    for face, number in zip(now.faces, now.group, strict=True):
        seen[item_of(face), int(number)].append(face)
    for (item, _), faces in seen.items():
        if len(faces) > 1:
            assert len({tied.get(face, face) for face in faces}) == 1, (item, faces)


def every_face_is_there_once(now: Grouping) -> None:
    """A face that somebody spoke of is the one that the detector finds now, wherever its box lies."""
    by_item: dict[str, list[str]] = defaultdict(list)
    for face in now.faces:
        by_item[item_of(face)].append(face)
    for faces in by_item.values():
        regions = [place_of(face).region for face in faces]
        for one, other in np.argwhere(np.triu(overlaps(regions, regions) > 0.5, 1)):
            assert {faces[one], faces[other]} <= now.said.faces, faces


def _place(now: Grouping, face: str) -> int:
    """Where a face is that somebody spoke of: under its id, or that of the face in its place."""
    if face in now.position:
        return now.position[face]
    item, region = place_of(face)
    beside = [each for each in now.faces if item_of(each) == item]
    shared = overlaps([region], [place_of(each).region for each in beside])[0]
    assert shared.max() > 0.5, f"{face} is lost"
    tied = [
        f for f, s in zip(beside, shared, strict=True) if s > 0.5 and any({f, face} <= t for t in now.said.together)
    ]
    return now.position[tied[0]]


def run(seed: int) -> int:
    story = Story(seed)
    for _ in range(STEPS):
        story.step()
        now = story.grouping()
        check(now, story.words)
        those_who_were_one_stay_one(now, story.words)
        no_person_twice(now)
        every_face_is_there_once(now)
    again = story.grouping()
    assert np.array_equal(again.group, now.group)
    assert again.faces == now.faces
    return len(story.words)


@pytest.mark.parametrize("seeds", [range(start, start + 40) for start in range(0, 80, 40)])
def test_words_stand_through_random_sequences(seeds: range) -> None:
    assert sum(map(run, seeds)) > 500


@pytest.mark.slow
@pytest.mark.parametrize("seeds", [range(start, start + 100) for start in range(80, SEQUENCES, 100)])
def test_words_stand_through_a_thousand_sequences(seeds: range) -> None:
    assert sum(map(run, seeds)) > 500


def test_the_same_words_come_back_from_the_catalogue(tmp_path: Path) -> None:
    story = Story(7)
    with open_catalog(tmp_path / "catalog.db") as catalog:
        for _ in range(30):
            before = len(story.words)
            story.step()
            if len(story.words) < before:
                people.undo(catalog, "ann")
            elif len(story.words) > before:
                new = story.words[before:]
                people.record(catalog, "ann", [Word(*each[1:6]) for each in new])
        kept = [Word(*each[1:6]) for each in people.assertions(catalog)]
    with open_catalog(tmp_path / "catalog.db") as catalog:
        assert [Word(*each[1:6]) for each in people.assertions(catalog)] == kept
    assert kept == [Word(*each[1:6]) for each in story.words]
    assert group(Faces((), np.empty((0, 24), np.float32), np.ones(0, bool)), story.words, story.thresholds).said.persons
