"""Place names by coordinates. Distances and borders are those of a map."""

from __future__ import annotations

import pytest

from runner.knowledge.gazetteer import Whereabouts, whereabouts


def at(latitude: float, longitude: float) -> Whereabouts:
    return whereabouts(latitude, longitude, town_km=3, most_km=60)


@pytest.mark.parametrize(
    ("latitude", "longitude", "name"),
    [
        (52.37, 4.89, "Amsterdam, Netherlands"),
        (45.528, 13.568, "Piran, Slovenia"),
        (78.22, 15.65, "Longyearbyen, Svalbard and Jan Mayen"),
        (37.745, -119.585, "Yosemite Valley, United States"),
        (52.31, 4.76, "North Holland, Netherlands"),  # Schiphol: no town within three kilometres
        (55.5, 3.5, None),  # the North Sea
        (47.59, 7.59, None),  # Basel, where three countries meet
        (23.0, 10.0, None),  # the Sahara
    ],
)
def test_a_place_is_named_as_far_as_it_is_certain(latitude: float, longitude: float, name: str | None) -> None:
    assert at(latitude, longitude).name == name


def test_distances_are_those_of_the_globe() -> None:
    assert at(52.37, 4.89).distance_km < 1
    east, west = at(-16.8, 179.999), at(-16.8, -179.999)
    assert abs(east.distance_km - west.distance_km) < 1, "the date line is no wall"
    assert 80 < whereabouts(89.99, 0.0, town_km=3, most_km=60).distance_km < 2000
