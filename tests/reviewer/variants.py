"""Makes a sweep of three variants for a blind choice, from copies of one run."""

from __future__ import annotations

import shutil
from pathlib import Path

import polars as pl

from runner.store import sweepfile
from runner.store.catalog import open_catalog
from runner.store.preferences import Preferred, preferences
from runner.store.sweepfile import SweepFile, Variant
from tests.reviewed_demo import as_it_stands

VARIANTS = ("0-plain", "1-long", "2-odd")


def prepare(run: Path, runs: Path) -> Path:
    """Write the sweep. The second variant says more of every photo than the first, the third of one; a fourth waits."""
    folder = runs / "sweeps" / "demo" / "20261121-130000-abcd"
    one = pl.col("source_path").str.contains("DSC_0142")
    for name, changed in zip(VARIANTS, (None, pl.lit(True), one), strict=True):
        shutil.copytree(run, folder / name)
        rows = pl.read_parquet(folder / name / "rows.parquet")
        more = pl.col("caption") + f" In more words ({name})."
        if changed is not None:
            rows = rows.with_columns(pl.when(changed).then(more).otherwise("caption").alias("caption"))
        rows.write_parquet(folder / name / "rows.parquet")
        as_it_stands(folder / name)
    variants = [Variant(number, name, (), name, "finished") for number, name in enumerate(VARIANTS)]
    waiting = Variant(3, "waits", ())
    sweepfile.write(folder, SweepFile(folder.name, "demo", "finished", "runner -m …", "", (*variants, waiting)))
    return folder


def kept(runs: Path, sweep: Path) -> list[Preferred]:
    """The choices in the catalogue."""
    with open_catalog(runs / "catalog.db") as catalog:
        return list(preferences(catalog, sweep.name))
