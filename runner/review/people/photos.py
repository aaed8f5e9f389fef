"""The photos that faces are in: their paths and previews, and when they were taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from runner.people.library import newest_runs
from runner.schema import DeriveRow, ExifRow, IntakeRow
from runner.store import evidence


@dataclass(frozen=True, slots=True)
class FacePhoto:
    """One photo."""

    item_id: str
    path: Path
    preview: Path | None  # a rendition of it; None if there is none
    width: int | None  # in pixels, of the original as stored
    taken: datetime | None  # the camera's local time
    run: Path  # the newest run of its set


class Photos:
    """The photos of the newest runs that looked for faces; for a photo in several sets, the newest run counts."""

    def __init__(self, runs: Path) -> None:
        """Read paths and times. Raises DamagedEvidence if evidence has been changed since it was written."""
        self._renditions = runs / "renditions"
        self._runs = newest_runs(runs)
        tables = [_of(run).with_columns(_run=pl.lit(place)) for place, run in enumerate(self._runs)]
        whole = pl.concat(tables).unique("item_id", keep="first", maintain_order=True) if tables else _nothing()
        self._rows = dict(zip(whole["item_id"], whole.iter_rows(named=True), strict=True))

    @property
    def taken(self) -> Mapping[str, datetime]:
        """When each photo was taken, for photos that have a time."""
        return {item: row["captured_at"] for item, row in self._rows.items() if row["captured_at"]}

    def get(self, item_id: str) -> FacePhoto | None:
        """A photo by its id; None if no run has it any more."""
        row = self._rows.get(item_id)
        if row is None:
            return None
        preview = self._renditions / row["picture"] if row["picture"] else None
        return FacePhoto(
            item_id, Path(row["source_path"]), preview, row["stored_width"], row["captured_at"], self._runs[row["_run"]]
        )


def _of(run: Path) -> pl.DataFrame:
    sources = evidence.read_sources(run).filter(~pl.col("is_copy")).select("item_id", "source_path")
    taken = evidence.scan(run, "exif", ExifRow).select("item_id", "captured_at").collect()
    sizes = evidence.scan(run, "intake", IntakeRow).select("item_id", "stored_width").collect()
    made = evidence.scan(run, "derive", DeriveRow).select("item_id", _picture().alias("picture")).collect()
    whole = sources
    for table in (taken, sizes, made):
        whole = whole.join(table, on="item_id", how="left", maintain_order="left")
    return whole


def _picture() -> pl.Expr:
    by_width = pl.element().sort_by(pl.element().struct.field("width")).struct.field("path")
    return pl.col("renditions").list.eval(by_width).list.last()


def _nothing() -> pl.DataFrame:
    names = ("item_id", "source_path", "picture", "captured_at", "stored_width", "_run")
    return pl.DataFrame(schema=dict.fromkeys(names, pl.String()))
