"""The evidence of single photos, looked up by row type instead of by node name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import polars as pl

from runner.schema import Row
from runner.store import evidence

R = TypeVar("R", bound=Row)

_KINDS: Mapping[str, str] = {
    "intake": "IntakeRow", "exif": "ExifRow", "derive": "DeriveRow", "quality": "QualityRow", "similar": "SimilarRow",
    "classify": "ClassifyRow", "embed": "EmbedRow", "facts": "FactsRow", "caption": "CaptionRow", "check": "CheckRow",
    "repair": "RepairRow", "attempts": "AttemptRow", "alignment": "AlignmentRow", "duplicates": "DuplicateRow",
    "name": "NameRow", "gate": "ReviewRow",
}  # fmt: skip
"""Row types of version 0.1.0, whose parts name their kind of stage but not their row type."""


def table(run: Path, row_type: type[Row], only: Sequence[str]) -> pl.DataFrame | None:
    """Good rows of this type with `item_id` and the columns `only`; None if the run has left none."""
    name = stage(run, row_type)
    if name is None:
        return None
    own = pl.col("item_id").is_in(evidence.read_sources(run)["item_id"].implode())
    rows = evidence.scan(run, name, row_type).filter(pl.col("status") == "ok", own)
    return rows.select("item_id", *only).collect()


def rows(run: Path, row_type: type[R], items: Iterable[str]) -> dict[str, R]:
    """The good rows of these photos, by item_id; photos without one are missing."""
    name, wanted = stage(run, row_type), list(items)
    if name is None or not wanted:
        return {}
    found = _good(run, name, row_type, wanted)
    return dict(zip(found["item_id"], evidence.to_rows(row_type, found), strict=True))


def records(run: Path, row_type: type[Row], item_id: str) -> dict[str, Any] | None:
    """One photo's good row as plain values, including the common columns; None if there is none."""
    name = stage(run, row_type)
    found = None if name is None else _good(run, name, row_type, [item_id])
    return None if found is None or found.is_empty() else found.row(0, named=True)


def stage(run: Path, row_type: type[Row]) -> str | None:
    """The node that left rows of this type; of several, one named like a kind of stage, or the first.

    None if none did.
    """
    found = [name for name in evidence.stages(run) if _row_type(run, name) == row_type.__name__]
    return next((name for name in found if name in _KINDS), found[0] if found else None)


def _good(run: Path, name: str, row_type: type[Row], items: Sequence[str]) -> pl.DataFrame:
    good = (pl.col("status") == "ok") & pl.col("item_id").is_in(list(items))
    return evidence.scan(run, name, row_type).filter(good).collect()


def _row_type(run: Path, name: str) -> str | None:
    first = next(iter(evidence.parts(run, name)), None)
    return _told(first) if first else None


@lru_cache(maxsize=256)
def _told(part: Path) -> str | None:
    about = pl.read_parquet_metadata(part)
    return about.get("row") or _KINDS.get(about.get("kind", ""))
