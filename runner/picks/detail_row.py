"""Additional evidence for picks: where a photo is sharp, and a miniature of it."""

from __future__ import annotations

from dataclasses import dataclass

from runner.schema import Float32, Row


@dataclass(frozen=True, slots=True)
class DetailRow(Row):
    """Where a photo is sharp, and its luma at 32 by 24 pixels."""

    tiles: tuple[Float32, ...]  # 64 reciprocal edge widths, 8 rows of 8 from the top left; 0 without an edge
    miniature: str  # luma of 24 rows of 32 pixels, two hex digits each, stretched to that shape
