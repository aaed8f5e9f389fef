"""Finding the evidence of one row type in a run, whatever its stage is called in the graph.

Tables are read when they are asked for, with the columns that are asked for: the evidence of 100,000 photos does not
lie in memory at once.
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
    """What the stages of one run have left."""

    stages: Mapping[str, type[Row]]  # the row type of every stage, in the order of the graph
    read: Read  # gives a stage's rows with these columns, maybe more; no columns where it has left nothing


def stored(run: Path, stages: Mapping[str, type[Row]]) -> Evidence:
    """The evidence in a run's folder."""
    return Evidence(stages, lambda stage, names: evidence.read_columns(run, stage, names))


def of(found: Evidence, row_type: type[Row], *names: str) -> pl.DataFrame:
    """`item_id` and the named columns of rows that succeeded, of every stage that writes `row_type`, in graph order."""
    schema = {"item_id": pl.String(), **{name: columns(row_type)[name] for name in names}}
    tables = [pl.DataFrame(schema=schema)]
    for stage in (stage for stage, written in found.stages.items() if written is row_type):
        table = found.read(stage, ("item_id", "status", *names))
        if table.width:
            good = table.filter(pl.col("status") == "ok")
            tables.append(good.select(pl.col(name).cast(kind) for name, kind in schema.items()))
    return pl.concat(tables, rechunk=True)


def newest(found: Evidence, row_type: type[Row], *names: str) -> pl.DataFrame:
    """The same, one row an item: that of the last stage in the graph."""
    every = of(found, row_type, *names)
    last = every["item_id"].is_last_distinct()
    return every if last.all() else every.filter(last)


def work(found: Evidence, stage: str) -> pl.DataFrame:
    """Who a stage worked on, for how long, and what came of it."""
    names = ("item_id", "stage", "status", "duration_ms", "reused_from")
    schema = {name: columns(Common)[name] for name in names}
    table = found.read(stage, names)
    return table.select(names) if table.width else pl.DataFrame(schema=schema)
