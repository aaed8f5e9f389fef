"""The estimate of a run's remaining time."""

from __future__ import annotations

import pytest

from runner.messages import word
from runner.reports.pace import Pace, in_words


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def through(pace: Pace, clock: Clock, stage: str, total: int, photos: int, seconds: float) -> None:
    """So many photos come out of a stage that has `total`, one every so many seconds."""
    for number in range(1, photos + 1):
        clock.now += seconds if number > 1 else 0
        pace.advanced(stage, total - number)


def test_the_slowest_stage_decides() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.planned("derive", 100)
    pace.planned("caption", 100)
    through(pace, clock, "derive", 100, 11, 0.1)
    assert pace.seconds_left() is None, "of captions nothing is known yet"
    through(pace, clock, "caption", 100, 11, 6.0)
    assert pace.seconds_left() == pytest.approx(89 * 6, rel=0.05)


def test_a_first_photo_says_nothing_of_a_stage_that_loads_a_model() -> None:
    clock = Clock()
    pace = Pace(clock)
    clock.now += 60
    through(pace, clock, "caption", 10, 2, 1.0)
    assert pace.seconds_left() is None
    through(pace, clock, "caption", 8, 1, 0)
    assert pace.seconds_left() is not None


def test_nothing_is_left_when_all_stages_are_through() -> None:
    clock = Clock()
    pace = Pace(clock)
    pace.planned("check", 4)
    through(pace, clock, "derive", 5, 5, 1.0)
    assert pace.seconds_left() is None
    pace.planned("check", 0)  # no photo came so far
    assert pace.seconds_left() == 0


def test_a_pause_does_not_count() -> None:
    clock = Clock()
    pace = Pace(clock)
    through(pace, clock, "caption", 20, 10, 6.0)
    before = pace.seconds_left()
    clock.now += 3600
    pace.leave_out(3600)
    assert pace.seconds_left() == pytest.approx(before)
    assert pace.seconds_each("caption") == pytest.approx(6.0)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(10, "less than a minute"), (70, "about 1 min"), (720, "about 12 min"), (3600, "about 1 h"),
     (7800, "about 2 h 10 min"), (7080, "about 2 h"), (86_000, "about 23 h")],
)  # fmt: skip
def test_times_are_as_rough_as_they_are(seconds: float, words: str) -> None:
    assert word(in_words(seconds)) == words
