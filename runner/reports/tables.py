"""Finding the evidence of one row type among a run's tables, whatever its stage is called in the graph."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from runner.evidence import columns, table_schema
from runner.schema import CaptionRow, CheckRow, ClassifyRow, Common, DeriveRow, FactsRow, QualityRow, ReviewRow, Row

READ: tuple[type[Row], ...] = (CaptionRow, CheckRow, ClassifyRow, DeriveRow, FactsRow, QualityRow, ReviewRow)
"""Row types of which reports read more than the common columns."""

Evidence = Mapping[str, pl.DataFrame]
"""Tables by stage name, in the order of the graph. A stage that left nothing may be an empty frame or be missing."""


def of(evidence: Evidence, row_type: type[Row]) -> pl.DataFrame:
    """Rows that succeeded, of every stage that writes `row_type`, in graph order; empty when there is none."""
    wanted, schema = columns(row_type).items(), table_schema(row_type)
    found = [table.select(schema.keys()) for table in evidence.values() if wanted <= table.schema.items()]
    return pl.concat([pl.DataFrame(schema=schema), *found], rechunk=True).filter(pl.col("status") == "ok")


def newest(evidence: Evidence, row_type: type[Row]) -> pl.DataFrame:
    """The same, one row an item: that of the last stage in the graph."""
    return of(evidence, row_type).unique("item_id", keep="last", maintain_order=True)


def work(evidence: Evidence) -> pl.DataFrame:
    """Who worked on what for how long: the common columns of all stages' rows, in graph order."""
    schema = columns(Common)
    found = [table.select(schema.keys()) for table in evidence.values() if table.width]
    return pl.concat([pl.DataFrame(schema=schema), *found], rechunk=True)
