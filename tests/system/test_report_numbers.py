"""The numbers in a run's report, computed again from its Parquet files without the program's code."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

Runner = Callable[..., subprocess.CompletedProcess[str]]


def table(run: Path, stage: str) -> pl.DataFrame:
    return pl.concat(pl.read_parquet(part) for part in run.glob(f"evidence/{stage}/part-*.parquet"))


def modified_z(column: str) -> pl.Expr:
    away = pl.col(column) - pl.col(column).median()
    return 0.6745 * away / away.abs().median()


@pytest.fixture
def run(runner: Runner, tmp_path: Path) -> Path:
    ended = runner("set=demo", "caption=composer")
    assert ended.returncode == 0, ended.stderr
    return tmp_path / "runs" / "demo" / "latest"


def test_every_number_follows_from_the_evidence(run: Path) -> None:
    summary: dict[str, Any] = json.loads((run / "run.json").read_text("utf-8"))["summary"]
    rows = pl.read_parquet(run / "rows.parquet")
    assert summary["files"] == rows.height == pl.read_parquet(run / "sources.parquet").height
    counted = dict(rows["outcome"].value_counts().iter_rows())
    assert {outcome: number for outcome, number in summary["outcomes"].items() if number} == counted
    photos = rows.filter(pl.col("outcome") != "copy")
    broken = pl.concat([photos.select(rule="findings"), photos.select(rule="warnings")]).explode("rule").drop_nulls()
    reported = {each["rule"]: each["photos"] for each in summary["rules"]}
    assert reported == dict(broken["rule"].value_counts().iter_rows())
    assert summary["captioning"]["captions"] == photos["attempts"].sum()


def test_the_report_before_review_follows_from_the_evidence(run: Path) -> None:
    review = json.loads((run / "run.json").read_text("utf-8"))["summary"]["review"]
    similar, attempts = table(run, "similar"), table(run, "attempts").filter(pl.col("attempt") > 0)
    assert review["near_duplicate_photos"] == similar["near_duplicate_of"].count() > 0
    assert review["near_duplicate_groups"] == similar["near_duplicate_of"].drop_nulls().n_unique()
    assert (review["series"], review["photos_in_series"]) == (
        similar["series"].drop_nulls().n_unique(),
        similar["series"].count(),
    )
    derived = (
        table(run, "derive")
        .filter(pl.col("status") == "ok")
        .with_columns(size=(pl.col("width") * pl.col("height")).log())
    )
    for figure, least in (("size", 0.405), ("brightness", 0.1), ("sharpness", 0.05)):
        far = (modified_z(figure).abs() > 3.5) & ((pl.col(figure) - pl.col(figure).median()).abs() >= least)
        assert review[f"{figure}_outliers"] == derived.select(far.sum()).item(), figure
    through = pl.read_parquet(run / "rows.parquet").filter(pl.col("outcome").is_in(["passed", "repaired"])).height
    assert review["sample_photos"] == -(-through // 10)
    assert review["photos_tried_again"] == attempts["item_id"].n_unique()
    assert review["mendings"] == attempts.filter(by="mending").height
    repeated = table(run, "duplicates").explode("findings").drop_nulls("findings").unnest("findings")
    for (rule,), found in repeated.group_by("rule"):
        assert review[f"{rule}_photos"] == found["item_id"].n_unique()
