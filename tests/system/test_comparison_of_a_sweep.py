"""A sweep by the real program: its comparison, with numbers checked by a query over the evidence of the runs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from runner.cli import run
from runner.store import sweepfile


def test_a_sweep_ends_with_a_comparison_whose_numbers_are_those_of_its_evidence(
    runner: Callable[..., subprocess.CompletedProcess[str]], tiny_vlm: tuple[Path, Path], tmp_path: Path
) -> None:
    model, projector = tiny_vlm
    ended = runner(
        "-m", "set=demo", "caption=composer,vision_gguf", "repair=off", f"++caption.model={model}",
        f"++caption.mmproj={projector}", "++caption.max_tokens=24",
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr
    (sweep,) = sweepfile.find(tmp_path / "runs")
    file = sweepfile.read(sweep)
    assert file
    composer, vision = file.variants
    assert f"{composer.name}: 6 of 17 photos ready; more than {vision.name} (0 of 17)." in " ".join(
        ended.stdout.split()
    )
    table = pl.read_parquet(sweep / "comparison.parquet")
    for variant in file.variants:
        expected = _queried(sweep / str(variant.run))
        own = table.filter(pl.col("variant") == variant.name, pl.col("about").is_null())
        told = {row["measure"]: row["value"] for row in own.iter_rows(named=True)}
        assert {name: told[name] for name in expected} == pytest.approx(expected, abs=1e-6)
    ready = table.filter(variant=vision.name, measure="ready").row(0, named=True)
    assert (ready["difference"], ready["pairs"], ready["verdict"]) == (pytest.approx(-6 / 17, abs=1e-6), 17, "worse")
    assert "data:image/jpeg" not in (page := (sweep / "comparison.html").read_text("utf-8"))  # packed
    assert "llama 0M" in page
    before = (sweep / "comparison.parquet").read_bytes()
    assert run(["compare", "demo", "--runs", str(tmp_path / "runs")]) == 0
    assert (sweep / "comparison.parquet").read_bytes() == before


def _queried(folder: Path) -> dict[str, float | None]:
    rows = pl.scan_parquet(folder / "rows.parquet").filter(pl.col("outcome") != "copy")
    repair = pl.scan_parquet(folder / "evidence" / "repair" / "*.parquet").filter(pl.col("status") == "ok")
    beside = pl.scan_parquet(folder / "evidence" / "duplicates" / "*.parquet").filter(pl.col("status") == "ok")
    found = pl.concat_list("findings", pl.col("beside").fill_null([]))
    severity, spent = pl.element().struct.field("severity"), pl.element().struct.field("ms")
    joined = rows.select("item_id", "outcome").join(
        repair.select("item_id", "findings", "attempts"), on="item_id", how="left"
    )
    counted = joined.join(beside.select("item_id", beside="findings"), on="item_id", how="left").select(
        ready=pl.col("outcome").is_in(["passed", "repaired"]).mean(),
        failed=(pl.col("outcome") == "failed").mean(),
        blocked=(pl.col("outcome") == "blocked").mean(),
        errors=found.list.eval(severity == "error").list.sum().mean(),
        seconds=pl.col("attempts").list.eval(spent).list.sum().mean() / 1000,
    )
    return counted.collect().row(0, named=True)
