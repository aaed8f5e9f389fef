"""What becomes of the faces in photos that have another picture now: `runner.review.people.carrying` finds it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from runner.store.people import Word


@dataclass(frozen=True, slots=True)
class FacesCarried:
    """What becomes of faces."""

    words: Mapping[str | None, Sequence[Word]] = field(default_factory=dict)  # by whose they are: a program's, or None
    faces: int = 0  # faces of now that words are about
    lost: int = 0  # faces of before that people spoke of, and that cannot be told in the new picture
    forgotten: Sequence[str] = ()  # places in new pictures that are to be forgotten
    unsure: Sequence[str] = ()  # photos of now in which all faces are, because it cannot be told which one it was
