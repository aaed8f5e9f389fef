"""Maps degrees to pixels: longitude and latitude become x and y, true to scale in the middle of the map.

Equirectangular, with the parallel of the middle as standard parallel (Snyder, Map Projections, 1987, section 12).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PyQt6.QtCore import QPointF, QRect, QSize

from runner.review.outlines import Points
from runner.review.positions import Area

_CLOSEST = 40_000.0
"""Largest scale in pixels per degree of latitude: about 3 m per pixel, finer than most camera positions."""


@dataclass(frozen=True, slots=True)
class Projection:
    """What a map of a size shows: its middle in degrees, and its scale in pixels per degree of latitude."""

    size: QSize
    latitude: float
    longitude: float
    scale: float

    @classmethod
    def fitting(cls, size: QSize, area: Area) -> Projection:
        """A map of this size that shows an area at the largest possible scale, with a margin."""
        latitude, longitude = (area.south + area.north) / 2, (area.west + area.east) / 2
        high = max(area.north - area.south, 0.02) * 1.25
        wide = max(area.east - area.west, 0.02) * 1.25 * max(math.cos(math.radians(latitude)), 0.1)
        return cls(size, latitude, longitude, 1)._at(min(size.height() / high, size.width() / wide))

    @property
    def squeeze(self) -> float:
        """The length of a degree of longitude at the middle, as a fraction of a degree of latitude."""
        return max(math.cos(math.radians(self.latitude)), 0.1)

    def point(self, latitude: float, longitude: float) -> QPointF:
        """The pixel of a position."""
        x = self.size.width() / 2 + (longitude - self.longitude) * self.scale * self.squeeze
        return QPointF(x, self.size.height() / 2 - (latitude - self.latitude) * self.scale)

    def points(self, degrees: Points) -> npt.NDArray[np.float64]:
        """The pixels (x, y) of many positions (longitude, latitude), one per row."""
        moved = (degrees - (self.longitude, self.latitude)) * (self.scale * self.squeeze, -self.scale)
        return np.add(moved, (self.size.width() / 2, self.size.height() / 2))

    def position(self, x: float, y: float) -> tuple[float, float]:
        """The (latitude, longitude) of a pixel, limited to the valid range."""
        longitude = self.longitude + (x - self.size.width() / 2) / (self.scale * self.squeeze)
        latitude = self.latitude - (y - self.size.height() / 2) / self.scale
        return max(-90.0, min(90.0, latitude)), max(-180.0, min(180.0, longitude))

    def area(self, box: QRect) -> Area:
        """The area that a rectangle of pixels covers."""
        north, west = self.position(box.left(), box.top())
        south, east = self.position(box.right(), box.bottom())
        return Area(south, west, north, east)

    def moved(self, right: float, down: float) -> Projection:
        """The map moved by this many pixels."""
        latitude, longitude = self.position(self.size.width() / 2 + right, self.size.height() / 2 + down)
        return replace(self, latitude=max(-85.0, min(85.0, latitude)), longitude=longitude)

    def zoomed(self, by: float, around: QPointF) -> Projection:
        """The map zoomed by a factor; the position at a point stays there as closely as the projection allows."""
        latitude, longitude = self.position(around.x(), around.y())
        larger = self._at(self.scale * by)
        there = larger.point(latitude, longitude)
        return larger.moved(there.x() - around.x(), there.y() - around.y())

    def resized(self, size: QSize) -> Projection:
        """The same middle on a map of another size."""
        return replace(self, size=size)._at(self.scale)

    def _at(self, scale: float) -> Projection:
        """The map at this scale, limited to between the whole world and a few metres per pixel."""
        least = max(self.size.height() / 190, self.size.width() / 420, 0.5)
        return replace(self, scale=max(least, min(_CLOSEST, scale)))
