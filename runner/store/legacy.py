"""Converts what version 0.1.0 wrote: rows, and approvals that covered only file name, texts and pictures."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from runner.schema import TEXTS, ClassifyRow, DeriveRow, FactsRow, Label, Rendition, ReviewRow
from runner.store import evidence, runfile, traces
from runner.store.content import content_hash
from runner.store.proof import DamagedEvidence
from runner.store.transactions import transaction

COLUMNS: tuple[tuple[str, str, str | None, bool], ...] = (
    ("captured_at", "Taken", "moment", True),
    ("camera", "Camera", "text", True),
    ("lens", "Lens", "text", True),
    ("exposure_s", "Exposure (s)", "real", True),
    ("f_number", "F-number", "real", True),
    ("iso", "ISO", "integer", True),
    ("focal_mm", "Focal length (mm)", "real", True),
    ("latitude", "Latitude", "real", True),
    ("longitude", "Longitude", "real", True),
    ("width", "Width", "integer", True),
    ("height", "Height", "integer", True),
    ("renditions", "Pictures", "files", False),
    ("quality_score", "Quality", "real", True),
    ("quality_band", "Quality band", "name", True),
    ("series", "Series", "name", True),
    ("label_paths", "Classes", "text", False),
    ("subject", "Subject", "text", True),
    ("location", "Location", "text", True),
    ("category", "Category", "name", True),
    ("labels", "Labels", None, True),
    ("caption", "Caption", "text", True),
    ("alt_text", "Alt text", "text", True),
    ("keywords", "Keywords", "text", True),
    ("attempts", "Attempts", None, True),
    ("caption_model", "Captioner", None, True),
    ("file_name", "File name", "name", True),
)
"""The columns that stages of that version would declare today: name, label, kind, and whether the column is shown."""

_FIELDS = tuple(name for name, _, kind, _ in COLUMNS if kind)
_MESSAGES = ("error_id", "error_arguments", "reasons")
"""What that version stored only as English sentences."""

_LENGTH = 16
"""Hex digits of a content hash in that version; today's have 32."""


def completed(run: Path, table: pl.DataFrame) -> pl.DataFrame:
    """Add to rows of that version the published columns that only its evidence had, and the hash over all of them."""
    rows = table
    for added in _from_evidence(run):
        rows = rows.join(added, on="item_id", how="left", maintain_order="left")
    rows = rows.with_columns(pl.lit([], dtype=t).alias(n) for n, t in _lists().items() if n not in rows.columns)
    rows = rows.with_columns(pl.col(name).fill_null([]) for name in _lists())
    if "category" not in rows.columns:
        rows = rows.with_columns(pl.lit(None, dtype=pl.String).alias("category"))
    schema = evidence.columns(ReviewRow)
    rows = rows.with_columns(pl.lit(None, dtype=schema[name]).alias(name) for name in _MESSAGES if name not in rows)
    if missing := [name for name in evidence.columns(ReviewRow) if name not in rows.columns]:
        raise pl.exceptions.ColumnNotFoundError(", ".join(missing[:5]))
    hashes = [content_hash(row, _FIELDS) if row["content_hash"] else None for row in rows.iter_rows(named=True)]
    return rows.with_columns(pl.Series("content_hash", hashes, dtype=pl.String))


def _lists() -> dict[str, pl.DataType]:
    return {"renditions": pl.List(pl.Struct(evidence.columns(Rendition))), "label_paths": pl.List(pl.String())}


def _from_evidence(run: Path) -> Iterator[pl.DataFrame]:
    if (made := traces.table(run, DeriveRow, ["renditions"])) is not None:
        yield made
    if (seen := traces.table(run, ClassifyRow, ["labels", "groups"])) is not None and seen.height:
        label = pl.List(pl.Struct(evidence.columns(Label)))
        every = pl.concat_list(pl.col("labels").cast(label), pl.col("groups").cast(label).fill_null([]))
        paths = every.list.eval(pl.element().struct.field("path").list.join("|")).list.unique(maintain_order=True)
        yield seen.select("item_id", label_paths=paths)
    if (known := traces.table(run, FactsRow, ["category"])) is not None:
        yield known


def renew(catalog: sqlite3.Connection, runs: Path) -> None:
    """Bind approvals of that version to everything that was on the screen when they were given.

    Each is looked up in its run: if file name, texts and pictures are those that were approved, the approval covers the
    whole row from now on, and its former hash is kept in `decisions.earlier_hash`. If the run is gone or differs,
    nobody can tell what was approved: the hash stays, and the approval lapses.
    """
    found = catalog.execute(
        "SELECT id, set_name, item_id, run_id, content_hash, at FROM decisions"
        " WHERE length(content_hash) = ? AND earlier_hash IS NULL",
        (_LENGTH,),
    ).fetchall()
    if not found:
        return
    rows = _Screens(catalog, runs)
    new = [(rows.hash_of(*about), number) for number, *about in found]
    with transaction(catalog):
        catalog.executemany(
            "UPDATE decisions SET earlier_hash = content_hash, content_hash = coalesce(?, content_hash) WHERE id = ?",
            new,
        )


class _Screens:
    """Rows as they were on the screen when a person decided."""

    def __init__(self, catalog: sqlite3.Connection, runs: Path) -> None:
        self._catalog, self._runs = catalog, runs
        self._rows: dict[tuple[str, str], dict[str, dict[str, object]]] = {}

    def hash_of(self, set_name: str, item_id: str, run_id: str, approved: str, at: str) -> str | None:
        """Today's hash of what was approved then; None if that cannot be determined."""
        row = self._of_run(set_name, run_id).get(item_id)
        if row is None:
            return None
        edits = self._catalog.execute(
            "SELECT field, value FROM edits WHERE set_name = ? AND item_id = ? AND at <= ? ORDER BY id",
            (set_name, item_id, at),
        )
        written = {name: json.loads(value) for name, value in edits if value is not None}
        shown = {**row, **written}
        return content_hash(shown, _FIELDS) if _hash(shown) == approved else None

    def _of_run(self, set_name: str, run_id: str) -> dict[str, dict[str, object]]:
        if (set_name, run_id) not in self._rows:
            self._rows[set_name, run_id] = self._read(set_name, run_id)
        return self._rows[set_name, run_id]

    def _read(self, set_name: str, run_id: str) -> dict[str, dict[str, object]]:
        places = (self._runs / set_name / run_id, *(self._runs / "sweeps" / set_name).glob(f"*/{run_id}"))
        for run in (place for place in places if (place / "rows.parquet").is_file()):
            try:
                table = completed(run, pl.read_parquet(runfile.proven(run, "rows.parquet"), glob=False))
            except (OSError, pl.exceptions.PolarsError, DamagedEvidence):
                continue
            photos = table.filter(pl.col("outcome") != "copy")
            return {row["item_id"]: row for row in photos.iter_rows(named=True)}
        return {}


def _hash(row: Mapping[str, Any]) -> str:
    """The content hash as version 0.1.0 computed it."""
    renditions: Sequence[Mapping[str, Any]] = row["renditions"]
    content: dict[str, object] = {
        "file_name": row["file_name"],
        **{name: row[name] for name in TEXTS},
        "renditions": [each["sha256"] for each in renditions],
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:_LENGTH]
