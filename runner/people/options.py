"""What a set's configuration says about people: how alike faces have to be, and which a machine may judge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Le

from runner.schema import Options

Cosine = Annotated[float, Ge(-1), Le(1)]
Share = Annotated[float, Ge(0), Le(1)]


@dataclass(frozen=True, slots=True)
class Thresholds(Options):
    """How alike embeddings of one model have to be. They stand beside its weights and mean nothing to another model."""

    # average cosine from which two groups of faces are one person
    accept: Cosine
    # from here to `accept` a person is asked; below, nobody is
    ask: Cosine

    def problems(self) -> Sequence[str]:
        """A sentence where `ask` lies above `accept`."""
        return [] if self.ask <= self.accept else [f"ask: {self.ask} must not be above accept, {self.accept}."]


@dataclass(frozen=True, slots=True)
class Clear(Options):
    """Faces that a machine may give to a person. Others are only shown."""

    # longer side of the box, in pixels of the original
    pixels: Annotated[int, Ge(0)] = 60
    # of the detector
    score: Share = 0.6


Weight = Annotated[float, Ge(0)]


@dataclass(frozen=True, slots=True)
class ScoreRules(Options):
    """When eyes are open, a mouth smiles and a face is in focus, and what that is worth."""

    # mean aspect ratio of both eyes below which they are closed
    eyes_closed: Share = 0.14
    # from here on they are open; between the two it cannot be told
    eyes_open: Share = 0.17
    # least width of a smiling mouth over the distance of the eyes' corners, and how far its ends are lifted
    smile: tuple[float, float] = (0.68, 0.05)
    # width below which a mouth does not smile; between the two it cannot be told
    no_smile: Share = 0.58
    # longer side of a face, in pixels of the original, below which a narrow mouth says nothing
    mouth_pixels: Annotated[int, Ge(0)] = 80
    # degrees to the side from which a mouth says nothing
    profile: Annotated[float, Ge(0), Le(90)] = 40.0
    # reciprocal edge width in pixels of the original from which a face is in focus
    focus: Share = 0.3
    # share of a side within which a face at the picture's edge counts as cut
    edge: Share = 0.002
    # share of the largest face's area from which a face counts
    prominent: Share = 0.25
    # of each flag in a face's score
    eyes_weight: Weight = 0.4
    smile_weight: Weight = 0.15
    focus_weight: Weight = 0.3
    whole_weight: Weight = 0.15
    # of a face in its photo's score, by the importance of its person
    main: Weight = 3.0
    important: Weight = 2.0
    other: Weight = 1.0
    nobody: Weight = 0.5

    def problems(self) -> Sequence[str]:
        """A sentence where closed eyes would be opener than open ones, and where nothing has a weight."""
        found = []
        if self.eyes_closed > self.eyes_open:
            found.append(f"eyes_closed: {self.eyes_closed} must not be above eyes_open, {self.eyes_open}.")
        if self.no_smile > self.smile[0]:
            found.append(f"no_smile: {self.no_smile} must not be above the width of a smile, {self.smile[0]}.")
        if not any((self.eyes_weight, self.smile_weight, self.focus_weight, self.whole_weight)):
            found.append("eyes_weight: one of the four flags needs a weight.")
        return found
