from __future__ import annotations

from pathlib import Path

import pytest
from sample_run import Evidence

from runner.reports.cost import CostOptions, computed, cost

UNKNOWN = CostOptions(None, None, None, "EUR")


def test_without_prices_nothing_is_said() -> None:
    assert UNKNOWN.per_hour is None
    assert cost(UNKNOWN, 3600, 10) is None


def test_rent_and_energy_add_up() -> None:
    options = CostOptions(2.0, 500, 0.3, "EUR")
    assert options.per_hour == pytest.approx(2.15)
    made = cost(options, 1800, 100)
    assert made == {"currency": "EUR", "per_hour": 2.15, "total": 1.075, "per_photo": 0.01075, "kwh": 0.25}


def test_energy_is_known_without_its_price_and_costs_nothing_then() -> None:
    made = cost(CostOptions(None, 500, None, "EUR"), 3600, 10)
    assert made == {"currency": "EUR", "per_hour": None, "total": None, "per_photo": None, "kwh": 0.5}


@pytest.mark.parametrize("photos", [0, None])
def test_a_run_that_worked_on_nothing_costs_nothing_a_photo(photos: int | None) -> None:
    made = cost(CostOptions(2.0, None, None, "EUR"), 3600, photos)
    assert made is not None
    assert (made["total"], made["per_photo"]) == (2.0, None)


def test_a_photo_counts_once_and_one_with_earlier_results_only_does_not(tmp_path: Path) -> None:
    run = Evidence("run-2")
    for item_id in ("aa", "bb", "cc"):
        run.review(item_id, "passed", f"{item_id}.jpg")
    run.add("intake", "aa", reused_from="run-1")
    run.add("intake", "bb", reused_from="run-1")
    run.add("intake", "cc", reused_from="run-1")
    run.add("check", "bb")
    run.add("repair", "bb")
    run.add("caption", "cc", status="failed")
    run.store(tmp_path / "run-2")
    assert computed(tmp_path / "run-2", ["intake", "check", "repair", "caption", "nothing"]) == 2
