"""Reads rows of a set's earlier runs: what was on the screen when a person wrote or decided something."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from runner.schema import ReviewRow
from runner.store import rows as review_rows
from runner.store.evidence import columns


def rows_of(runs: Path, set_name: str, run_id: str, items: Sequence[str]) -> pl.DataFrame:
    """Return the review rows of these photos in that run of the set or of its sweeps; empty if the run was deleted."""
    places = (runs / set_name / run_id, *(runs / "sweeps" / set_name).glob(f"*/{run_id}"))
    found = next((run for run in places if (run / "rows.parquet").is_file()), None)
    return pl.DataFrame(schema=columns(ReviewRow)) if found is None else rows_in(found, items)


def rows_in(run: Path, items: Sequence[str]) -> pl.DataFrame:
    """Return the review rows of these photos in a run's folder; empty if the run was deleted."""
    if not (run / "rows.parquet").is_file():
        return pl.DataFrame(schema=columns(ReviewRow))
    rows = review_rows.read(run).photos()
    return rows.filter(rows["item_id"].is_in(list(items)))
