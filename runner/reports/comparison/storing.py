"""The files of a comparison."""

from __future__ import annotations

from pathlib import Path

from runner.reports.comparison import page
from runner.reports.comparison.compared import Comparison
from runner.store.evidence import write_parquet


def store(found: Comparison, runs: Path, sweep: Path) -> Path:
    """Write `comparison.parquet` and `comparison.html` into the sweep's folder; returns the path of the page."""
    write_parquet(sweep / "comparison.parquet", found.table(), {"sweep_id": sweep.name})
    return page.write(found, runs, sweep)
