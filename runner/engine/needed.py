"""Tables that a set stage works on, each read when the stage asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl

from runner import evidence
from runner.graph import Graph, Node
from runner.schema import Row, SourceRow
from runner.stage import Stage


class Needed(Mapping[type[Row], pl.DataFrame]):
    """The files of the run and the rows of the needed stages, by row type, with the columns that the stage reads.

    A table is not kept: the evidence of 100,000 photos does not lie in memory at once. One without rows has its columns.
    """

    def __init__(self, run: Path, graph: Graph, node: Node) -> None:
        self._run, self._stage = run, node.stage
        self._names = {graph[need].stage.row: need for need in node.needs}

    def __getitem__(self, row_type: type[Row]) -> pl.DataFrame:
        if row_type is SourceRow:
            return evidence.read_sources(self._run)
        only = columns_read(self._stage, row_type)
        table = evidence.read(self._run, self._names[row_type], only)
        return table if table.width else pl.DataFrame(schema=_schema(row_type, only))

    def __iter__(self) -> Iterator[type[Row]]:
        return iter((SourceRow, *self._names))

    def __len__(self) -> int:
        return 1 + len(self._names)


def columns_read(stage: Stage, row_type: type[Row]) -> tuple[str, ...]:
    """The row type's own columns that a set stage reads: those it declares, else all."""
    return tuple((stage.reads or {}).get(row_type, evidence.columns(row_type)))


def _schema(row_type: type[Row], only: tuple[str, ...]) -> dict[str, pl.DataType]:
    known = evidence.table_schema(row_type)
    common = evidence.table_schema(Row)
    return {name: known[name] for name in (*common, *only)}
