"""How thoroughly the text in a picture is read. Importing this loads no model library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Gt, Le

from runner.models.detection.options import Share, Tiles
from runner.schema import Options


@dataclass(frozen=True, slots=True)
class ReadOptions(Options):
    """What is looked at, and which of the lines found there count."""

    # pixels of the longer side at which the whole picture and each tile are read
    side: Annotated[int, Ge(320), Le(4096)] = 1600
    # how much a picture is enlarged at most, where it is smaller than that
    enlarge: Annotated[float, Ge(1), Le(4)] = 1.0
    # lines with small letters that are read again, each in a part cut out around it at full resolution
    again: Annotated[int, Ge(0), Le(100)] = 16
    # pixels below which letters are small; a part is enlarged or reduced until its letters are that high
    letters: Annotated[float, Gt(16), Le(128)] = 44.0
    # overlapping parts of the picture; null: none
    tiles: Tiles | None = None
    # lines whose letters are less certain on average are dropped
    score: Share = 0.5
