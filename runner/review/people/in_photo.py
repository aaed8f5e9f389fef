"""The faces in one photo, and what each is called."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from runner.facts import Region
from runner.people.grouping import Grouping
from runner.store.face_id import item_of, place_of


@dataclass(frozen=True, slots=True)
class FaceInPhoto:
    """One face."""

    face: str  # its id
    region: Region  # where, in shares of the upright picture
    name: str | None  # of the person whom it shows
    is_stranger: bool  # a person said that this face needs no name


def faces_in(grouping: Grouping, item_id: str) -> list[FaceInPhoto]:
    """The faces in a photo from left to right, without those that a person called no face."""
    detected = grouping.detected  # these are in the order of their photos
    first = bisect_left(grouping.faces, item_id, 0, detected, key=item_of)
    last = bisect_right(grouping.faces, item_id, first, detected, key=item_of)
    drawn = [at for at in range(detected, len(grouping.faces)) if item_of(grouping.faces[at]) == item_id]
    found = [_face(grouping, at) for at in (*range(first, last), *drawn)]
    there = [each for each in found if each.face not in grouping.said.no_faces]
    return sorted(there, key=lambda each: (each.region.left, each.face))


def _face(grouping: Grouping, at: int) -> FaceInPhoto:
    face = grouping.faces[at]
    person = grouping.person(grouping.owners.get(int(grouping.group[at])))
    name = person.name if person else None
    return FaceInPhoto(face, place_of(face).region, name, face in grouping.said.strangers)
