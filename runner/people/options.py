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
