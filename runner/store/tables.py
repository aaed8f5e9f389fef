"""The evidence of one run as lazy frames, for set stages: by port, node name or row type."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import polars as pl

from runner.graph import Node
from runner.schema import Row
from runner.store import evidence


class RunTables:
    """`runner.stage.Tables` over a run's folder. Nothing is kept: only what is collected is in memory."""

    def __init__(self, run: Path, needs: Sequence[Node], consumer: Node, sources: pl.DataFrame | None = None) -> None:
        """`needs` are the nodes that `consumer` needs; `sources` are some of the run's files, if not all count."""
        self._run, self._consumer, self._given = run, consumer, sources
        self._nodes = {node.name: node for node in needs}

    @property
    def nodes(self) -> Sequence[Node]:
        """The needed nodes, in the order of the graph."""
        return tuple(self._nodes.values())

    @cached_property
    def sources(self) -> pl.DataFrame:
        """Every file of the run, in source order: `SourceRow`."""
        return evidence.read_sources(self._run) if self._given is None else self._given

    def __getitem__(self, key: str | type[Row]) -> pl.LazyFrame:
        """Good rows: `item_id` and the row's columns. An unbound port gives a frame without rows.

        Raises KeyError if `key` is neither a port nor a need, or if several needs match.
        """
        node = self._node(key)
        if node is None:
            row = self._consumer.stage.ports[key] if isinstance(key, str) else key
            return pl.LazyFrame(schema={"item_id": pl.String(), **evidence.columns(row)})
        good = self.every(node.name).filter(pl.col("status") == "ok")
        return good.select("item_id", *evidence.columns(node.stage.row))

    def every(self, node: str) -> pl.LazyFrame:
        """All rows of a node with the common columns, including those of failed photos."""
        table = evidence.scan(self._run, node, self._nodes[node].stage.row)
        return table.filter(pl.col("item_id").is_in(self.sources["item_id"].implode()))

    def _node(self, key: str | type[Row]) -> Node | None:
        """The need that `key` means; None for an unbound port, or for a row type that no need gives."""
        if isinstance(key, str):
            unbound = key in self._consumer.stage.ports and key not in self._consumer.ports
            return None if unbound else self._nodes[self._consumer.ports.get(key, key)]
        found = [node for node in self._nodes.values() if node.stage.row is key]
        if len(found) > 1:
            raise KeyError(f"{key.__name__} comes from {' and '.join(node.name for node in found)}; name one of them")
        return found[0] if found else None
