"""Outlines of the countries, for a map that needs no network: Natural Earth, public domain.

The two files beside this one are those of the npm package world-atlas 2.0.2 (ISC licence, see LICENSE there), packed
with gzip: Natural Earth's Admin 0 boundaries, version 4.1.0, in 1:110m and 1:50m, as TopoJSON. Coordinates are degrees
of longitude and latitude (WGS 84).
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

Scale = Literal["110m", "50m"]

Points = npt.NDArray[np.float64]
"""Pairs of longitude and latitude in degrees, east and north positive."""


@dataclass(frozen=True)
class Ring:
    """One closed line: land, or a lake or another country within it."""

    points: Points
    box: tuple[float, float, float, float]  # west, south, east, north; beyond 180° where it crosses that meridian


@cache
def rings(scale: Scale) -> tuple[Ring, ...]:
    """All outlines of a scale; takes up to a quarter of a second the first time."""
    packed = resources.files(__name__).joinpath(f"countries-{scale}.json.gz").read_bytes()
    topology = json.loads(gzip.decompress(packed))
    arcs = _arcs(topology)
    return tuple(
        Ring(points, (*points.min(axis=0), *points.max(axis=0)))
        for geometry in topology["objects"]["countries"]["geometries"]
        for ring in _rings(geometry)
        if len(joined := _joined(arcs, ring)) > 2 and np.ptp(joined[:, 1]) > 0
        for points in _flat(joined)
    )


def _flat(points: Points) -> list[Points]:
    """The ring without a line across the whole map: a ring that crosses the 180th meridian continues beyond it.

    Such a ring is returned once for each side of the map. A ring around a pole is closed at that pole.
    """
    steps = np.diff(points[:, 0], prepend=points[0, 0])
    if steps.min() >= -180 and steps.max() <= 180:
        return [points]  # nearly all of them
    turns = np.cumsum(np.rint(steps / -360))
    longitudes = points[:, 0] + 360 * turns
    unwrapped = np.column_stack([longitudes, points[:, 1]])
    if abs(longitudes[-1] - longitudes[0]) > 180:
        pole = np.copysign(90.0, points[:, 1].mean())
        return [np.vstack([unwrapped, [[longitudes[-1], pole], [longitudes[0], pole]], unwrapped[:1]])]
    sides = [turn for turn in (-360, 0, 360) if longitudes.min() + turn < 180 and longitudes.max() + turn > -180]
    return [np.add(unwrapped, (turn, 0)) for turn in sides]


def _arcs(topology: dict[str, Any]) -> list[Points]:
    """The arcs in degrees. Source: The TopoJSON Format Specification, 2.1.2 and 2.1.3: positions are integer deltas."""
    scale, offset = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    return [np.cumsum(np.array(arc, dtype=np.int64), axis=0) * scale + offset for arc in topology["arcs"]]


def _rings(geometry: dict[str, Any]) -> Iterator[Sequence[int]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        yield from polygon


def _joined(arcs: Sequence[Points], ring: Sequence[int]) -> Points:
    """The arcs of a ring joined: a negative number is a reversed arc, and each arc begins where the last one ended."""
    parts = [arcs[each] if each >= 0 else arcs[~each][::-1] for each in ring]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
