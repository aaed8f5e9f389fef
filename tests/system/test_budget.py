"""A run that stops when its budget is spent, and continues."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import polars as pl
import program
import pytest

Runner = Callable[..., subprocess.CompletedProcess[str]]
PRICES = ("cost.price_per_hour=3.6", "cost.watts=100", "cost.price_per_kwh=0.5", "cost.currency=CHF")


def test_a_budget_stops_each_run_with_what_is_left_listed_and_the_next_goes_on(runner: Runner, tmp_path: Path) -> None:
    ended = runner("-m", "set=demo", "caption=composer", "repair=default,off", "limits.max_cost=0.001", *PRICES)
    assert ended.returncode == 5, ended.stderr
    assert "Stopped: limits.max_cost is spent." in ended.stdout
    assert "The same command goes on from here" in ended.stdout
    (sweep,) = tmp_path.glob("runs/sweeps/demo/*/sweep.json")
    said = json.loads(sweep.read_text())
    assert [said["state"], *(variant["state"] for variant in said["variants"])] == ["stopped"] * 3
    assert all((sweep.parent / variant["run"] / "left.parquet").is_file() for variant in said["variants"])
    run = sweep.parent / said["variants"][0]["run"]
    file = json.loads((run / "run.json").read_text())
    assert file["state"] == "stopped"
    left = pl.read_parquet(run / "left.parquet")
    counts = dict(left.explode("stages").group_by("stages").len().iter_rows())
    assert counts == file["left"]
    for stage, count in counts.items():
        parts = [pl.read_parquet(part) for part in sorted((run / "evidence" / stage).glob("*"))]
        done = {item_id for part in parts for item_id in part["item_id"]}
        waiting = left.filter(pl.col("stages").list.contains(stage))
        assert done.isdisjoint(waiting["item_id"]), stage
        assert waiting.height == count
    again = runner("set=demo", "caption=composer", *PRICES)
    assert again.returncode == 0, again.stderr
    finished = json.loads((tmp_path / "runs" / "demo" / "latest" / "run.json").read_text())
    assert (finished["state"], finished["left"]) == ("finished", None)
    reused = next(stage["reused"] for stage in finished["summary"]["stages"] if stage["stage"] == "intake")
    last = json.loads((sweep.parent / said["variants"][1]["run"] / "run.json").read_text())
    assert reused == 17 - last["left"].get("intake", 0) > 0, "what was done by then is not done again"
    hours = finished["wall_s"] / 3600
    per_hour = 3.6 + 0.1 * 0.5
    assert finished["cost"]["currency"] == "CHF"
    assert finished["cost"]["kwh"] == pytest.approx(0.1 * hours, abs=1e-6)
    assert finished["cost"]["total"] == pytest.approx(per_hour * hours, abs=1e-6)
    assert finished["cost"]["per_photo"] == pytest.approx(per_hour * hours / finished["computed"], abs=1e-6)
    shown = program.run(["runs", "list", "--runs", tmp_path / "runs"])
    assert "stopped" in shown.stdout
