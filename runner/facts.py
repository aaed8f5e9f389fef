"""What a witness says about a photo: the common form for every source of facts.

A witness is a source independent of the captioner: the set, EXIF, people's texts in the file, a classifier, a detector,
text read in the picture, a dual encoder, faces, another captioner. A stage declares how its rows become facts; the
claims of a text are checked against facts, never against rows of a particular stage.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle in a photo, as shares (0 to 1) of the upright picture's width and height."""

    left: float  # left edge, from the left
    top: float  # top edge, from the top
    right: float  # right edge, from the left
    bottom: float  # bottom edge, from the top

    def overlap(self, other: Region) -> float:
        """Intersection over union of both, 0 to 1."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        both = max(wide, 0.0) * max(high, 0.0)
        return both / (self._area() + other._area() - both) if both else 0.0

    def _area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement by one witness about one photo."""

    witness: str  # its source: set, exif, human, or the name of a node
    kind: str  # object, count, person, place, species, registration, text, number, date, colour, …
    value: str  # in the words of the witness
    confidence: float | None = None  # 0 to 1 as given by the witness; None if it gives none
    region: Region | None = None  # where in the picture; None for the whole picture


@dataclass(frozen=True, slots=True)
class Look:
    """A witness has looked at the photo and finished: only then does its silence count."""

    witness: str  # the name of the node
    calibration: str | None = None  # where its error rates are; None: it can support claims but not contradict them
    believed: bool = True  # whether a text may rely on it alone; another captioner is not a source
    label: str | None = None  # its name for people: a word of `witness` in runner/messages/texts, or its own words


GLIMPSE = "glimpse"
"""Kind of fact about a thing that a witness is not sure of: neither present nor absent."""

TRACE = "trace"
"""Kind of fact about a thing for which a detector found next to nothing: only its low score is used."""

SIGHTING = "sighting"
"""Kind of fact that supports a captioner who saw the thing, but that no text may rely on alone."""

THINGS = ("object", "species", SIGHTING)
"""Kinds of facts by which a witness says that a thing is there."""
