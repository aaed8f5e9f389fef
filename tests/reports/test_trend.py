from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from runner.errors import ConfigError
from runner.reports import runs
from runner.reports.over_time.trend import COLUMNS, trend
from runner.store import runfile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "runs"


def ran(folder: Path, number: int, counts: tuple[int, int, int, int, int] | None, **values: Any) -> None:
    run = folder / values.pop("set", "birds") / f"20260101-00000{number}-aa"
    run.mkdir(parents=True)
    names = ("passed", "repaired", "blocked", "failed", "copy")
    summary = (
        {"outcomes": dict(zip(names, counts, strict=True)), "captioning": {"models": ["tiny"]}} if counts else None
    )
    made = {"state": "finished", "started_at": f"2026-01-0{number}T10:00:00+00:00", "wall_s": 10.0, **values}
    file = runfile.begin(run, run.parent.name, made.pop("graph", "prepare"), "runner")
    runfile.write(run, replace(file, summary=summary, **made))


def price(total: float, each: float) -> dict[str, Any]:
    return {"currency": "EUR", "per_hour": 1.0, "total": total, "per_photo": each, "kwh": None}


def test_a_run_is_a_row_with_shares_and_times_a_photo(folder: Path) -> None:
    ran(folder, 2, (6, 2, 1, 1, 5), computed=4, cost=price(0.5, 0.125))
    ran(folder, 1, (1, 0, 3, 0, 0), computed=20)
    first, second = trend(folder, "birds").to_dicts()
    assert [first["run_id"], second["run_id"]] == ["20260101-000001-aa", "20260101-000002-aa"]
    assert (second["photos"], second["ready"], second["s_per_photo"]) == (10, 0.8, 2.5)
    assert (second["cost"], second["cost_per_photo"], second["currency"]) == (0.5, 0.125, "EUR")
    assert (first["ready"], first["s_per_photo"], first["cost"], first["currency"]) == (0.25, 0.5, None, None)
    assert second["captioners"] == ["tiny"]


def test_what_is_not_known_is_null(folder: Path) -> None:
    ran(folder, 1, None, state="stopped", computed=0)
    ran(folder, 2, (0, 0, 0, 0, 0))
    ran(folder, 3, None, state="killed", wall_s=None)
    stopped, empty, killed = trend(folder, "birds").to_dicts()
    assert (stopped["photos"], stopped["ready"], stopped["s_per_photo"]) == (None, None, None)
    assert (empty["ready"], empty["computed"]) == (None, None)
    assert killed["wall_s"] is None


def test_publishing_running_and_other_sets_are_no_part_of_it(folder: Path) -> None:
    ran(folder, 1, (1, 0, 0, 0, 0))
    ran(folder, 2, None, graph="publish", published={"new": 1})
    ran(folder, 3, None, state="running")
    ran(folder, 4, (1, 0, 0, 0, 0), set="bees")
    assert trend(folder, "birds")["run_id"].to_list() == ["20260101-000001-aa"]
    assert trend(folder, None)["set"].to_list() == ["bees", "birds"]


def test_it_is_shown_with_the_way_of_each_figure_and_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran(folder, 1, (1, 0, 3, 0, 0), computed=10, cost=price(0.004, 0.0004))
    ran(folder, 2, (2, 0, 2, 0, 0), computed=5, cost=price(12.0, 2.4))
    ran(folder, 3, (3, 0, 1, 0, 0), computed=4, cost=price(8.0, 2.0))
    out = folder.parent / "trend.parquet"
    assert runs.command(["trend", "birds", f"out={out}", "--runs", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "ready      ▁▅█  from 25% to 75%" in said
    assert "s each     ▁▆█  from 1.00 s to 2.50 s" in said
    assert "0.0040 EUR" in said
    assert "12.00 EUR" in said
    read = pl.read_parquet(out)
    assert read.schema == pl.Schema(COLUMNS)
    assert read.height == 3


def test_without_prices_nothing_is_said_about_cost(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran(folder, 1, (1, 0, 3, 0, 0), computed=10)
    runs.command(["trend", "--runs", str(folder)])
    assert "cost" not in capsys.readouterr().out


@pytest.mark.parametrize("words", [["bees"], ["birds", "bees"], ["uot=x.parquet"]])
def test_what_cannot_be_shown_is_a_sentence(folder: Path, words: list[str]) -> None:
    ran(folder, 1, (1, 0, 3, 0, 0))
    with pytest.raises(ConfigError):
        runs.command(["trend", *words, "--runs", str(folder)])
