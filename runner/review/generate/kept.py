"""Stores what was generated for photos after their run as evidence: a new row each time, none is replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

import polars as pl

from runner.schema import GENERATED, Common, GeneratedRow
from runner.store import evidence


def generations(run: Path, item_id: str) -> list[GeneratedRow]:
    """What was generated for a photo in this run, oldest first."""
    parts = evidence.parts(run, GENERATED)
    if not parts:
        return []
    # Each generation is a part of its own; none replaces another.
    every = evidence.scan_parts(parts, GeneratedRow)
    rows = every.filter(pl.col("item_id") == item_id).sort("number").collect()
    return evidence.to_rows(GeneratedRow, rows)


def times(run: Path, items: Collection[str]) -> dict[str, int]:
    """Number of times texts were generated for each of these photos in this run; photos without any are left out."""
    parts = evidence.parts(run, GENERATED)
    if not parts:
        return {}
    wanted = evidence.scan_parts(parts, GeneratedRow).filter(pl.col("item_id").is_in(list(items)))
    return dict(wanted.group_by("item_id").len().collect().iter_rows())


def newest_generations(run: Path, items: Collection[str], since: datetime) -> dict[str, GeneratedRow]:
    """The newest texts generated for each of these photos since then (UTC, naive), by item."""
    parts = evidence.parts(run, GENERATED)
    if not parts or not items:
        return {}
    every = evidence.scan_parts(parts, GeneratedRow)
    wanted = pl.col("item_id").is_in(list(items)) & (pl.col("at") >= since)
    table = every.filter(wanted).sort("number").unique("item_id", keep="last", maintain_order=True).collect()
    return dict(zip(table["item_id"].to_list(), evidence.to_rows(GeneratedRow, table), strict=True))


def keep(run: Path, item_id: str, row: GeneratedRow) -> None:
    """Write the row as a part of its own, which no other run reuses."""
    key = hashlib.sha256(f"{run.name} {item_id} {row.number} {row.at}".encode()).hexdigest()[:32]
    common = Common(run.name, item_id, GENERATED, "ok", None, None, None, None, None, key, None)
    record = {**evidence.to_record(common), **evidence.to_record(row)}
    table = pl.DataFrame([record], schema=evidence.table_schema(GeneratedRow), orient="row")
    evidence.write_part(run, GENERATED, key, table, {"run_id": run.name})
