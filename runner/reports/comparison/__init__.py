"""Compares the variants of a sweep: `comparison.parquet` for further analysis, `comparison.html` to decide from."""

from __future__ import annotations

from pathlib import Path

from runner.reports.comparison.compared import Comparison, compare
from runner.reports.comparison.storing import store
from runner.reports.comparison.terminal import conclude

__all__ = ["Comparison", "compare", "conclude", "store", "write"]


def write(runs: Path, sweep: Path) -> Path:
    """Compare the variants of the sweep in the folder `sweep`; returns the path of its `comparison.html`.

    `comparison.parquet` is written next to it; the same evidence gives the same bytes. Raises ConfigError if the folder
    has no sweep.
    """
    return store(compare(runs, sweep), runs, sweep)
