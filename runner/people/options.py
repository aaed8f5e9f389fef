"""Options for people: how alike faces have to be, which faces are assigned automatically, and how scores are made."""

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
    """How alike embeddings of one model have to be. Thresholds belong to a model and mean nothing to another one."""

    # two groups of faces are one person from this average cosine on
    accept: Cosine
    # from here to `accept` a person is asked; below, groups stay apart
    ask: Cosine

    def problems(self) -> Sequence[str]:
        """One sentence if `ask` is above `accept`."""
        return [] if self.ask <= self.accept else [f"ask: {self.ask} must not be above accept, {self.accept}."]


@dataclass(frozen=True, slots=True)
class Clear(Options):
    """Which faces may be assigned to a person automatically. Others are only shown."""

    # least length of the box's longer side, in pixels of the original
    pixels: Annotated[int, Ge(0)] = 60
    # least score of the detector
    score: Share = 0.6


Weight = Annotated[float, Ge(0)]


@dataclass(frozen=True, slots=True)
class ScoreRules(Options):
    """When eyes are open, a mouth smiles and a face is in focus, and how much each counts."""

    # eyes are closed below this mean aspect ratio of both
    eyes_closed: Share = 0.14
    # and open from here on; unknown in between
    eyes_open: Share = 0.17
    # of a smiling mouth: least width over the distance of the eyes' corners, and least lift of its corners
    smile: tuple[float, float] = (0.68, 0.05)
    # a narrower mouth does not smile; unknown in between
    no_smile: Share = 0.58
    # in a face smaller than this (longer side, in pixels of the original) a narrow mouth counts as unknown
    mouth_pixels: Annotated[int, Ge(0)] = 80
    # in a face turned further to the side than this, in degrees, the mouth counts as unknown
    profile: Annotated[float, Ge(0), Le(90)] = 40.0
    # a face is in focus from this reciprocal edge width on, measured in pixels of the original
    focus: Share = 0.3
    # a face counts as cut off within this distance from the picture's edge, as a share of the side
    edge: Share = 0.002
    # a face counts from this share of the largest face's area on
    prominent: Share = 0.25
    # weights of the flags in a face's score
    eyes_weight: Weight = 0.4
    smile_weight: Weight = 0.15
    focus_weight: Weight = 0.3
    whole_weight: Weight = 0.15
    # weights of a face in its photo's score, by the importance of its person
    main: Weight = 3.0
    important: Weight = 2.0
    other: Weight = 1.0
    nobody: Weight = 0.5

    def problems(self) -> Sequence[str]:
        """Sentences about thresholds in the wrong order, and one if all weights are zero."""
        found = []
        if self.eyes_closed > self.eyes_open:
            found.append(f"eyes_closed: {self.eyes_closed} must not be above eyes_open, {self.eyes_open}.")
        if self.no_smile > self.smile[0]:
            found.append(f"no_smile: {self.no_smile} must not be above the width of a smile, {self.smile[0]}.")
        if not any((self.eyes_weight, self.smile_weight, self.focus_weight, self.whole_weight)):
            found.append("eyes_weight: one of the four flags needs a weight.")
        return found
