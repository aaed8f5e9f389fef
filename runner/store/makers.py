"""Which model made the rows of a node, according to the rows, whatever the configuration is called."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import polars as pl

from runner.store import evidence

_COLUMNS = ("model", "model_hash")


class Maker(NamedTuple):
    """A model as named in rows; None for what they do not contain."""

    model: str | None = None  # its name
    weights: str | None = None  # hash of its weights


def maker(run: Path, node: str) -> Maker:
    """The model named in the first good row that a node left in a run."""
    first = next(iter(evidence.parts(run, node)), None)
    if first is None:
        return Maker()
    there = [name for name in _COLUMNS if name in pl.read_parquet_schema(first)]
    rows = pl.scan_parquet(first, glob=False).filter(pl.col("status") == "ok").select("item_id", *there).head(1)
    found = next(rows.collect().iter_rows(named=True), {})
    return Maker(*(found.get(name) for name in _COLUMNS))
