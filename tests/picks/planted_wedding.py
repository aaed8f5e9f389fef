"""A day with two photographers, as rows of evidence: one clock is wrong, and both photographed some moments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import measured_photos as photos
import numpy as np
import polars as pl

from runner.picks.photos import completed

Row = dict[str, Any]
FIRST, SECOND = "Nikon D850 3001", "Canon EOS R5 7002"
START = datetime(2025, 6, 14, 11)
STOPS = (0.0, -1.0, 1.0)


@dataclass
class Wedding:
    """The rows, and what was planted."""

    table: pl.DataFrame
    behind_s: float  # what has to be added to the second camera's time
    shared: list[tuple[str, str]]  # one photo by each camera of the same moment
    brackets: list[list[str]]


@dataclass
class _Day:
    draw: np.random.Generator
    behind_s: float
    rows: list[Row] = field(default_factory=list)

    def take(self, camera: str, at: float, hash: str, **more: Any) -> str:
        """Take a photo `at` seconds after the beginning, in true time."""
        shown = at - (self.behind_s if camera == SECOND else 0.0)
        item = f"{len(self.rows):016x}"
        common = {"camera": camera, "width": 6000, "height": 4000, "focal_mm": 50.0, "iso": 400, "f_number": 4.0,
                  "exposure_s": 1 / 250, "sharpness": float(self.draw.uniform(0.3, 0.9)), "tonal_range": 0.9,
                  "quality": float(self.draw.uniform(5, 8))}  # fmt: skip
        taken = {"captured_at": START + timedelta(seconds=round(shown, 2)), "phash": hash}
        path = f"/wedding/{camera.partition(' ')[0]}/{item}.jpg"
        self.rows.append({**common, **taken, "item_id": item, "path": path, **more})
        return item

    def scene(self) -> str:
        """The hash of a scene unlike any other."""
        return f"{self.draw.integers(0, 2**64, dtype=np.uint64):016x}"

    def like(self, hash: str, bits: int = 7) -> str:
        """The hash of the same scene, seen from slightly aside."""
        return photos.flipped(hash, int(self.draw.integers(0, bits)), self.draw)


def planted_wedding(seed: int, behind_s: float = 3750.5, shared: int = 25, decor: int = 15) -> Wedding:
    """Ten hours in which the cameras share only `shared` moments; `decor` things are taken by both at random times."""
    day = _Day(np.random.default_rng(seed), behind_s)
    brackets = [each for camera in (FIRST, SECOND) for each in _alone(day, camera)]
    both = [_both(day) for _ in range(shared)]
    for _ in range(decor):
        hash = day.scene()
        for camera in (FIRST, SECOND):
            day.take(camera, float(day.draw.uniform(0, 36_000)), day.like(hash))
    order = sorted(day.rows, key=lambda row: row["path"])
    return Wedding(completed(pl.DataFrame(order, infer_schema_length=None)), behind_s, both, brackets)


def _alone(day: _Day, camera: str) -> list[list[str]]:
    """Bursts, single photos and brackets of one camera; returns the brackets."""
    brackets = []
    for at in np.sort(day.draw.uniform(0, 36_000, 120)).tolist():
        kind, hash = day.draw.random(), day.scene()
        if kind < 0.1:
            made = [
                day.take(camera, at + 0.5 * n, day.scene() if stop else hash, exposure_s=round(2**stop / 250, 5))
                for n, stop in enumerate(STOPS)
            ]
            brackets.append(made)
        else:
            for n in range(int(day.draw.integers(2, 7)) if kind < 0.5 else 1):
                day.take(camera, at + 0.2 * n, day.like(hash))
    return brackets


def _both(day: _Day) -> tuple[str, str]:
    """One moment that both photograph within a few seconds, one of them as a burst."""
    at, hash = float(day.draw.uniform(0, 36_000)), day.scene()
    first = [day.take(FIRST, at + 0.2 * n, day.like(hash, 4)) for n in range(int(day.draw.integers(1, 5)))]
    return first[0], day.take(SECOND, at + float(day.draw.uniform(-3, 3)), day.like(hash, 4))
