"""Rows of a run that has not come to its end: those photos whose texts are checked, weighed by the run's own gate."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from runner.config import saved
from runner.errors import EnvironmentProblem
from runner.graph import Graph
from runner.review.language import translate
from runner.schema import CheckRow, RepairRow, ReviewRow, Row, SourceRow
from runner.stage import Folders, SetFunction, Tables
from runner.store import evidence

_FINDINGS = "findings"


def rows(run: Path, runs: Path) -> pl.DataFrame:
    """Review rows of what is ready. They have no content hash: a photo gets its file name at the run's end.

    EnvironmentProblem when nothing is ready.
    """
    graph = saved.graph(run)
    gate = graph.find("gate")
    if gate is None or not (run / "sources.parquet").is_file():
        raise EnvironmentProblem(
            translate("sheet", "{} has nothing to review yet.").format(run),
            translate("sheet", "Wait for its first photos, then open it again."),
        )
    tables = _tables(run, graph)
    weigh: SetFunction = gate.stage.run  # type: ignore[assignment]
    made = weigh(tables, gate.options, Folders(runs, run)).select(evidence.columns(ReviewRow).keys())
    mended = tables[RepairRow].filter(pl.col("repaired").list.len() > 0)["item_id"] if RepairRow in tables else None
    return made.with_columns(*_outcome(mended), pl.lit(None, dtype=pl.String).alias("content_hash"))


def _tables(run: Path, graph: Graph) -> Tables:
    """Evidence by row type, an empty table where a stage has not begun; sources are those that are ready."""
    nodes = [node for node in graph.nodes if node.stage.row is not ReviewRow]
    tables: dict[type[Row], pl.DataFrame] = {node.stage.row: _table(run, node.name, node.stage.row) for node in nodes}
    last = RepairRow if RepairRow in tables else CheckRow
    checked = [tables[last].select("item_id")]
    failed = [t.filter(pl.col("status") == "failed").select("item_id") for t in tables.values()]
    ready = pl.concat([*checked, *failed])["item_id"].unique()
    sources = evidence.read_sources(run)
    return {**tables, SourceRow: sources.filter(pl.col("item_id").is_in(ready.implode()))}


def _table(run: Path, name: str, row_type: type[Row]) -> pl.DataFrame:
    read = evidence.read(run, name)
    return read if read.width else pl.DataFrame(schema=evidence.table_schema(row_type))


def _outcome(mended: pl.Series | None) -> list[pl.Expr]:
    """The gate blocks a photo without a file name; before the run's end that is no reason."""
    has_texts = pl.all_horizontal(pl.col("caption", "alt_text").is_not_null()) & (pl.col("keywords").list.len() > 0)
    clean = (pl.col("outcome") == "blocked") & pl.col("file_name").is_null() & has_texts
    passed = clean & (pl.col(_FINDINGS).list.len() == 0)
    repaired = pl.lit(False) if mended is None else pl.col("item_id").is_in(mended.implode())
    weighed = (
        pl.when(passed & repaired).then(pl.lit("repaired")).when(passed).then(pl.lit("passed")).otherwise("outcome")
    )
    return [weighed.alias("outcome"), *(pl.when(~passed).then(name).alias(name) for name in ("reason", "reasons"))]
