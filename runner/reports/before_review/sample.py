"""Draws a random tenth of the photos that passed the gate, for a person to look at.

The sample depends only on the run's content, so that it can be drawn again: photos are drawn in the order of the
SHA-256 over the content hashes of all photos and their own id.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from math import ceil

import polars as pl

SHARE = 0.1
"""Share of the photos that passed or were repaired."""

MOST = 200
"""Upper limit for the listed photos; nobody looks at more."""


@dataclass(frozen=True, slots=True)
class Sample:
    """Photos drawn at random."""

    of: int  # photos that passed the gate
    size: int  # photos drawn: a tenth, at least one
    seed: str  # SHA-256 over the content hashes, 64 hex digits
    listed: tuple[str, ...]  # item_ids in the order of the draw, at most `MOST`


def sample(rows: pl.DataFrame) -> Sample:
    """Draw the sample from `rows.parquet`."""
    through = rows.filter(pl.col("outcome").is_in(["passed", "repaired"]))
    contents = through.select(pl.col("item_id") + ":" + pl.col("content_hash").fill_null("")).to_series().sort()
    seed = hashlib.sha256("\n".join(contents).encode()).hexdigest()
    size = ceil(SHARE * through.height)
    drawn = sorted(through["item_id"], key=lambda item_id: hashlib.sha256(f"{seed}{item_id}".encode()).digest())
    return Sample(through.height, size, seed, tuple(drawn[: min(size, MOST)]))
