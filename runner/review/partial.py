"""Rows of an unfinished run: the photos whose texts are checked, judged by the run's own gate."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import polars as pl

from runner.config import saved
from runner.errors import EnvError
from runner.graph import Node, review_columns
from runner.review.language import translate
from runner.schema import PROSE, Options
from runner.stage import Folders, SetFunction
from runner.store import evidence
from runner.store import rows as review_rows
from runner.store.rows import ReviewRows
from runner.store.tables import RunTables

_FINDINGS = "findings"


def rows(run: Path, runs: Path) -> ReviewRows:
    """Review rows of the photos that are ready. They have no content hash: file names are given at the end of the run.

    Raises EnvError if the run has no gate, or has not listed its files yet.
    """
    graph = saved.graph(run)
    gate = graph.find("gate")
    if gate is None or not (run / "sources.parquet").is_file():
        raise EnvError(
            translate("review_set", "{} has nothing to review yet.").format(run),
            translate("review_set", "Open it again when its first photos are ready."),
        )
    needs = [node for node in graph.nodes if node.name in gate.needs]
    tables = RunTables(run, needs, gate, _ready(run, needs, gate))
    made = cast("SetFunction[Options]", gate.stage.run)(tables, gate.options, Folders(runs, run))
    repaired = tables["texts"].filter(pl.col("repaired").list.len() > 0).select("item_id").collect()["item_id"]
    weighed = made.with_columns(*_outcome(repaired), pl.lit(None, dtype=pl.String).alias("content_hash"))
    return ReviewRows(weighed, review_rows.declared(review_columns(needs)[0]))


def _ready(run: Path, needs: list[Node], gate: Node) -> pl.DataFrame:
    """The source files whose texts exist, or that failed in a stage."""
    every = RunTables(run, needs, gate)
    texts = every.every(gate.ports["texts"]).select("item_id")
    failed = [every.every(node.name).filter(pl.col("status") == "failed").select("item_id") for node in needs]
    ready = pl.concat([texts, *failed]).unique().collect()["item_id"]
    sources = evidence.read_sources(run)
    return sources.filter(sources["item_id"].is_in(ready.implode()))


def _outcome(repaired: pl.Series) -> list[pl.Expr]:
    """Corrects outcomes: the gate blocks a photo without a file name, which before the end of the run is no reason."""
    has_texts = pl.all_horizontal(pl.col(*PROSE).is_not_null()) & (pl.col("keywords").list.len() > 0)
    clean = (pl.col("outcome") == "blocked") & pl.col("file_name").is_null() & has_texts
    passed = clean & (pl.col(_FINDINGS).list.len() == 0)
    mended = passed & pl.col("item_id").is_in(repaired.implode())
    weighed = pl.when(mended).then(pl.lit("repaired")).when(passed).then(pl.lit("passed")).otherwise("outcome")
    return [weighed.alias("outcome"), *(pl.when(~passed).then(name).alias(name) for name in ("reason", "reasons"))]
