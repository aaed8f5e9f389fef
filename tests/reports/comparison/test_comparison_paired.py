from __future__ import annotations

import numpy as np
import pytest

from runner.reports.comparison.paired import FEWEST, intervals, verdict
from runner.reports.intervals import Interval

NOTHING = float("nan")


def one(*values: float) -> Interval:
    return intervals([np.array(values, np.float64)])[0]


def test_photos_without_a_value_do_not_count() -> None:
    assert one(1, 0, 1, NOTHING, 0, 1)[::3] == (0.6, 5)
    assert one(5, NOTHING, NOTHING, 7) == Interval(6.0, None, None, 2)


def test_few_photos_have_a_mean_and_no_interval() -> None:
    assert one(*[1.0] * (FEWEST - 1)) == Interval(1.0, None, None, FEWEST - 1)
    assert one(*[1.0] * FEWEST) == Interval(1.0, 1.0, 1.0, FEWEST)
    assert one(NOTHING, NOTHING) == one() == Interval(None, None, None, 0)


def test_the_same_values_give_the_same_interval_beside_others() -> None:
    random = np.random.default_rng(3)
    samples = [random.normal(size=30), random.normal(size=30), random.normal(size=20)]
    assert intervals(samples) == [one(*sample) for sample in samples]


def test_intervals_hold_the_true_mean_about_as_often_as_they_say() -> None:
    random = np.random.default_rng(5)
    ends = [(each.low, each.high) for each in intervals([*random.exponential(size=(300, 40))])]
    held = [low <= 1 <= high for low, high in ends if low is not None and high is not None]
    assert len(held) == 300
    assert 0.88 <= np.mean(held) <= 0.98  # 95 % of normal means, somewhat less of means of few skewed values


@pytest.mark.parametrize(
    ("interval", "better", "said"),
    [
        (Interval(0.2, 0.1, 0.3, 9), "high", "better"),
        (Interval(0.2, 0.1, 0.3, 9), "low", "worse"),
        (Interval(-0.2, -0.3, -0.1, 9), "low", "better"),
        (Interval(-0.2, -0.3, -0.1, 9), None, "lower"),
        (Interval(0.2, 0.0, 0.3, 9), "high", "no difference shown"),
        (Interval(0.0, 0.0, 0.0, 9), "high", "no difference shown"),
        (Interval(0.5, None, None, 4), "high", "too few photos"),
        (Interval(None, None, None, 0), "high", "too few photos"),
    ],
)
def test_what_a_difference_comes_to(interval: Interval, better: str | None, said: str) -> None:
    assert verdict(interval, better) == said
