"""Makes the inputs of a set stage from rows: evidence in a run's folder, for a consumer wired as in a graph."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from runner.graph import Node, bind
from runner.schema import Options, Row, SourceRow
from runner.stage import Stage
from runner.stages import kinds
from runner.store import evidence
from runner.store.tables import RunTables

_FOLDER = tempfile.TemporaryDirectory()
_NUMBERS = itertools.count()


def given(kind: str, tables: Mapping[type[Row], pl.DataFrame]) -> RunTables:
    """Write the tables as evidence of nodes named like their kinds, and return them as inputs of a stage of `kind`."""
    run = Path(_FOLDER.name) / f"run-{next(_NUMBERS)}"
    evidence.write_parquet(run / "sources.parquet", tables[SourceRow])
    stages = {stage.row: stage for stage in kinds().values()}
    needs = [_node(stages[row_type]) for row_type in tables if row_type is not SourceRow]
    ordered = [node for name in kinds() for node in needs if node.name == name]
    for row_type, table in tables.items():
        if row_type is not SourceRow:
            written = table.with_columns(key=pl.lit("k"), stage=pl.lit(stages[row_type].kind), run_id=pl.lit(run.name))
            schema = evidence.table_schema(row_type)
            folder = evidence.stage_folder(run, stages[row_type].kind)
            evidence.write_parquet(folder / "part-k.parquet", written.select(schema.keys()).cast(schema))
    consumer = Node(kind, kinds()[kind], tuple(node.name for node in ordered), Options(), 1)
    (*needs, consumer), _ = bind([*ordered, consumer])
    return RunTables(run, needs, consumer)


def _node(stage: Stage) -> Node:
    return Node(stage.kind, stage, (), Options(), 1)
