"""Loads the variants of a sweep: their rows, their evidence, and how their texts were made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from runner.reports import tables
from runner.reports.tables import Evidence
from runner.schema import CaptionRow, ReviewRow, Row
from runner.stages import kinds
from runner.store import evidence, runfile, sweepfile
from runner.store import rows as review_rows
from runner.store.sweepfile import SweepFile


@dataclass(frozen=True, slots=True)
class Captioning:
    """How the first drafts were written. Several values are joined by commas; None if it is not recorded."""

    model: str | None  # the captioner's name
    weights: str | None  # the model as described in its file: architecture, size, quantisation
    model_hash: str | None  # SHA-256 over the model's files
    prompt: str | None  # which prompt: its name, version and hash
    prompt_hash: str | None  # 16 hex digits over the prompts of all photos: the same if all prompts were the same
    device: str | None  # what it ran on
    memory_mb: float | None  # peak memory of the process that wrote them


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant of a sweep as its run left it."""

    number: int  # its index in the sweep, from 0
    name: str  # what it varies
    set_name: str
    run: Path | None  # its folder; None if it never began
    state: str  # finished, failed, …; waiting if it never began
    error: str | None  # why it did not finish
    photos: pl.DataFrame  # its review rows without copies; empty if it did not finish
    columns: tuple[str, ...]  # of these, the columns that stages declared in addition to those of every run
    evidence: Evidence
    captioning: Captioning

    @property
    def run_id(self) -> str | None:
        """The id of its run."""
        return self.run.name if self.run else None


_NOTHING = Captioning(None, None, None, None, None, None, None)
_WRITTEN = ("model", "weights", "model_hash", "prompt", "prompt_hash", "device", "memory_mb")


def load(sweep: Path, file: SweepFile) -> list[Variant]:
    """Return the variants in the order of the sweep."""
    return [_load(sweep, file.set, each) for each in file.variants]


def _load(sweep: Path, set_name: str, known: sweepfile.Variant) -> Variant:
    """Load one variant. A run without rows.parquet did not finish, and its evidence is not compared."""
    none = pl.DataFrame(schema=evidence.columns(ReviewRow))
    empty = Evidence({}, lambda *_: pl.DataFrame())
    run = sweep / known.run if known.run else None
    file = runfile.read(run) if run else None
    state = (file.state if file else None) or known.state or "waiting"
    error = known.error or (file.error if file else None)
    variant = Variant(known.number, known.name, set_name, run, state, error, none, (), empty, _NOTHING)
    if run is None or not (run / "rows.parquet").is_file():
        return variant
    found = tables.stored(run, row_types(run))
    rows = review_rows.read(run)
    columns = tuple(column.name for column in rows.further)
    own_set = file.set if file else set_name
    return replace(
        variant, set_name=own_set, photos=rows.photos(), columns=columns, evidence=found, captioning=_captioning(found)
    )


def row_types(run: Path) -> dict[str, type[Row]]:
    """Return the row type of each stage with evidence in a run: parts record the kind of their stage."""
    known, found = kinds(), {}
    for stage in evidence.stages(run):
        part = next(iter(evidence.parts(run, stage)), None)
        kind = pl.read_parquet_metadata(part).get("kind", stage) if part else stage
        if part and kind in known:
            found[stage] = known[kind].row
    return found


def _captioning(found: Evidence) -> Captioning:
    drafts = tables.newest(found, CaptionRow, *_WRITTEN)
    prompts = drafts.drop_nulls("prompt_hash").sort("item_id")
    told = "".join(f"{item_id}{prompt}" for item_id, prompt in prompts.select("item_id", "prompt_hash").iter_rows())
    memory = drafts["memory_mb"].max()
    return Captioning(
        model=_joined(drafts["model"]),
        weights=_joined(drafts["weights"]),
        model_hash=_joined(drafts["model_hash"]),
        prompt=_joined(drafts["prompt"]),
        prompt_hash=hashlib.sha256(told.encode()).hexdigest()[:16] if told else None,
        device=_joined(drafts["device"]),
        memory_mb=float(memory) if isinstance(memory, (int, float)) else None,
    )


def _joined(values: pl.Series) -> str | None:
    different: Sequence[str] = values.drop_nulls().unique().sort().to_list()
    return ", ".join(different) or None
