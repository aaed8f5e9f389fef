"""The sun over photos. Times of sunrise and sunset: US Naval Observatory, for 52.37 N, 4.89 E."""

from __future__ import annotations

from datetime import datetime

import pytest

from runner.knowledge.sun import light


@pytest.mark.parametrize(
    ("local", "offset", "name"),
    [
        ("2024-07-14 03:00", 120, "night"),
        ("2024-07-14 05:10", 120, "dawn"),  # sunrise at 5:36
        ("2024-07-14 05:45", 120, "golden hour"),
        ("2024-07-14 12:00", 120, None),
        ("2024-07-14 21:30", 120, "golden hour"),
        ("2024-07-14 22:20", 120, "dusk"),  # sunset at 21:57
        ("2024-12-21 16:45", 60, "dusk"),  # sunset at 16:29
        ("2024-12-21 15:45", 0, "dusk"),  # the same moment on a clock of another zone
        ("2024-12-21 19:00", 60, "night"),
    ],
)
def test_light_has_the_name_that_the_sun_gives_it(local: str, offset: int, name: str | None) -> None:
    assert light(datetime.fromisoformat(local), offset, 52.37, 4.89)[1] == name


def test_where_the_sun_does_not_set_there_is_no_night() -> None:
    assert light(datetime(2024, 6, 21, 0, 30), 120, 78.22, 15.65)[1] is None
    assert light(datetime(2024, 12, 21, 0, 0), 60, 78.22, 15.65)[1] == "night"
