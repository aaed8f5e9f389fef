"""Turns what a person does into answers: each function returns what `runner.store.people.record` records together."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

import numpy as np

from runner.facts import Region
from runner.people.grouping import Grouping
from runner.people.persons import Importance
from runner.people.said import Said
from runner.store.face_id import face_id
from runner.store.people import Word
from runner.store.person_name import folded, tidied


def new_person() -> str:
    """Return a new random id for a person."""
    return f"p{secrets.token_hex(6)}"


def named(said: Said, name: str) -> str | None:
    """The id of the person with this name, in any case and composition; None if there is none."""
    wanted = folded(name)
    found = [each.person_id for each in said.persons.values() if each.name and folded(each.name) == wanted]
    return min(found, default=None)


def name(said: Said, faces: Sequence[str], given: str) -> list[Word]:
    """These faces show the person of this name, a new one if nobody has it. Raises ValueError for an empty name."""
    text = tidied(given)
    if not text:
        raise ValueError("a person needs a name that has letters")
    known = named(said, text)
    person = known or new_person()
    about = [] if known else [Word("person", person=person, value=text)]
    return [*about, *(Word("is", face, person=person) for face in faces)]


def rename(person_id: str, given: str) -> list[Word]:
    """The person has a different name from now on, or none if it is empty."""
    return [Word("person", person=person_id, value=tidied(given) or None)]


def give(faces: Sequence[str], person_id: str) -> list[Word]:
    """These faces show this known person."""
    return [Word("is", face, person=person_id) for face in faces]


def not_this_person(faces: Sequence[str], person_id: str) -> list[Word]:
    """These faces show somebody else."""
    return [Word("not", face, person=person_id) for face in faces]


def strangers(faces: Sequence[str]) -> list[Word]:
    """These faces show somebody who needs no name."""
    return [*one_person(faces), *(Word("stranger", face) for face in faces)]


def no_faces(faces: Sequence[str]) -> list[Word]:
    """These are not faces of people."""
    return [Word("no_face", face) for face in faces]


def reopen(grouping: Grouping, faces: Sequence[str]) -> list[Word]:
    """Withdraw answers about these faces, so that they may be assigned automatically again.

    If an answer that two groups are two people was about one of them, another face of its group takes its place.
    """
    opened = set(faces)
    apart = [_elsewhere(grouping, pair, opened) for pair in sorted(grouping.said.apart) if opened.intersection(pair)]
    return [*(word for word in apart if word), *(Word("open", face) for face in faces)]


def _elsewhere(grouping: Grouping, pair: tuple[str, str], opened: set[str]) -> Word | None:
    """The same answer about two groups through faces that are not reopened; None if a group has no other face."""
    one, other = (_staying(grouping, face, opened) for face in pair)
    return Word("different", one, other) if one and other else None


def _staying(grouping: Grouping, face: str, opened: set[str]) -> str | None:
    if face not in opened:
        return face
    place = grouping.position.get(face)
    others = [] if place is None else _faces(grouping, int(grouping.group[place]))
    return next((each for each in others if each not in opened), None)


def draw(item_id: str, region: Region) -> list[Word]:
    """There is a face at this place. Raises ValueError for a place without an area."""
    return [Word("drawn", face_id(item_id, region))]


def importance(person_id: str, value: Importance) -> list[Word]:
    """How much this person counts in the scores of photos."""
    return [Word("importance", person=person_id, value=value)]


def consent(person_id: str, *, given: bool) -> list[Word]:
    """Whether texts may name this person."""
    return [Word("consent", person=person_id, value="yes" if given else "no")]


def merge(grouping: Grouping, one: int, other: int) -> list[Word]:
    """Two groups show one person. If both have a person, that of `one` remains."""
    first, second = grouping.owners.get(one), grouping.owners.get(other)
    if first and second:
        return [Word("merged", person=second, other=first)]
    if first or second:
        return give(_faces(grouping, other if first else one), first or second or "")
    return one_person([*_faces(grouping, one), *_faces(grouping, other)])


def keep_apart(grouping: Grouping, one: int, other: int) -> list[Word]:
    """Two groups show different people: the answer no."""
    first, second = grouping.owners.get(one), grouping.owners.get(other)
    if first and not second:
        return not_this_person(_faces(grouping, other), first)
    if second and not first:
        return not_this_person(_faces(grouping, one), second)
    return [Word("different", _faces(grouping, one)[0], _faces(grouping, other)[0])]


def split(grouping: Grouping, faces: Sequence[str]) -> list[Word]:
    """These faces of one group are one person, but not the group's. Raises ValueError for faces of several groups."""
    numbers = {int(grouping.group[grouping.position[face]]) for face in faces}
    if len(numbers) != 1:
        raise ValueError("faces that are split off are of one group")
    number = numbers.pop()
    if person := grouping.owners.get(number):
        return [*one_person(faces), *not_this_person(faces, person)]
    rest = [face for face in _faces(grouping, number) if face not in set(faces)]
    apart = [Word("different", faces[0], rest[0])] if rest else []
    return [*one_person(rest), *one_person(faces), *apart]


def _faces(grouping: Grouping, number: int) -> list[str]:
    return [grouping.faces[place] for place in np.flatnonzero(grouping.group == number).tolist()]


def one_person(faces: Sequence[str]) -> list[Word]:
    """These faces show one person, whoever it is."""
    return [Word("same", faces[0], each) for each in faces[1:]]
