"""The evidence of people: who is in a photo, as far as embeddings and people's words tell."""

from __future__ import annotations

from dataclasses import dataclass

from runner.facts import Region
from runner.schema import Row


@dataclass(frozen=True, slots=True)
class PersonFace:
    """One face with what is known of whose it is."""

    face_id: str  # see runner.store.face_id
    region: Region  # where, in shares of the upright picture
    state: str  # person, stranger, no_face or unknown
    group: str  # the person's id, or that of a group that nobody has named
    person: str | None  # the person's name; null without one
    said: bool  # whether a person said so of this face; otherwise embeddings do


@dataclass(frozen=True, slots=True)
class PeopleRow(Row):
    """Who is in a photo."""

    persons: tuple[str, ...]  # names, from left to right, each once
    person_faces: tuple[PersonFace, ...]  # from left to right
    strangers: int  # faces of somebody who needs no name
    unknown: int  # faces that nobody has looked at yet
