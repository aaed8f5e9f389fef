"""Builds the table that a person reviews from what every node of a graph declares."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from runner.gating.outcomes import ERROR, decided
from runner.graph import Graph, Node, NodeColumn, review_columns
from runner.schema import Finding, ReviewRow
from runner.stage import Tables
from runner.store import evidence


def review_rows(tables: Tables) -> pl.DataFrame:
    """One row per file with its outcome: the columns of `ReviewRow`, then the other columns that nodes declare.

    A node contributes what it declares: whether its failures fail the photo, which columns a person sees, which
    findings it has.
    """
    declared, _ = review_columns(tables.nodes)
    rows = _files(tables.sources).join(_failures(tables), on="item_id", how="left", maintain_order="left")
    rows = _beside(rows, tables["texts"].select("item_id", "repaired", "stopped", checked=pl.lit(True)).collect())
    rows = _beside(rows, _findings(tables))
    for node in tables.nodes:
        if columns := [each for each in declared if each.node is node]:
            rows = _beside(rows, _columns(tables[node.name], node, columns))
    rows = rows.with_columns(_absent(rows)).with_columns(pl.col("attempts").fill_null(0), pl.col("found").fill_null([]))
    rows = decided(rows, [each.name for each in declared if each.column.publish])
    return _contract(rows, [each.name for each in declared])


def _files(sources: pl.DataFrame) -> pl.DataFrame:
    """Every file in source order; the first of several files with the same bytes lists the others."""
    copies = sources.filter("is_copy").group_by("item_id").agg(pl.col("source_path").alias("copies"))
    listed = sources.join(copies, on="item_id", how="left", maintain_order="left")
    return listed.with_columns(pl.when(~pl.col("is_copy")).then("copies").alias("copies"))


def _failures(tables: Tables) -> pl.DataFrame:
    """The photos that failed, each with the first reason in graph order; failures of optional stages do not count."""
    failed = [pl.LazyFrame(schema={"item_id": pl.String, **{f"failed_{name}": pl.String for name in ERROR}})]
    graph = Graph("", tuple(tables.nodes))
    for node in graph.nodes:
        if graph.fails_photo(node):
            rows = tables.every(node.name).filter(pl.col("status") == "failed")
            failed.append(rows.select("item_id", *(pl.col(name).alias(f"failed_{name}") for name in ERROR)))
    return pl.concat(failed).unique("item_id", keep="first", maintain_order=True).collect()


def _findings(tables: Tables) -> pl.DataFrame:
    """The findings of all stages about each photo, one list per photo, in graph order."""
    finding = pl.Struct(evidence.columns(Finding))
    found = [pl.LazyFrame(schema={"item_id": pl.String(), "found": finding})]
    for node in tables.nodes:
        if node.stage.findings is not None:
            own = tables[node.name].select("item_id", found=node.stage.findings)
            found.append(own.explode("found").drop_nulls("found").select("item_id", pl.col("found").cast(finding)))
    return pl.concat(found).group_by("item_id", maintain_order=True).agg("found").collect()


def _columns(table: pl.LazyFrame, node: Node, columns: Sequence[NodeColumn]) -> pl.DataFrame:
    """The declared columns of a node, one row per photo."""
    values = [_value(each).alias(each.name) for each in columns]
    if node.stage.key is None:
        return table.select("item_id", *values).collect()
    return table.group_by("item_id", maintain_order=True).agg(values).collect()


def _value(declared: NodeColumn) -> pl.Expr:
    value = declared.column.value
    return value() if callable(value) else pl.col(value or declared.column.name)


def _beside(rows: pl.DataFrame, table: pl.DataFrame) -> pl.DataFrame:
    """Join the columns of a table by photo; they are null in the rows of copies."""
    joined = rows.join(table, on="item_id", how="left", maintain_order="left")
    own = [name for name in table.columns if name != "item_id"]
    return joined.with_columns(pl.when(~pl.col("is_copy")).then(name).alias(name) for name in own)


def _absent(rows: pl.DataFrame) -> list[pl.Expr]:
    """Null columns for those of the contract that no node of this graph declares."""
    schema = {**evidence.columns(ReviewRow), "found": None}
    return [pl.lit(None, dtype=kind).alias(name) for name, kind in schema.items() if name not in rows.columns]


def _contract(rows: pl.DataFrame, declared: Sequence[str]) -> pl.DataFrame:
    """The columns of `ReviewRow`, then the other declared ones; null lists become empty."""
    schema = evidence.columns(ReviewRow)
    made = rows.select(
        *(pl.col(name).cast(kind) for name, kind in schema.items()), *(name for name in declared if name not in schema)
    )
    filled = [pl.col(name).fill_null([]) for name, kind in made.schema.items() if isinstance(kind, pl.List)]
    return made.with_columns(filled)
