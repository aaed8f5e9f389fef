"""What becomes of faces in photos whose picture has changed; `runner.review.people.carrying` determines it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from runner.store.people import Word


@dataclass(frozen=True, slots=True)
class FacesCarried:
    """What becomes of faces."""

    words: Mapping[str | None, Sequence[Word]] = field(default_factory=dict)  # by source: a program, or None
    faces: int = 0  # number of current faces that the assertions are about
    lost: int = 0  # number of earlier faces with assertions that cannot be found in the new picture
    forgotten: Sequence[str] = ()  # places in new pictures that are to be forgotten
    unsure: Sequence[str] = ()  # current photos whose faces are all to be forgotten: it is unclear which one it was
