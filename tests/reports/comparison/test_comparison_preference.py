from __future__ import annotations

import numpy as np
import pytest

from runner.reports.comparison.preference import _strengths, standings
from runner.store.preferences import Choice, Preferred


def choice(item: int, left: str, right: str, chosen: Choice) -> Preferred:
    return Preferred(f"{item:016x}", left, right, chosen, "ann", "2026-11-21T12:00:00+00:00")


def test_strengths_are_where_the_likelihood_is_greatest() -> None:
    wins = np.array([[0, 7.5, 3], [2.5, 0, 4], [1, 6, 0]], np.float64)
    strengths = _strengths(wins[None])[0]
    own = wins + 0.5 * (1 - np.eye(3))

    def log_likelihood(tried: np.ndarray) -> float:
        chances = tried[:, None] / (tried[:, None] + tried[None, :])
        return float((own * np.log(chances)).sum())

    best = log_likelihood(strengths)
    for place in range(3):
        for factor in (0.99, 1.01):
            other = strengths.copy()
            other[place] *= factor
            assert log_likelihood(other) < best


def test_two_variants_alone_are_their_share_of_choices() -> None:
    choices = [choice(n, "a", "b", "left" if n < 15 else "right") for n in range(20)]
    first, second = standings(choices, ["a", "b"], "a")
    assert second.against_base is not None
    assert second.preferred.mean == pytest.approx(5.5 / 21, abs=1e-5)  # with one imaginary tie
    assert first.preferred.mean == pytest.approx(1 - 5.5 / 21, abs=1e-5)
    assert first.against_base is None
    assert (second.won, second.lost, second.tied, second.preferred.photos) == (5, 15, 0, 20)
    assert second.preferred.high is not None
    assert second.preferred.high < 0.5


def test_ties_and_both_bad_count_half_for_each() -> None:
    choices = [choice(n, "a", "b", "tie" if n % 2 else "both_bad") for n in range(8)]
    first, second = standings(choices, ["a", "b"], "a")
    assert first.preferred.mean == second.preferred.mean == 0.5
    assert (first.tied, first.both_bad, first.won, first.lost) == (4, 4, 0, 0)


def test_one_who_never_won_has_a_finite_place() -> None:
    choices = [choice(n, "a", "b", "left") for n in range(30)]
    _, second = standings(choices, ["a", "b", "never shown"], "a")
    assert second.preferred.mean is not None
    assert 0 < second.preferred.mean < 0.05
    assert second.preferred.low is not None
    assert second.preferred.low > 0


def test_it_does_not_matter_who_stood_left() -> None:
    there = [choice(n, "a", "b", "left") for n in range(6)]
    back = [choice(n, "b", "a", "right") for n in range(6)]
    assert standings(there, ["a", "b"], "a") == standings(back, ["a", "b"], "a")


def test_who_beat_the_same_one_is_comparable_though_never_shown_together() -> None:
    choices = [choice(n, "a", "b", "left" if n < 9 else "right") for n in range(10)]
    choices += [choice(n, "b", "c", "left" if n < 9 else "right") for n in range(10)]
    first, second, third = (each.preferred.mean or 0 for each in standings(choices, ["a", "b", "c"], "c"))
    assert first > second > third


def test_runs_of_other_sweeps_are_left_out() -> None:
    assert standings([choice(1, "a", "elsewhere", "left")], ["a", "b"], "a") == []
