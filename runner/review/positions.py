"""Where photos were taken, with nearby photos combined: what a map of them shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from runner.review.snapshot import Snapshot

Numbers = npt.NDArray[np.float64]


class Area(NamedTuple):
    """The area between two corners, in degrees; `west` may be greater than `east`, across the date line."""

    south: float
    west: float
    north: float
    east: float

    def condition(self) -> str:
        """The value of an `area:` condition, rounded outwards to five decimals (a metre): the edges are inside."""
        low = (math.floor(value * 1e5) / 1e5 for value in (self.south, self.west))
        high = (math.ceil(value * 1e5) / 1e5 for value in (self.north, self.east))
        return ",".join(f"{value:.5f}" for value in (*low, *high))


@dataclass(frozen=True)
class Positions:
    """Latitude and longitude of photos in degrees, one entry per photo that has both."""

    places: npt.NDArray[np.int64]  # in the snapshot
    latitudes: Numbers
    longitudes: Numbers

    def __len__(self) -> int:
        return len(self.places)

    def area(self) -> Area | None:
        """The smallest area that contains all of them, ignoring the date line; None if there are none."""
        if not len(self):
            return None
        return Area(
            float(self.latitudes.min()), float(self.longitudes.min()),
            float(self.latitudes.max()), float(self.longitudes.max()),
        )  # fmt: skip


class Cluster(NamedTuple):
    """Photos near each other."""

    latitude: float  # their mean
    longitude: float
    photos: int
    area: Area
    first: int  # place of one of them


def positions(snapshot: Snapshot, places: Sequence[int]) -> Positions:
    """The positions of those photos that have one."""
    chosen = np.asarray(places, dtype=np.int64)
    table = snapshot.photos.table
    latitude, longitude = (table[name].to_numpy()[chosen] for name in ("latitude", "longitude"))
    known = ~(np.isnan(latitude) | np.isnan(longitude))
    return Positions(chosen[known], latitude[known], longitude[known])


def clusters(found: Positions, cell_lat: float, cell_lon: float) -> list[Cluster]:
    """The photos grouped by cells of this size in degrees, largest group first: photos too close for a map are one."""
    if not len(found):
        return []
    rows = np.floor(found.latitudes / cell_lat).astype(np.int64)
    columns = np.floor(found.longitudes / cell_lon).astype(np.int64)
    _, first, group, counts = np.unique(
        np.stack([rows, columns]), axis=1, return_index=True, return_inverse=True, return_counts=True
    )
    group = group.reshape(-1)
    lows, highs, means = [], [], []
    for values in (found.latitudes, found.longitudes):
        low, high = np.full(len(counts), np.inf), np.full(len(counts), -np.inf)
        np.minimum.at(low, group, values)
        np.maximum.at(high, group, values)
        lows.append(low)
        highs.append(high)
        # Rounding can put a mean of floats outside the range of its values, as for three times 0.833.
        means.append(np.clip(np.bincount(group, values) / counts, low, high))
    return [
        Cluster(
            float(means[0][at]), float(means[1][at]), int(counts[at]),
            Area(float(lows[0][at]), float(lows[1][at]), float(highs[0][at]), float(highs[1][at])),
            int(found.places[first[at]]),
        )
        for at in np.argsort(-counts, kind="stable")
    ]  # fmt: skip
