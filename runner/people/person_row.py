"""The evidence of people: who is in a photo, according to embeddings and people's answers."""

from __future__ import annotations

from dataclasses import dataclass

from runner.facts import Region
from runner.schema import Row


@dataclass(frozen=True, slots=True)
class PersonFace:
    """One face, and whose it is as far as that is known."""

    face_id: str  # see runner.store.face_id
    region: Region  # where, in shares of the upright picture
    state: str  # person, stranger, no_face or unknown
    group: str  # the person's id, or the key of a group without a person
    person: str | None  # the person's name; null without one
    said: bool  # whether an answer says so; otherwise it follows from embeddings


@dataclass(frozen=True, slots=True)
class PeopleRow(Row):
    """Who is in a photo."""

    persons: tuple[str, ...]  # names, from left to right, each once
    person_faces: tuple[PersonFace, ...]  # from left to right
    strangers: int  # number of faces marked as strangers
    unknown: int  # number of faces that nobody has named or marked yet
