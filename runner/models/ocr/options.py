"""How thoroughly the text in a picture is read. Importing this loads no model library."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from annotated_types import Ge, Gt, Le

from runner.models.detection.options import Share, Tiles
from runner.schema import Options


@dataclass(frozen=True, slots=True)
class ReadOptions(Options):
    """Which parts of a picture are read, and which of the lines found there count."""

    # pixels of the longer side at which the whole picture and each tile are read
    side: Annotated[int, Ge(320), Le(4096)] = 1600
    # a smaller picture is enlarged by at most this factor
    enlarge: Annotated[float, Ge(1), Le(4)] = 1.0
    # at most this many lines with small letters are read again, each in a part around it at full resolution
    again: Annotated[int, Ge(0), Le(100)] = 16
    # letters below this height in pixels are small; a part is scaled until its letters are this high
    letters: Annotated[float, Gt(16), Le(128)] = 44.0
    # overlapping parts of the picture; null: none
    tiles: Tiles | None = None
    # lines whose letters are less certain on average are dropped
    score: Share = 0.5
