"""gate: one outcome per photo, and the table that a person reviews."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from runner.gating.review_rows import review_rows
from runner.schema import Options, RepairRow, ReviewRow
from runner.stage import Folders, Tables, set_stage


@dataclass(frozen=True)
class GateOptions(Options):
    """There are no options: the rules decide what the gate lets through."""


@set_stage(
    "gate",
    row=ReviewRow,
    options=GateOptions,
    needs={"texts": RepairRow},
    collects=True,
    version=3,
    earlier={"0.1.0": 2},
)
def gate(tables: Tables, options: GateOptions, folders: Folders) -> pl.DataFrame:
    """One row per file: `failed` if a stage failed, `copy` for bytes seen before, otherwise one of three outcomes.

    `blocked`: something is wrong with the texts after repair, or one is missing; `reason` says which. `repaired`:
    nothing is wrong, and a text differs from its draft. `passed`: all others. Nothing here turns `blocked` into
    anything else.
    """
    return review_rows(tables)
