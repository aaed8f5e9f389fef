"""Finds the nodes of a run by their kind, as recorded in their parts, whatever the graph calls them."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from runner.store import evidence, part_files


def nodes_of(run: Path, kind: str) -> list[str]:
    """Names of the nodes of this kind that have written evidence in a run."""
    return [name for name, found in kinds(run).items() if found == kind]


def kinds(run: Path) -> dict[str, str | None]:
    """The kind of each node that has written evidence in a run. Reads one file per node."""
    return {name: _kind(evidence.stage_folder(run, name)) for name in evidence.stages(run)}


def _kind(folder: Path) -> str | None:
    part = next(iter(sorted(folder.glob(part_files.PATTERN))), None)
    if part is None:
        return None
    try:
        return pl.read_parquet_metadata(part).get("kind")
    except (OSError, pl.exceptions.PolarsError):
        return None  # a damaged part is reported when the node's rows are read
