"""`set=golden`: approved photos whose texts another model, prompt or rule must not make worse."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import polars as pl

from runner.imaging import samples
from runner.store.catalog import open_catalog
from runner.store.decisions import PhotoDecision, ReviewContext, record

Runner = Callable[..., subprocess.CompletedProcess[str]]


def approve(runs: Path) -> list[str]:
    """Approve all that is ready in the newest run of the set; returns the captions."""
    run = (runs / "golden" / "latest").resolve()
    rows = pl.read_parquet(run / "rows.parquet").filter(pl.col("outcome") == "passed")
    with open_catalog(runs / "catalog.db") as catalog:
        verdicts = [
            PhotoDecision(row["item_id"], "approved", row["content_hash"]) for row in rows.iter_rows(named=True)
        ]
        record(catalog, ReviewContext("golden", run.name, "Ada"), [], verdicts)
    return rows["caption"].to_list()


def figures(runs: Path) -> dict[str, object]:
    file = json.loads((runs / "golden" / "latest" / "run.json").read_text())
    return {name: file["regression"][name] for name in ("approved", "compared", "worse", "failed")}


def test_a_stricter_rule_that_blocks_what_was_approved_is_exit_4_and_the_same_configuration_is_0(
    runner: Runner, tmp_path: Path
) -> None:
    samples.lay_out(tmp_path / "photos" / "golden")
    runs = tmp_path / "runs"
    first = runner("set=golden", "caption=composer")
    assert first.returncode == 0, first.stderr
    assert "nothing is approved yet" in first.stdout
    captions = approve(runs)
    longest = max(len(caption.split()) for caption in captions)
    short = sum(len(caption.split()) < longest for caption in captions)
    assert 0 < short < len(captions), "the bound divides them"
    stricter = f"rules.rules.length.caption.least_words={longest}"

    same = runner("set=golden", "caption=composer")
    assert same.returncode == 0, same.stderr
    assert figures(runs) == {"approved": len(captions), "compared": len(captions), "worse": 0, "failed": False}

    worse = runner("set=golden", "caption=composer", stricter)
    assert worse.returncode == 4
    assert f"{short} of {len(captions)} approved photos got worse" in worse.stdout
    assert "was passed, is blocked, breaks length" in worse.stdout
    assert figures(runs) == {"approved": len(captions), "compared": len(captions), "worse": short, "failed": True}
    table = pl.read_parquet(runs / "golden" / "latest" / "regression.parquet")
    assert table.filter("worse")["new_errors"].to_list() == [["length"]] * short
    assert all(len(caption.split()) < longest for caption in table.filter("worse")["caption"])
