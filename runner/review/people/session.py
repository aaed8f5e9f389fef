"""A person's work on the people of a library. Every word is in the catalogue when a call returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from runner.people import forgetting, library, telling
from runner.people.asking import Question, questions
from runner.people.grouping import Grouping, State, group
from runner.people.left_files import files_of
from runner.people.library import Library
from runner.people.options import ScoreRules
from runner.people.said import Person
from runner.people.scores import face_flags, photo_flags
from runner.people.told import told
from runner.review.language import translate
from runner.review.people.left_names import NameLeft, left
from runner.review.people.settings import PeopleSettings, settings
from runner.review.planning import Refused
from runner.store import people
from runner.store.catalog import open_catalog, open_existing
from runner.store.people import Assertion, Word


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group of faces, as it is shown."""

    key: str  # the person's id, or the lowest id of its faces
    number: int  # in this grouping
    person: Person | None
    state: State
    faces: Sequence[str]
    photos: int

    @property
    def name(self) -> str | None:
        """The person's name, where it has one."""
        return self.person.name if self.person else None


class PeopleSession:
    """The people of the library below a runs folder.

    `grouping` is what there is to see. A change puts another one in its place at once; `regroup` computes it again
    with all that embeddings make of the words, and may run beside anything that only reads.
    """

    def __init__(self, runs: Path, reviewer: str, given: PeopleSettings | None = None, patience_s: float = 30) -> None:
        """Read the faces of all sets. ConfigError when nobody has looked for faces yet.

        `patience_s` is how long a change waits for a catalogue that another program holds; EnvError after that.
        """
        self._runs, self._reviewer, self._patience_s = runs, reviewer, patience_s
        with open_catalog(self._runs / "catalog.db", patience_s):  # made where runs were copied without one
            pass
        self._settings = given or settings(runs)
        self._heard = self._own = 0  # the newest change that `grouping` was computed with, and that was recorded here
        self.library: Library = self._read()
        self._heard = self.latest_change()
        self.grouping: Grouping = self.grouped()

    def regroup(self) -> None:
        """Compute the groups again from all that was said, by whomever."""
        heard = self.latest_change()
        self.show(self.grouped(), heard)

    def show(self, grouping: Grouping, heard: int) -> None:
        """Put groups in place that were computed with all changes up to this one."""
        self.grouping, self._heard = grouping, heard

    def latest_change(self) -> int:
        """The number of the newest change, by whomever."""
        with self._catalog() as catalog:
            return people.latest_change(catalog)

    def groups(self) -> list[GroupView]:
        """Every group, the largest first; no faces and single faces come last."""
        views = [self.view(number) for number in self.grouping.members]
        return sorted(views, key=lambda view: (view.state == "no_face", -len(view.faces), view.key))

    def view(self, number: int) -> GroupView:
        """One group."""
        places = self.grouping.members[number]
        faces = [self.grouping.faces[place] for place in places]
        person = self.grouping.person(self.grouping.owners.get(number))
        photos = len({face.partition("-")[0] for face in faces})
        return GroupView(self.grouping.key(number), number, person, self.grouping.states[places[0]], faces, photos)

    def find(self, word: str) -> GroupView | None:
        """The group that a word means: the name of a person, an id, the key of a group, or a face."""
        person = telling.named(self.grouping.said, word) or self.grouping.said.stays.get(word, word)
        number = next((at for at, owner in self.grouping.owners.items() if owner == person), None)
        if number is None and word in self.grouping.position:
            number = int(self.grouping.group[self.grouping.position[word]])
        return None if number is None else self.view(number)

    def questions(self, most: int = 100) -> list[Question]:
        """Pairs of groups to ask about, the one whose answer settles most first."""
        return list(islice(questions(self.grouping), most))

    def say(self, words: Sequence[Word], source: str | None = None) -> int | None:
        """Record words and show them. `telling` makes them; `source` is the program whose word it is.

        Returns the change's id; None where there are no words. Refused where somebody else has said something of the
        same faces or persons that `grouping` does not show yet.
        """
        if not words:
            return None
        with self._catalog() as catalog:
            self._refuse_overwriting(words, people.since(catalog, self._heard))
            change = self._own = people.record(catalog, self._reviewer, words, source)
        self.grouping = told(self.grouping, words)
        return change

    def has_news(self) -> bool:
        """Whether anybody, this person in another program included, has said something since groups were computed."""
        return self.latest_change() > max(self._heard, self._own)

    def _refuse_overwriting(self, words: Sequence[Word], news: Sequence[Assertion]) -> None:
        about = _subjects(words)
        for each in news:
            if each.reviewer != self._reviewer and about & _subjects([each]):
                said = translate(
                    "people", "{} has said something about these faces meanwhile. Look at it, then say yours again."
                )
                raise Refused(said.format(each.reviewer))

    def newest(self) -> int | None:
        """The change of this person that `undo` would take back, in whatever program it was made."""
        with self._catalog() as catalog:
            return people.newest(catalog, self._reviewer)

    def undo(self, before: Grouping | None = None) -> Sequence[Assertion]:
        """Take back what this person did last. Returns the words; none when there is nothing.

        `before` is the grouping before it, where the caller knows it: it is shown at once, and nothing is computed.
        """
        return self._step(people.undo, before)

    def redo(self) -> Sequence[Assertion]:
        """Do again what this person took back last."""
        return self._step(people.redo)

    def forget(self, views: Sequence[GroupView]) -> int:
        """Delete these groups for good: names, words, embeddings and crops. Returns how many faces are forgotten.

        They are not looked for again. The other faces of their photos are computed again by the next run of the set.
        """
        faces = [face for view in views for face in view.faces]
        persons = [view.person.person_id for view in views if view.person]
        merged = [one for one, stays in self.grouping.said.stays.items() if stays in persons]
        spoken = [face for face, person in self.grouping.said.shows.items() if person in persons]
        every = sorted({*faces, *spoken, *self._detected(faces)})
        artifacts = files_of(self._runs, {face.partition("-")[0] for face in every})
        with self._catalog() as catalog:
            forgetting.forget(catalog, self._runs, self._reviewer, every, [*persons, *merged], artifacts)
        self.library = self._read()
        self.regroup()
        return len(every)

    def left(self, name: str) -> NameLeft:
        """Where a person's name stands that forgetting does not reach by itself."""
        return left(self._runs, name)

    def runs_that_name(self, name: str) -> list[Path]:
        """The runs among them: what is to be deleted to be rid of the name."""
        return list(self.left(name).runs)

    def history(self) -> Sequence[Assertion]:
        """Every word that was ever said, oldest first, those taken back included."""
        with self._catalog() as catalog:
            return people.every_assertion(catalog)

    def crop(self, face: str) -> Path | None:
        """The picture of a face; None of one that no detector found."""
        place = self.grouping.position.get(face)
        if place is None or place >= self.grouping.detected:
            return None
        return self._runs / str(self.library.crops[place])

    def measures(self) -> pl.DataFrame:
        """What was measured of each detected face, with the person whom it shows: `person_id`, null for nobody."""
        shown = self.grouping.persons[: self.grouping.detected]
        return self.library.table.with_columns(person_id=pl.Series(shown, dtype=pl.String))

    def scores(self, rules: ScoreRules | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Flags and scores of each detected face, and of each photo with faces; see `runner.people.scores`.

        `rules` in the place of those that the set was last run with: no model is loaded for it.
        """
        chosen, persons = rules or self._settings.score, self.grouping.said.persons
        faces = face_flags(self.measures(), persons, chosen)
        return faces, photo_flags(faces, persons, chosen)

    def _detected(self, faces: Sequence[str]) -> Iterator[str]:
        """The ids that today's detector gives to faces that go by older ones."""
        for face in faces:
            place = self.grouping.position[face]
            if place < self.grouping.detected:
                yield self.library.faces.ids[place]

    def _step(
        self, step: Callable[[sqlite3.Connection, str], Sequence[Assertion]], known: Grouping | None = None
    ) -> Sequence[Assertion]:
        with self._catalog() as catalog:
            words = step(catalog, self._reviewer)
            self._own = people.latest_change(catalog)
        if words:
            self.grouping = known or self.grouped()
        return words

    def _read(self) -> Library:
        with self._catalog() as catalog:
            gone = forgetting.Forgotten(people.forgotten(catalog))
        about = self._settings
        return library.open_library(self._runs, library.rows(self._runs), about.thresholds.ask, about.clear, gone)

    def grouped(self) -> Grouping:
        """The groups as they come of all that was said, by whomever. Nothing is put in its place."""
        with self._catalog() as catalog:
            words = people.assertions(catalog)
        return group(self.library.faces, words, self._settings.thresholds, self.library.near)

    def _catalog(self) -> AbstractContextManager[sqlite3.Connection]:
        return open_existing(self._runs / "catalog.db", self._patience_s)


def _subjects(words: Sequence[Word | Assertion]) -> set[str]:
    """The faces and persons that words are about."""
    return {each for word in words for each in (word.face, word.other, word.person) if each}
