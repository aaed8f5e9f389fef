"""One group of faces, as it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from runner.people.grouping import State
from runner.people.persons import Person


@dataclass(frozen=True, slots=True)
class GroupView:
    """One group of faces, as it is shown."""

    key: str  # the person's id, or the lowest id of its faces
    number: int | None  # in this grouping; None: a person without known faces
    person: Person | None
    state: State
    faces: Sequence[str]
    photos: int

    @property
    def name(self) -> str | None:
        """The person's name; None if it has none."""
        return self.person.name if self.person else None


def faceless(person: Person) -> GroupView:
    """The view of a person without known faces."""
    return GroupView(person.person_id, None, person, "person", (), 0)
