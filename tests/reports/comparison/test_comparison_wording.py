"""How the figures of a comparison are worded and drawn."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import sweep_of
from sample_run import Evidence

from runner.reports import comparison
from runner.reports.comparison import charts, saying
from runner.reports.comparison.charts import Point
from runner.reports.comparison.headline import headline
from runner.schema import ComparisonRow
from runner.store.sweepfile import Variant

ROW = ComparisonRow(
    "s", "a", "r", "ready", None, "…", "share", "high", 0.5, 0.25, 0.75, 20, "b", 0.2, 0.05, 0.36, 20, "better"
)


@pytest.mark.parametrize(
    ("unit", "number", "said", "changed"),
    [
        ("share", 0.412, "41 %", "+41 points"),
        ("share", 0.014, "1.4 %", "+1.4 points"),
        ("share", 0.0, "0 %", "0 points"),
        ("count", 1.5, "1.5", "+1.5"),
        ("seconds", 0.0852, "85 ms", "+0.09 s"),
        ("seconds", 75.0, "1 min 15 s", "+75.0 s"),
        ("tokens", 1234.4, "1,234", "+1,234"),
        ("cosine", 0.3124, "0.312", "+0.312"),
        ("distance", 0.25, "0.25", "+0.25"),
        ("megabytes", 942.5, "942 MB", "+942.5"),
    ],
)
def test_numbers_read_as_a_person_says_them(unit: str, number: float, said: str, changed: str) -> None:
    row = replace(ROW, unit=unit, value=number, difference=number, diff_low=None, diff_high=None)
    assert (saying.value(row), saying.change(row)) == (said, changed)


def test_a_difference_is_said_with_its_interval_and_what_it_rests_on() -> None:
    assert saying.change(ROW) == "+20 points (5.0 to 36)"
    assert saying.change(replace(ROW, difference=-0.2, diff_low=-0.36, diff_high=0.05)) == "−20 points (−36 to 5.0)"
    assert saying.between(ROW) == "25 % to 75 %"
    assert saying.rests_on(ROW) == "20 pairs"
    assert saying.rests_on(replace(ROW, base=None)) == "20 photos"
    assert saying.value(replace(ROW, value=None)) == "–"
    assert [saying.letter(number) for number in (0, 25, 26)] == ["A", "Z", "26"]


def test_a_track_puts_nought_in_the_middle_and_the_farthest_end_at_the_edge() -> None:
    reach = charts.reach([ROW, replace(ROW, diff_low=-0.5)])
    assert reach == 0.5
    line = re.search(r'class="reach" x1="([\d.]+)" x2="([\d.]+)"', charts.track(ROW, reach))
    assert line
    assert (float(line[1]), float(line[2])) == (pytest.approx(54.8), pytest.approx(84.56))
    assert charts.track(replace(ROW, difference=None), reach) == ""


def test_letters_in_the_chart_stand_apart_where_points_do_not() -> None:
    seconds = replace(ROW, unit="seconds", value=1.0, low=None, high=None)
    drawn = charts.scatter([Point(letter, letter, seconds, ROW) for letter in "ABC"])
    heights = [float(y) for y in re.findall(r'<text class="letter" x="[\d.]+" y="([\d.]+)"', drawn)]
    assert len(heights) == 3
    assert min(abs(a - b) for a in heights for b in heights if a != b) >= 18
    assert len(set(re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', drawn))) == 1
    assert charts.scatter([]) == ""


def test_of_many_variants_the_others_are_called_by_letters(tmp_path: Path) -> None:
    folder = tmp_path / "sweeps" / "demo" / sweep_of.ID
    for number in range(5):
        run = Evidence(sweep_of.run_id(number))
        for at in range(20):
            sweep_of.photo(run, f"{at:04}", "A heron.") if at < 4 * (number + 1) else sweep_of.fail(run, f"{at:04}")
        sweep_of.store(folder, number, run)
    sweep_of.write(folder, [Variant(n, f"seed={n}", (), sweep_of.run_id(n), "finished") for n in range(5)])
    said = headline(comparison.compare(tmp_path, folder))
    assert said == (
        "E, seed=4: 20 of 20 photos ready; more than D (16 of 20), C (12 of 20), B (8 of 20) and A (4 of 20)."
    )
