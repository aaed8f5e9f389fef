"""Imports face regions of other programs, with the names given there, as answers that carry their source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from runner.people import telling
from runner.people.matching import overlaps
from runner.people.named_region import NamedRegion
from runner.people.said import Said
from runner.store.face_id import face_id, place_of
from runner.store.overlap import LEAST, holds_middle
from runner.store.people import Assertion, Word
from runner.store.person_name import folded, tidied


@dataclass
class Imported:
    """The outcome of an import: new answers by source, and the regions that led to none."""

    words: dict[str, list[Word]] = field(default_factory=dict)
    known: int = 0  # regions that were imported before
    refused: list[tuple[str, str]] = field(default_factory=list)  # face and name; the face has a person's own answer
    forgotten: int = 0  # regions of forgotten faces: no more answers about them are accepted
    cropped: int = 0  # regions of photos that have been cropped since they were drawn
    placeless: int = 0  # names of people shown somewhere in a photo


def imported(
    regions: Mapping[str, Sequence[NamedRegion]],
    faces: Mapping[str, Sequence[str]],
    said: Said,
    every: Iterable[Assertion],
) -> Imported:
    """Turn the regions of each photo into answers. `faces` are the ids of the known faces, by photo.

    A region over a face means that face; any other becomes a drawn face. `every` are all assertions ever recorded: what
    was imported before, whether or not it was undone since, is not imported again, unless the program gives the face
    another name now. A face that a person has answered about, or that is tied to one, keeps that answer unless it was
    undone.
    """
    found = Imported()
    people = {folded(person.name): person.person_id for person in said.persons.values() if person.name}
    before = _before(every)
    for item, listed in sorted(regions.items()):
        for region, face in _faces(item, listed, list(faces.get(item, ()))):
            _take(found, region, face, people, before, said.own)
    return found


_Before = dict[tuple[str | None, str | None], Collection[str]]
"""For each face and program that told of it: every name, folded, of the person whom it named last, and "" for none."""


def _before(every: Iterable[Assertion]) -> _Before:
    named: dict[str | None, set[str]] = defaultdict(set)
    told: dict[tuple[str | None, str | None], str | None] = {}
    for word in every:
        if word.kind == "person" and word.value:
            named[word.person].add(folded(word.value))
        if word.source and word.kind in ("is", "drawn"):
            told[word.face, word.source] = word.person or told.get((word.face, word.source))
    return {place: {"", *named[person]} for place, person in told.items()}


def _take(
    found: Imported, region: NamedRegion, face: str, people: dict[str, str], before: _Before, own: frozenset[str]
) -> None:
    words, name = found.words.setdefault(region.source, []), tidied(region.name or "")
    if folded(name) in before.get((face, region.source), ()):
        found.known += 1
        return
    if face in own:
        found.refused.append((face, name))
        return
    words.append(Word("drawn", face))
    if name:
        person = people.get(folded(name))
        if person is None:
            person = people[folded(name)] = telling.new_person()
            words.append(Word("person", person=person, value=name))
        words.append(Word("is", face, person=person))
    before[face, region.source] = {"", folded(name)}


def _faces(item: str, regions: Sequence[NamedRegion], faces: Sequence[str]) -> list[tuple[NamedRegion, str]]:
    """The face that each region means, the best overlap first; a region without a known face gets a new id."""
    if not faces:
        return [(each, face_id(item, each.region)) for each in regions]
    places = [place_of(face).region for face in faces]
    shared = overlaps([each.region for each in regions], places)
    for row, each in enumerate(regions):
        for column, place in enumerate(places):
            if not (holds_middle(each.region, place) and holds_middle(place, each.region)):
                shared[row, column] = 0
    chosen: dict[int, str] = {}
    for at in np.argsort(-shared, axis=None, kind="stable"):
        row, column = divmod(int(at), len(faces))
        if shared[row, column] < LEAST:
            break
        if row not in chosen and faces[column] not in chosen.values():
            chosen[row] = faces[column]
    return [(each, chosen.get(row) or face_id(item, each.region)) for row, each in enumerate(regions)]
