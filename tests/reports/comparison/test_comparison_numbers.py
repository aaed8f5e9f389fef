"""The numbers of comparison.parquet, computed again by polars from the evidence on disk and by scipy."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
import sweep_of
from sample_run import Evidence
from scipy import stats

from runner.messages import say
from runner.reports import comparison
from runner.store.sweepfile import Variant

VARIANT_0, VARIANT_1, VARIANT_2 = sweep_of.NAMES


@pytest.fixture(scope="module")
def sweep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    runs = tmp_path_factory.mktemp("runs")
    folder = runs / "sweeps" / "demo" / sweep_of.ID
    sweep_of.random_sweep(folder)
    comparison.write(runs, folder)
    return folder


def queried(sweep: Path, number: int) -> pl.DataFrame:
    """Some measures of every photo, by one query over rows.parquet and the parts of the evidence."""
    run = sweep / sweep_of.run_id(number)
    rows = pl.scan_parquet(run / "rows.parquet").filter(pl.col("outcome") != "copy")
    repair = pl.scan_parquet(run / "evidence" / "repair" / "*.parquet").select("item_id", "findings", "attempts")
    beside = pl.scan_parquet(run / "evidence" / "duplicates" / "*.parquet").select("item_id", repeats="findings")
    joined = (
        rows.drop("findings", "attempts").join(repair, on="item_id", how="left").join(beside, on="item_id", how="left")
    )
    severity = pl.element().struct.field("severity")
    rule = pl.element().struct.field("rule")
    every = pl.concat_list("findings", "repeats")
    unsupported = pl.col("findings").list.eval(rule.str.starts_with("ungrounded_")).list.sum()
    claims = unsupported + pl.col("grounds").list.len()
    drafted = pl.col("attempts").list.get(0).struct.field("after").list.eval(severity == "error").list.any()
    return (
        joined.select(
            "item_id",
            ready=pl.col("outcome").is_in(["passed", "repaired"]),
            blocked=pl.col("outcome") == "blocked",
            failed=pl.col("outcome") == "failed",
            errors=every.list.eval(severity == "error").list.sum(),
            warnings=every.list.eval(severity == "warn").list.sum(),
            duplicate=every.list.eval(rule == "duplicate_caption").list.any(),
            draft_error=drafted,
            repair_won=pl.when(drafted).then(~pl.col("findings").list.eval(severity == "error").list.any()),
            asked_again=pl.col("attempts").list.len() - 1,
            ungrounded=pl.when(claims > 0).then(unsupported / claims),
            seconds=pl.col("attempts").list.eval(pl.element().struct.field("ms")).list.sum() / 1000,
            tokens_written=pl.col("attempts").list.eval(pl.element().struct.field("completion_tokens")).list.sum(),
            keywords=pl.when(pl.col("outcome") != "failed").then(pl.col("keywords").list.len()),
            known_words=pl.when(pl.col("outcome") != "failed").then(
                pl.col("keywords").list.contains("heron").cast(pl.Float64) / 2
            ),
            vocabulary=pl.when(pl.col("outcome") != "failed").then(pl.col("keywords").list.contains("glider")),
            rule_fluff=every.list.eval(rule == "fluff").list.any(),
        )
        .with_columns(pl.exclude("item_id").cast(pl.Float64))
        .sort("item_id")
        .collect()
    )


def told(sweep: Path, variant: str, measure: str, about: str | None = None) -> dict[str, Any]:
    own = sweep_of.read(sweep).filter(
        pl.col("variant") == variant, pl.col("measure") == measure, pl.col("about").eq_missing(pl.lit(about))
    )
    return own.row(0, named=True)


MEASURES = (
    "ready", "blocked", "failed", "errors", "warnings", "duplicate", "draft_error", "repair_won", "asked_again",
    "ungrounded", "seconds", "tokens_written", "keywords", "known_words", "vocabulary",
)  # fmt: skip


@pytest.mark.parametrize("number", range(3))
def test_every_value_is_what_a_query_over_the_evidence_gives(sweep: Path, number: int) -> None:
    table = queried(sweep, number)
    for measure in MEASURES:
        row, values = told(sweep, sweep_of.NAMES[number], measure), table[measure].drop_nulls()
        assert row["value"] == pytest.approx(values.mean(), abs=1e-6), measure
        assert row["photos"] == len(values), measure
    assert told(sweep, sweep_of.NAMES[number], "rule", "fluff")["value"] == pytest.approx(
        table["rule_fluff"].mean(), abs=1e-6
    )
    assert table["ready"].mean() not in (0, 1)
    assert table["ungrounded"].n_unique() > 2


@pytest.mark.parametrize("number", [1, 2])
def test_every_difference_is_that_of_the_photos_that_both_have(sweep: Path, number: int) -> None:
    both = queried(sweep, number).join(queried(sweep, 0), on="item_id", suffix="_base")
    for measure in MEASURES:
        row = told(sweep, sweep_of.NAMES[number], measure)
        paired = both.select(pl.col(measure) - pl.col(f"{measure}_base")).to_series().drop_nulls()
        assert row["difference"] == pytest.approx(paired.mean(), abs=1e-6), measure
        assert (row["pairs"], row["base"]) == (len(paired), VARIANT_0), measure
    row = told(sweep, VARIANT_1, "repair_won")
    assert 0 < row["pairs"] < row["photos"]


@pytest.mark.parametrize("measure", ["ready", "errors", "seconds", "ungrounded", "asked_again"])
def test_intervals_are_those_of_another_implementation(sweep: Path, measure: str) -> None:
    both = queried(sweep, 2).join(queried(sweep, 0), on="item_id", suffix="_base")
    paired = both.select(pl.col(measure) - pl.col(f"{measure}_base")).to_series().drop_nulls().to_numpy()
    row = told(sweep, VARIANT_2, measure)
    if not paired.any():
        assert (row["diff_low"], row["diff_high"], row["verdict"]) == (0, 0, "no difference shown")
        return
    random = np.random.default_rng(99)
    other = stats.bootstrap((paired,), np.mean, n_resamples=20_000, method="BCa", rng=random).confidence_interval
    width = other.high - other.low
    assert row["diff_low"] == pytest.approx(other.low, abs=0.08 * width)
    assert row["diff_high"] == pytest.approx(other.high, abs=0.08 * width)


def test_a_verdict_says_what_the_interval_says(sweep: Path) -> None:
    rows = sweep_of.read(sweep).filter(pl.col("base").is_not_null(), pl.col("diff_low").is_not_null())
    for row in rows.iter_rows(named=True):
        inside = row["diff_low"] <= 0 <= row["diff_high"]
        assert (row["verdict"] == "no difference shown") == inside, row
        if not inside and row["better"]:
            assert (row["verdict"] == "better") == ((row["difference"] > 0) == (row["better"] == "high")), row
    assert told(sweep, VARIANT_2, "seconds")["verdict"] == "worse"
    assert told(sweep, VARIANT_2, "failed")["verdict"] == "no difference shown"


def test_the_base_is_compared_with_nothing(sweep: Path) -> None:
    own = sweep_of.read(sweep).filter(pl.col("variant") == VARIANT_0)
    assert own.select("base", "difference", "verdict").null_count().row(0) == (own.height,) * 3


def test_a_second_comparison_gives_the_same_bytes(sweep: Path) -> None:
    before = (sweep / "comparison.parquet").read_bytes(), (sweep / "comparison.html").read_text("utf-8")
    comparison.write(sweep.parents[2], sweep)
    assert ((sweep / "comparison.parquet").read_bytes(), (sweep / "comparison.html").read_text("utf-8")) == before


def test_every_column_is_there_and_every_row_says_what_it_means(sweep: Path) -> None:
    table = sweep_of.read(sweep)
    assert table["meaning"].str.ends_with(".").all()
    assert table["measure"].n_unique() > 20
    assert set(table["unit"]) <= {"share", "count", "seconds", "tokens", "words", "cosine", "megabytes", "distance"}


def test_claims_and_what_stages_declare_are_compared_and_what_is_the_same_everywhere_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "sweeps" / "demo" / sweep_of.ID
    broken = asdict(say("unread.nothing", size=12))
    for number, verdicts in enumerate([("supported", "contradicted"), ("supported", "supported")]):
        run = Evidence(sweep_of.run_id(number))
        claims = [claim(each) for each in verdicts]
        sweep_of.photo(run, "a" * 16, "A heron.", claims=claims, unread=[broken] * number, focal_35mm=50.0)
        sweep_of.photo(run, "b" * 16, "An egret.", claims=[], unread=[], focal_35mm=35.0)
        sweep_of.store(folder, number, run)
    sweep_of.write(folder, [Variant(n, f"seed={n}", (), sweep_of.run_id(n), "finished") for n in range(2)])
    comparison.write(tmp_path, folder)
    rows = sweep_of.read(folder)
    told = {(each["variant"], each["measure"], each["about"]): each for each in rows.iter_rows(named=True)}
    assert [told[f"seed={n}", "contradicted", None]["value"] for n in range(2)] == [1, 0]
    assert [told[f"seed={n}", "confirmed", None]["photos"] for n in range(2)] == [1, 1], "nobody looked at the other"
    assert [told[f"seed={n}", "column", "unread"]["value"] for n in range(2)] == [0, 0.5]
    assert not any(about == "focal_35mm" for _, _, about in told), "the lens is the same, whoever writes"


def claim(verdict: str) -> dict[str, Any]:
    plain = {"field": "caption", "words": "heron", "kind": "object", "value": "bird", "verdict": verdict}
    nothing = dict.fromkeys(("severity", "probability", "seen"))
    return {**plain, **nothing, "supporting": ["objects"], "opposing": []}
