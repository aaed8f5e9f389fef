"""Decides which faces in the photos of a publish are blurred.

Assertions count as they are now, not as the run knew them: a consent that was withdrawn a minute ago does not count.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import polars as pl

from runner.errors import PublishError
from runner.facts import Region
from runner.messages import say
from runner.people.face_row import FaceRow
from runner.people.named import NamedPerson
from runner.people.nodes import nodes_of
from runner.people.person_row import PeopleRow
from runner.people.said import Said, what_counts
from runner.store import evidence, forgotten_people, people
from runner.store.face_id import item_of, place_of
from runner.store.overlap import OVERLAP, overlap


@dataclass(frozen=True, slots=True)
class PeopleInPhoto:
    """Which people in one photo a target hides and names."""

    original_name: str | None  # of the photo's own file; None if it names somebody who must not be named
    hidden: tuple[Region, ...] = ()  # faces to blur, in fractions of the upright picture
    named: tuple[NamedPerson, ...] = ()  # people who are named in its files


class _Face(NamedTuple):
    face: str
    person: str | None  # id of the person according to embeddings; None if they found no person


@dataclass(frozen=True)
class PeopleShown:
    """The faces in a run's photos, and the assertions about people."""

    said: Said
    looked: frozenset[str]  # photos in which faces were searched for
    faces: Mapping[str, Sequence[_Face]]  # by photo
    forgotten: Mapping[str, Sequence[str]]  # forgotten faces, which are not detected again, by photo

    @classmethod
    def of(cls, run: Path, catalog: sqlite3.Connection) -> PeopleShown:
        """Read the faces of a run and the current assertions. Raises DamagedEvidence if the evidence was altered."""
        said = what_counts(people.assertions(catalog))
        return cls(said, _looked(run), _faces(run, said), _by_photo(forgotten_people.forgotten(catalog)))

    def hidden(self, item_id: str, which: str) -> tuple[Region, ...]:
        """Return the face regions to blur in a photo. Raises PublishError if no faces were searched for in it."""
        if item_id not in self.looked:
            raise PublishError(say("stay.faces_not_looked_for"))
        shown = [each for each in self.faces.get(item_id, ()) if each.face not in self.said.no_faces]
        hidden = [each.face for each in shown if not self._is_seen(each, which)]
        return tuple(place_of(face).region for face in sorted({*hidden, *self.forgotten.get(item_id, ())}))

    def _is_seen(self, each: _Face, which: str) -> bool:
        """Whether a face is not blurred. Consent counts only if a person said whose this very face is."""
        spoken = self.said.shows.get(each.face)
        if which == "no_consent":
            return spoken is not None and self.said.persons[spoken].consent
        guessed = None if each.face in self.said.faces else each.person
        person = self.said.persons.get(spoken or self.said.stays.get(guessed or "", guessed or ""))
        return which == "unknown" and person is not None and person.name is not None


def _looked(run: Path) -> frozenset[str]:
    tables = [evidence.scan(run, node, FaceRow) for node in nodes_of(run, "faces")]
    looked = [each.filter(pl.col("status").is_in(["ok", "none"])).select("item_id").collect() for each in tables]
    return frozenset(item for each in looked for item in each["item_id"])


def _faces(run: Path, said: Said) -> Mapping[str, Sequence[_Face]]:
    """Every known face by photo: from the groups, then those drawn by a person since, then those of the detector."""
    found: dict[str, list[_Face]] = defaultdict(list)
    for face in _grouped(run):
        found[item_of(face.face)].append(face)
    for face_id in (*sorted(said.faces), *_detected(run)):
        known = found[item_of(face_id)]
        if not _is_among(face_id, known):
            known.append(_Face(face_id, None))
    return found


def _grouped(run: Path) -> Iterator[_Face]:
    for node in nodes_of(run, "people"):
        good = evidence.scan(run, node, PeopleRow).filter(pl.col("status") == "ok").select("person_faces").collect()
        for faces in good["person_faces"].to_list():
            yield from (_Face(each["face_id"], each["group"] if each["state"] == "person" else None) for each in faces)


def _detected(run: Path) -> Iterator[str]:
    for node in nodes_of(run, "faces"):
        good = evidence.scan(run, node, FaceRow).filter(pl.col("status") == "ok").select("face_id").collect()
        yield from good["face_id"].to_list()


def _is_among(face: str, known: Sequence[_Face]) -> bool:
    """Whether a face overlaps one that is already known."""
    return any(overlap(place_of(face).region, place_of(each.face).region) > OVERLAP for each in known)


def _by_photo(faces: Iterable[str]) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for face in faces:
        found[item_of(face)].append(face)
    return found
