"""What a witness says about a photo: the one shape in which every source of facts speaks.

A witness is a source that no captioner wrote: the set, EXIF, people's texts in the file, a classifier, a detector, text
read in the picture, a dual encoder, faces, another captioner. A stage's declaration says how its rows become facts;
claims in a text are held against facts, never against rows of a particular stage.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a photo, in shares of the upright picture's width and height, 0 to 1."""

    left: float  # of its left edge from the left
    top: float  # of its top edge from the top
    right: float  # of its right edge from the left
    bottom: float  # of its bottom edge from the top

    def overlap(self, other: Region) -> float:
        """Intersection over union of the two, 0 to 1."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        both = max(wide, 0.0) * max(high, 0.0)
        return both / (self._area() + other._area() - both) if both else 0.0

    def _area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of one witness about one photo."""

    witness: str  # who says it: set, exif, human, or the name of the node whose row says it
    kind: str  # what it is about: object, count, person, place, species, registration, text, number, date, colour, …
    value: str  # what is said, as the witness says it
    confidence: float | None = None  # 0 to 1 as the witness gives it; null where it gives none
    region: Region | None = None  # where in the picture; null where it is about the whole of it


@dataclass(frozen=True, slots=True)
class Look:
    """That a witness looked at a photo and came to an end: only then its silence means something."""

    witness: str  # the name of the node
    calibration: str | None = None  # what says how often it errs; null: it may support claims, and contradicts none
    believed: bool = True  # whether a text may rest on what it says alone; what another captioner says is no source
    label: str | None = None  # what people call it: a word of `witness` in runner/messages/texts, or words of its own


GLIMPSE = "glimpse"
"""The kind of facts about things that a witness is not sure of: it says neither that they are there nor that not."""

TRACE = "trace"
"""The kind of facts about things of which a detector has next to nothing: only their score says how silent it is."""

SIGHTING = "sighting"
"""The kind of facts about things that support who saw them himself, and that no text may say on their word alone."""

THINGS = ("object", "species", SIGHTING)
"""The kinds of facts by which a witness says that a thing is there."""
