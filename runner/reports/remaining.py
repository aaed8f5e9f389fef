"""Reports what is left to do after a run was stopped by its budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl

from runner.reports.wording import count
from runner.schema import SourceRow
from runner.store import evidence
from runner.store.runfile import RunFile

NAME = "left.parquet"

COLUMNS = {
    "item_id": pl.String(),  # first 16 hex digits of the SHA-256 of the photo's bytes
    "source_path": pl.String(),  # where the photo was found
    "stages": pl.List(pl.String()),  # stages that are left for it, in the order of the graph
}


def write(run: Path, sources: Sequence[SourceRow], undone: Mapping[str, Sequence[str]]) -> None:
    """Write one row per photo with stages left, in source order."""
    stages: dict[str, list[str]] = {}
    for stage, items in undone.items():
        for item_id in items:
            stages.setdefault(item_id, []).append(stage)
    rows = [
        (source.item_id, source.source_path, stages[source.item_id])
        for source in sources
        if source.item_id in stages and not source.is_copy
    ]
    evidence.write_parquet(run / NAME, pl.DataFrame(rows, schema=COLUMNS, orient="row"), {"run_id": run.name})


def sentences(file: RunFile, run: Path, again: str) -> list[str]:
    """Return the sentences to print; `again` is the command that continues."""
    stages = ", ".join(f"{stage} {number:,}" for stage, number in (file.left or {}).items())
    photos = count(pl.read_parquet(run / NAME, columns=["item_id"]).height, "photo")
    return [
        f"Stopped: {file.error}. {photos} left; by stage: {stages}.",
        f"Listed in {run / NAME}. {again} goes on from here: what is done is not done again.",
    ]
