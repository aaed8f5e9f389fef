"""The evidence of single photos, looked up by the type of row and not by a stage's name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from runner.schema import Row
from runner.store import evidence

R = TypeVar("R", bound=Row)


def table(run: Path, row_type: type[Row], only: Sequence[str]) -> pl.DataFrame | None:
    """Good rows of this type with `item_id` and the columns `only`; None when the run has left none."""
    name = stage(run, row_type)
    if name is None:
        return None
    read = evidence.read(run, name, only)
    return read.filter(pl.col("status") == "ok").select("item_id", *only)


def rows(run: Path, row_type: type[R], items: Iterable[str]) -> dict[str, R]:
    """The good rows of these photos, by item_id; a photo without one is not there."""
    name = stage(run, row_type)
    wanted = list(items)
    if name is None or not wanted:
        return {}
    found = _good(run, name, wanted)
    made = evidence.to_rows(row_type, found)
    return dict(zip(found["item_id"], made, strict=True))


def records(run: Path, row_type: type[Row], item_id: str) -> dict[str, Any] | None:
    """One photo's good row as plain values with the columns of every evidence row; None when there is none."""
    name = stage(run, row_type)
    found = None if name is None else _good(run, name, [item_id])
    return None if found is None or found.is_empty() else found.row(0, named=True)


def stage(run: Path, row_type: type[Row]) -> str | None:
    """The stage of the run that left rows of this type: of several that have the columns, the one with fewest more."""
    own = set(evidence.columns(row_type))
    spare = {name: len(has - own) for name in evidence.stages(run) if own <= (has := _columns(run, name))}
    return min(spare, key=lambda name: spare[name], default=None)


def _good(run: Path, name: str, items: Sequence[str]) -> pl.DataFrame:
    parts = sorted(evidence.stage_folder(run, name).glob("part-*.parquet"))
    good = (pl.col("status") == "ok") & pl.col("item_id").is_in(list(items))
    return evidence.select(parts, good).unique("item_id", keep="last")


def _columns(run: Path, name: str) -> frozenset[str]:
    first = next(evidence.stage_folder(run, name).glob("part-*.parquet"), None)
    return _schema(first) if first else frozenset()


@lru_cache(maxsize=256)
def _schema(part: Path) -> frozenset[str]:
    return frozenset(pl.read_parquet_schema(part))
