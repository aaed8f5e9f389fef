"""A person's work on the people of a library. Every assertion is in the catalogue when a call returns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import islice
from pathlib import Path

import polars as pl

from runner.people import forgetting, library, telling
from runner.people.asking import Question, questions
from runner.people.grouping import Grouping, group
from runner.people.left_files import files_of
from runner.people.library import Library
from runner.people.options import ScoreRules
from runner.people.scores import face_flags, photo_flags
from runner.people.told import told
from runner.people.unfinished import finish
from runner.review.people.everywhere import elsewhere
from runner.review.people.exported_names import Wanted, take_out
from runner.review.people.group_view import GroupView, faceless
from runner.review.people.left_names import NameLeft, Published, at_targets, left
from runner.review.people.refusing import refuse_overruling
from runner.review.people.settings import PeopleSettings, settings
from runner.store import forgotten_people, people, people_exports
from runner.store.built_upon import BuiltUpon
from runner.store.catalog import open_existing
from runner.store.face_id import item_of
from runner.store.forgotten_people import Forgotten, PeopleForgotten
from runner.store.people import Assertion, Read, UnseenWords, Word
from runner.store.people_exports import Exported
from runner.store.transactions import durable


class PeopleSession:
    """The people of the library below a runs folder.

    `grouping` is what is shown. A change replaces it at once; `regroup` computes it again with everything that the
    embeddings derive from the assertions, and may run beside anything that only reads.
    """

    def __init__(self, runs: Path, reviewer: str, given: PeopleSettings | None = None, patience_s: float = 30) -> None:
        """Read the faces of all sets. ConfigError if no run has looked for faces yet, EnvError without a catalogue.

        If forgetting was interrupted, it is completed first. `patience_s` is the time that a change waits for a
        catalogue held by another program; after that it raises EnvError.
        """
        self._runs, self._reviewer, self._patience_s = runs, reviewer, patience_s
        self._settings = given or settings(runs)
        with self._catalog() as catalog:
            finish(catalog, runs)
        self._own: set[int] = set()  # changes that were made here
        self._open()
        self.grouping: Grouping = self.grouped()

    def regroup(self) -> None:
        """Compute the groups again from all assertions, whoever made them."""
        self.grouping = self.grouped()

    def groups(self) -> list[GroupView]:
        """Every group, largest first; then single faces and persons without faces, and last what is no face."""
        shown = set(self.grouping.owners.values())
        without = [faceless(person) for person in self.grouping.said.persons.values() if person.person_id not in shown]
        views = [*(self.view(number) for number in self.grouping.members), *without]
        return sorted(views, key=lambda view: (view.state == "no_face", -len(view.faces), view.key))

    def view(self, number: int) -> GroupView:
        """One group."""
        places = self.grouping.members[number]
        faces = [self.grouping.faces[place] for place in places]
        person = self.grouping.person(self.grouping.owners.get(number))
        photos = len({face.partition("-")[0] for face in faces})
        return GroupView(self.grouping.key(number), number, person, self.grouping.states[places[0]], faces, photos)

    def find(self, word: str) -> GroupView | None:
        """The group that a word means: the name or id of a person, the key of a group, or a face; None without one.

        A person without known faces is a group without faces.
        """
        person = telling.named(self.grouping.said, word) or self.grouping.said.stays.get(word, word)
        number = next((at for at, owner in self.grouping.owners.items() if owner == person), None)
        if number is None and word in self.grouping.position:
            number = int(self.grouping.group[self.grouping.position[word]])
        if number is not None:
            return self.view(number)
        known = self.grouping.person(person)
        return None if known is None else faceless(known)

    def questions(self, most: int = 100) -> list[Question]:
        """Pairs of groups to ask about, the one whose answer settles most first."""
        return list(islice(questions(self.grouping), most))

    def say(self, words: Sequence[Word], source: str | None = None) -> int | None:
        """Record assertions and show them. `telling` makes them; `source` is the program that they come from.

        Returns the change's id; None if there are no words. Raises UnseenWords if somebody else, or this person in
        another program, has said something about the same faces or persons that `grouping` did not show, or that these
        words would overrule; PeopleForgotten if one of them was forgotten. Then that is shown, and nothing is recorded.
        """
        if not words:
            return None
        try:
            (change,) = self._record([(source, words)])
        except UnseenWords:
            self.regroup()
            raise
        except PeopleForgotten:
            self._open()
            self.regroup()
            raise
        self.grouping = told(self.grouping, words)
        return change

    def say_of_others(self, words: Mapping[str, Sequence[Word]]) -> None:
        """Record what other programs say, by program, all or none, and show it. Raises the same errors as `say`."""
        self._record(words.items())
        self.regroup()

    def has_news(self) -> bool:
        """True if anybody, including this person in another program, has said something that is not shown."""
        with self._catalog() as catalog:
            return people.has_unseen(catalog, self._known()) or forgotten_people.kept(catalog) != self._gone

    def drop_forgotten(self) -> bool:
        """Show nobody any more who was forgotten elsewhere. True if there was somebody."""
        with self._catalog() as catalog:
            known = forgotten_people.kept(catalog) == self._gone
        if not known:
            self._open()
            self.regroup()
        return not known

    def knows(self, change: int) -> bool:
        """True if a change is in `grouping`."""
        known = self._known()
        return change <= known.until or change in known.own

    def newest(self) -> int | None:
        """The change of this person that `undo` would take back, in whatever program it was made; None without one."""
        with self._catalog() as catalog:
            return people.newest(catalog, self._reviewer)

    def undo(self, before: Grouping | None = None) -> Sequence[Assertion]:
        """Take back this person's last change. Returns its assertions; empty if there is none.

        Raises BuiltUpon if somebody has since said what depends on it: then that is shown, and nothing is taken back.
        `before` is the grouping before the change, if the caller knows it: it is shown at once, and nothing is
        computed.
        """
        return self._step(people.undo, before)

    def redo(self) -> Sequence[Assertion]:
        """Redo the change that this person took back last. Raises BuiltUpon as with `undo`."""
        return self._step(people.redo)

    def forget(self, views: Sequence[GroupView]) -> int:
        """Delete these groups for good: names, assertions, embeddings and crops. Returns the number of forgotten faces.

        The faces are not looked for again, and the names are removed from exported files that nobody has changed since.
        The other faces of their photos are computed again by the next run of the set.
        """
        faces, persons = self.faces_of(views), self._persons_of(views)
        spoken = sorted({*faces, *self._under_other_ids(faces)})
        names, photos = self.names_of(views), frozenset(map(item_of, spoken))
        others = [each for each in self.grouping.said.persons.values() if each.person_id not in persons]
        artifacts = files_of(self._runs, Forgotten(spoken))
        with self._catalog() as catalog:
            # Before the assertions are deleted, so that the names are still known after an interruption.
            take_out(people_exports.noted(catalog), Wanted.of(names, photos, others))
            forgetting.forget(catalog, self._runs, self._reviewer, spoken, persons, artifacts)
        self._open()
        self.regroup()
        return len(faces)

    def forgotten(self) -> Forgotten:
        """The places of forgotten faces, about which nothing can be said any more."""
        with self._catalog() as catalog:
            return Forgotten(forgotten_people.forgotten(catalog))

    def faces_of(self, views: Sequence[GroupView]) -> Sequence[str]:
        """The faces of groups, including those that are only in photos of earlier runs."""
        persons = {view.person.person_id for view in views if view.person}
        spoken = (face for face, person in self.grouping.said.shows.items() if person in persons)
        faces = list(dict.fromkeys([*(face for view in views for face in view.faces), *spoken]))
        with self._catalog() as catalog:
            words = people.assertions(catalog)
        return [*faces, *sorted(elsewhere(self._runs, faces, self.library, words, self.forgotten()))]

    def names_of(self, views: Sequence[GroupView]) -> Sequence[str]:
        """Every name that these groups' persons ever had, including names that were taken back."""
        persons = frozenset(self._persons_of(views))
        return list(dict.fromkeys(
            word.value for word in self.history() if word.kind == "person" and word.person in persons and word.value
        ))  # fmt: skip

    def left(self, names: Sequence[str]) -> NameLeft:
        """Where any of a person's names remains that forgetting does not reach by itself."""
        return left(self._runs, names)

    def left_at_targets(self, views: Sequence[GroupView]) -> Sequence[Published]:
        """The published photos that contain a name of these groups' persons."""
        return at_targets(self._runs, self.names_of(views))

    def note_exports(self, files: Sequence[Exported]) -> None:
        """Record files with names in them that are about to be written for other programs."""
        with self._catalog() as catalog:
            people_exports.note(catalog, files)

    def history(self) -> Sequence[Assertion]:
        """Every assertion that was ever made, oldest first, including those that were taken back."""
        with self._catalog() as catalog:
            return people.every_assertion(catalog)

    def standing(self) -> frozenset[int]:
        """The ids of the assertions that have not been taken back."""
        with self._catalog() as catalog:
            return frozenset(each.id for each in people.assertions(catalog))

    def crop(self, face: str) -> Path | None:
        """The path of the picture of a face; None if no detector found the face."""
        place = self.grouping.position.get(face)
        if place is None or place >= self.grouping.detected:
            return None
        return self._runs / str(self.library.crops[place])

    def measures(self) -> pl.DataFrame:
        """The measurements of each detected face, with the person whom it shows: `person_id`, null for nobody."""
        shown = self.grouping.persons[: self.grouping.detected]
        return self.library.table.with_columns(person_id=pl.Series(shown, dtype=pl.String))

    def scores(self, rules: ScoreRules | None = None) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Flags and scores of each detected face, and of each photo with faces; see `runner.people.scores`.

        `rules` replace those that the set was last run with: no model is loaded for that.
        """
        chosen, persons = rules or self._settings.score, self.grouping.said.persons
        faces = face_flags(self.measures(), persons, chosen)
        return faces, photo_flags(faces, persons, chosen)

    def _persons_of(self, views: Sequence[GroupView]) -> Sequence[str]:
        """The persons of groups, those merged into them, and those in taken-back assertions about their faces.

        A person who is still known, with other faces or with none, is left out.
        """
        persons = {view.person.person_id for view in views if view.person}
        said, faces = self.grouping.said, {face for view in views for face in view.faces}
        faces |= {face for face, person in said.shows.items() if person in persons}
        faces |= set(self._under_other_ids(sorted(faces)))
        spoken = {word.person for word in self.history() if word.face in faces and word.person}
        unknown = {person for person in spoken if said.stays.get(person, person) not in said.persons}
        merged = {one for one, stays in said.stays.items() if stays in persons}
        return sorted(persons | unknown | merged)

    def _under_other_ids(self, faces: Sequence[str]) -> Iterator[str]:
        """The ids that the current detector gives to faces with older ids."""
        for face in faces:
            place = self.grouping.position.get(face)
            if place is not None and place < self.grouping.detected:
                yield self.library.faces.ids[place]

    def _step(
        self, step: Callable[[sqlite3.Connection, str], Sequence[Assertion]], known: Grouping | None = None
    ) -> Sequence[Assertion]:
        with self._catalog() as catalog:
            before = people.latest_change(catalog)
            try:
                words = step(catalog, self._reviewer)
            except BuiltUpon:
                self.regroup()
                raise
            self._own.update(people.changes_of(catalog, self._reviewer, before))
        if words:
            self.grouping = known or self.grouped()
        return words

    def _open(self) -> None:
        with self._catalog() as catalog:
            self._gone = forgotten_people.kept(catalog)
        self.library: Library = self._read()

    def _read(self) -> Library:
        about, table = self._settings, library.rows(self._runs)
        return library.open_library(self._runs, table, about.thresholds.ask, about.clear, self.forgotten())

    def grouped(self) -> Grouping:
        """The groups that follow from all assertions, whoever made them. Does not change `grouping`."""
        with self._catalog() as catalog:
            until = people.latest_change(catalog)
            words = people.assertions(catalog)
        found = group(self.library.faces, words, self._settings.thresholds, self.library.near)
        return replace(found, read_until=until)

    def _record(self, words: Collection[tuple[str | None, Sequence[Word]]]) -> Sequence[int]:
        """Record assertions by source. Conflicts are checked in the same transaction."""
        sourced = [(source, word) for source, each in words for word in each]
        with self._catalog() as catalog, durable(catalog):
            known = self._known()
            if news := people.unseen(catalog, known):
                refuse_overruling(sourced, news, people.assertions(catalog))
            changes = people.record_each(catalog, self._reviewer, words, known)
        self._own.update(changes)
        return changes

    def _known(self) -> Read:
        return Read(self.grouping.read_until, self._own)

    def _catalog(self) -> AbstractContextManager[sqlite3.Connection]:
        return open_existing(self._runs / "catalog.db", self._patience_s)
