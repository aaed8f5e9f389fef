"""The tables that a set stage works on, each read when the stage asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from runner.graph import Graph, Node
from runner.schema import Common, Row, SourceRow
from runner.store import evidence


class Needed(Mapping[type[Row], pl.DataFrame]):
    """The files of the run and the rows of the needed stages, by row type, with the columns that the stage reads.

    No table is kept: the evidence of 100,000 photos does not lie in memory at once. One without rows has its columns.
    """

    def __init__(self, run: Path, graph: Graph, node: Node) -> None:
        self._run, self._reads = run, node.stage.reads or {}
        self._names = {graph[need].stage.row: need for need in node.needs}

    def __getitem__(self, row_type: type[Row]) -> pl.DataFrame:
        if row_type is SourceRow:
            return evidence.read_sources(self._run)
        own = self._reads.get(row_type, tuple(evidence.columns(row_type)))
        schema = evidence.table_schema(row_type)
        kinds = pl.Schema({name: schema[name] for name in (*evidence.columns(Common), *own)})
        table = evidence.read(self._run, self._names[row_type], own)
        # A part of an earlier version has no values, and so no type, for what is new.
        return table.cast(kinds) if table.width else pl.DataFrame(schema=kinds)

    def __iter__(self) -> Iterator[type[Row]]:
        return iter((SourceRow, *self._names))

    def __len__(self) -> int:
        return 1 + len(self._names)
