"""The variants of a sweep against each other: `comparison.parquet` to read on, `comparison.html` to decide from."""

from __future__ import annotations

from pathlib import Path

from runner.reports.comparison.compared import Comparison, compare
from runner.reports.comparison.storing import store
from runner.reports.comparison.terminal import conclude

__all__ = ["Comparison", "compare", "conclude", "store", "write"]


def write(runs: Path, sweep: Path) -> Path:
    """Compare the variants of the sweep in the folder `sweep`; returns the path of its `comparison.html`.

    `comparison.parquet` is written beside it; the same evidence gives the same bytes. ConfigError when the folder holds
    no sweep.
    """
    return store(compare(runs, sweep), runs, sweep)
