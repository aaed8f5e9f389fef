"""Makes the rows that say who is in each photo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from runner.people.grouping import Grouping
from runner.people.person_row import PeopleRow, PersonFace
from runner.store.face_id import Place, place_of


def people_of(grouping: Grouping, items: Iterable[str]) -> Mapping[str, PeopleRow]:
    """The row of each of these photos that has faces, by item_id."""
    wanted = frozenset(items)
    spoken = grouping.said
    said = {*spoken.shows, *spoken.strangers, *spoken.no_faces}
    found: dict[str, list[PersonFace]] = defaultdict(list)
    for at, face in enumerate(grouping.faces):
        place = place_of(face)
        if place.item_id in wanted:
            found[place.item_id].append(_face(grouping, at, place, face in said))
    return {item: _row(faces) for item, faces in found.items()}


def _face(grouping: Grouping, at: int, place: Place, said: bool) -> PersonFace:
    state = grouping.states[at]
    person = grouping.person(grouping.persons[at]) if state == "person" else None
    key = grouping.key(int(grouping.group[at]))
    return PersonFace(grouping.faces[at], place.region, state, key, person.name if person else None, said)


def _row(faces: list[PersonFace]) -> PeopleRow:
    ordered = tuple(sorted(faces, key=lambda face: (face.region.left, face.face_id)))
    names = dict.fromkeys(face.person for face in ordered if face.person)
    states = [face.state for face in ordered]
    return PeopleRow(tuple(names), ordered, states.count("stranger"), states.count("unknown"))
