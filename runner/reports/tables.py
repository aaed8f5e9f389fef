"""Finds the evidence of a row type in a run, whatever the name of its stage in the graph.

Tables are read on demand and with the requested columns only, so that the evidence of 100,000 photos is never in
memory as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from runner.schema import Common, Row
from runner.store import evidence
from runner.store.evidence import columns

Read = Callable[[str, Sequence[str]], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The evidence of the stages of one run."""

    stages: Mapping[str, type[Row]]  # the row type of every stage, in the order of the graph
    read: Read  # returns a stage's rows with at least these columns; a table without columns if there is no evidence


def stored(run: Path, stages: Mapping[str, type[Row]]) -> Evidence:
    """Return the evidence in a run's folder."""
    return Evidence(stages, lambda stage, names: evidence.read_columns(run, stage, names))


def of(found: Evidence, row_type: type[Row], *names: str) -> pl.DataFrame:
    """Return `item_id` and these columns of successful rows of every stage that writes `row_type`, in graph order."""
    schema = {"item_id": pl.String(), **{name: columns(row_type)[name] for name in names}}
    tables = [pl.DataFrame(schema=schema)]
    for stage in (stage for stage, written in found.stages.items() if written is row_type):
        table = found.read(stage, ("item_id", "status", *names))
        if table.width:
            good = table.filter(pl.col("status") == "ok")
            tables.append(good.select(pl.col(name).cast(kind) for name, kind in schema.items()))
    return pl.concat(tables, rechunk=True)


def newest(found: Evidence, row_type: type[Row], *names: str) -> pl.DataFrame:
    """Return the same as `of` with one row per item: that of the last stage in the graph."""
    every = of(found, row_type, *names)
    last = every["item_id"].is_last_distinct()
    return every if last.all() else every.filter(last)


def work(found: Evidence, stage: str) -> pl.DataFrame:
    """Return which items a stage worked on, with status, duration and `reused_from`."""
    names = ("item_id", "stage", "status", "duration_ms", "reused_from")
    schema = {name: columns(Common)[name] for name in names}
    table = found.read(stage, names)
    return table.select(names) if table.width else pl.DataFrame(schema=schema)
