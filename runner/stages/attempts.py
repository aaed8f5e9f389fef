"""Stage `attempts`: every attempt to write or to repair the texts of a photo, one row each."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from runner.schema import AttemptRow, Options, RepairRow
from runner.stage import Folders, Tables, set_stage
from runner.store import evidence


@dataclass(frozen=True)
class AttemptsOptions(Options):
    """There are no options."""


@set_stage("attempts", row=AttemptRow, options=AttemptsOptions, needs={"texts": RepairRow}, key="attempt")
def attempts(tables: Tables, options: AttemptsOptions, folders: Folders) -> pl.DataFrame:
    """One row per item and attempt, in the order of the photos and of the attempts. Failed photos have none."""
    rows = tables["texts"].select("item_id", "attempts").explode("attempts").drop_nulls("attempts").unnest("attempts")
    return rows.select(
        "item_id", *(pl.col(name).cast(kind) for name, kind in evidence.columns(AttemptRow).items())
    ).collect()
