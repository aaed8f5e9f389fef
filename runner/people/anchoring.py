"""Finds the faces that people have answered about among the faces that a detector finds now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from runner.people.matching import matched
from runner.people.said import Said, what_counts
from runner.store.face_id import place_of
from runner.store.people import Assertion


@dataclass(frozen=True, slots=True)
class Anchored:
    """Faces under their current ids, with the answers about them that count."""

    names: Sequence[str]  # ids of the detected faces; a face that people answered about keeps the id used in the answer
    unseen: Sequence[str]  # faces known from people's answers that the detector does not find
    said: Said


def anchored(detected: Sequence[str], assertions: Sequence[Assertion]) -> Anchored:
    """Find the faces that people answered about among the `detected` ones.

    An id that the detector gives again is the same face. Any other id belongs to the detected face whose box overlaps
    its own. If two ids turn out to be one face, an additional `same` assertion ties them together; it counts less than
    any answer of a person.
    """
    spoken = what_counts(assertions).faces
    by_item = _by_item(detected, {face.partition("-")[0] for face in spoken})
    names, aliases, unseen = list(detected), list[tuple[str, str]](), list[str]()
    for item, faces in sorted(_by_item(sorted(spoken), None).items()):
        found = _found([face for face, _ in faces], by_item.get(item, ()))
        for face, position in found.places.items():
            names[position] = face
        aliases += found.aliases
        unseen += found.unseen
    said = what_counts([*assertions, *_ties(aliases)])
    refused = {word.other for word in said.overruled if word.id < 0}
    return Anchored(names, sorted([*unseen, *(face for face in refused if face)]), said)


@dataclass(frozen=True, slots=True)
class _Found:
    places: Mapping[str, int]  # by id: position among the detected faces
    aliases: Sequence[tuple[str, str]]  # the id that is kept, and another id of the same face
    unseen: Sequence[str]


def _found(spoken: Sequence[str], detected: Sequence[tuple[str, int]]) -> _Found:
    """Locates the faces of one photo that people answered about."""
    positions = dict(detected)
    places = {face: positions[face] for face in spoken if face in positions}
    free = [(face, position) for face, position in detected if face not in places]
    places |= _overlapping([face for face in spoken if face not in places], free)
    aliases: list[tuple[str, str]] = []
    unseen: list[str] = []
    for face in (each for each in spoken if each not in places):
        known = [*places, *unseen]
        same = _overlapping([face], list(zip(known, range(len(known)), strict=True)))
        if same:
            aliases.append((known[same[face]], face))
        else:
            unseen.append(face)
    return _Found(places, aliases, unseen)


def _overlapping(faces: Sequence[str], among: Sequence[tuple[str, int]]) -> dict[str, int]:
    pairs = matched([place_of(face).region for face in faces], [place_of(face).region for face, _ in among])
    return {faces[one]: among[other][1] for one, other in pairs.items()}


def _by_item(faces: Sequence[str], only: set[str] | None) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for position, face in enumerate(faces):
        item = face.partition("-")[0]
        if only is None or item in only:
            found[item].append((face, position))
    return found


def _ties(aliases: Iterable[tuple[str, str]]) -> list[Assertion]:
    return [Assertion(-number, "same", one, other) for number, (one, other) in enumerate(aliases, 1)]
