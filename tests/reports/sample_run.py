"""Builds the evidence of a small run row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl

from runner.graph import Node, review_columns
from runner.reports import tables
from runner.schema import (
    AttemptRow,
    CaptionRow,
    CheckRow,
    ClassifyRow,
    Common,
    DeriveRow,
    DuplicateRow,
    ExifRow,
    FactsRow,
    Finding,
    IntakeRow,
    NameRow,
    Options,
    QualityRow,
    RepairRow,
    ReviewRow,
    Row,
    SimilarRow,
    SourceRow,
)
from runner.stages import kinds
from runner.store import evidence
from runner.store import rows as review_rows

STAGES: dict[str, type[Row]] = {
    "intake": IntakeRow,
    "exif": ExifRow,
    "derive": DeriveRow,
    "quality": QualityRow,
    "similar": SimilarRow,
    "classify": ClassifyRow,
    "facts": FactsRow,
    "caption": CaptionRow,
    "check": CheckRow,
    "repair": RepairRow,
    "attempts": AttemptRow,
    "duplicates": DuplicateRow,
    "name": NameRow,
}


COLUMNS = review_rows.declared(
    review_columns([Node(name, kinds()[name], (), Options(), 1) for name in STAGES if name in kinds()])[0]
)
FIELDS = tuple(column.name for column in COLUMNS if column.publish)


def _declared() -> dict[str, Any]:
    """Types of the columns that stages declare in addition to those of the contract."""
    found: dict[str, Any] = {}
    for kind in (kinds()[name] for name in STAGES if name in kinds()):
        empty = pl.LazyFrame(schema={"item_id": pl.String(), **evidence.columns(kind.row)})
        for column in kind.review:
            value = column.value() if callable(column.value) else pl.col(column.value or column.name)
            found[column.name] = empty.select(value).collect_schema().dtypes()[0]
    return {name: dtype for name, dtype in found.items() if name not in evidence.columns(ReviewRow)}


MORE = _declared()
"""Columns that stages declare in addition to those of the contract."""


@dataclass
class Evidence:
    """Collects evidence rows and review rows of one run; columns without a value are null."""

    run_id: str
    records: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in STAGES})
    reviews: list[dict[str, Any]] = field(default_factory=list)

    def add(self, stage: str, item_id: str, **values: Any) -> None:
        common = {"run_id": self.run_id, "item_id": item_id, "stage": stage, "status": "ok", "key": "0" * 16}
        self.records[stage].append({**dict.fromkeys(evidence.table_schema(STAGES[stage])), **common, **values})

    def review(self, item_id: str, outcome: str, path: str, **values: Any) -> None:
        schema = {**evidence.columns(ReviewRow), **MORE}
        lists: dict[str, Any] = {name: [] for name, dtype in schema.items() if isinstance(dtype, pl.List)}
        known = {"item_id": item_id, "outcome": outcome, "source_path": path, "attempts": 0}
        self.reviews.append({**dict.fromkeys(schema), **lists, **known, **values})

    @property
    def rows(self) -> pl.DataFrame:
        return pl.DataFrame(self.reviews, schema={**evidence.columns(ReviewRow), **MORE}, orient="row")

    def store_rows(self, run: Path) -> None:
        """Write the review rows as a run does."""
        review_rows.write(run, self.rows, COLUMNS)

    @property
    def frames(self) -> dict[str, pl.DataFrame]:
        return {
            name: pl.DataFrame(records, schema=evidence.table_schema(STAGES[name]), orient="row")
            for name, records in self.records.items()
        }

    @property
    def tables(self) -> tables.Evidence:
        return given(self.frames, STAGES)

    def store(self, run: Path) -> None:
        """Write the evidence as a run does."""
        ids = dict.fromkeys(review["item_id"] for review in self.reviews)
        evidence.write_sources(run, [SourceRow(each, f"{each}.jpg", False, "0", 1, None, None) for each in ids])
        for name, frame in self.frames.items():
            frame = frame.with_columns(run_id=pl.coalesce("reused_from", "run_id"))
            about = {"kind": name, "row": STAGES[name].__name__}
            evidence.write_parquet(evidence.stage_folder(run, name) / "part-0.parquet", frame, about)


def given(frames: Mapping[str, pl.DataFrame], stages: Mapping[str, type[Row]]) -> tables.Evidence:
    """Evidence in memory; like that on disk it returns only the columns that are requested."""
    common = list(evidence.columns(Common))
    return tables.Evidence(
        stages,
        lambda stage, names: (
            frames[stage].select(list(dict.fromkeys([*common, *names]))) if frames[stage].width else frames[stage]
        ),
    )


def finding(
    rule: str, field: str, severity: str = "error", words: Sequence[str] = (), message: str = "…"
) -> dict[str, Any]:
    """A finding in the form of evidence."""
    return evidence.to_record(Finding.of(rule, field, severity, tuple(words), message))


def fill(run: Evidence) -> None:
    """Add a passed, a blocked and two failed photos, and a copy of the first."""
    exif = {
        "captured_at": datetime(2019, 7, 14, 16, 3),
        "exposure_s": 0.004,
        "f_number": 5.6,
        "iso": 400,
        "focal_mm": 50.0,
    }
    texts = {"caption": "A tabby cat.", "alt_text": "Close view of a cat.", "keywords": ["cat", "tabby"]}
    seen = {"labels": ["tabby", "lynx"], "quality_score": 7.9, "quality_band": "Top"}
    copies = ["photos/copy of a.jpg"]
    run.review("aaaa", "passed", "photos/a.jpg", copies=copies, file_name="Tabby_001.jpg", **exif, **texts, **seen)
    run.review("aaaa", "copy", "photos/copy of a.jpg")
    texts = {"caption": "A stunning rocket.", "keywords": ["rocket"]}
    seen = {"labels": ["missile"], "quality_score": 10.0, "quality_band": "Top"}
    run.review("bbbb", "blocked", "photos/b.jpg", findings=["fluff"], warnings=["keyword_count"], **texts, **seen)
    run.review("cccc", "failed", "photos/c.jpg", error_kind="truncated", error="The file ends too early.")
    run.review("dddd", "failed", "photos/d.jpg", error_kind="timeout", error="It took longer than 60 s.")
    _fill_pictures(run)
    _fill_texts(run)


def _fill_pictures(run: Evidence) -> None:
    failed = {"status": "failed", "error_kind": "truncated", "error": "The file ends too early."}
    run.add("intake", "aaaa", duration_ms=1.0, reused_from="2026-11-20_10-00-00-9f3c")
    run.add("intake", "bbbb", duration_ms=2.0)
    run.add("intake", "dddd", duration_ms=3.0)
    run.add("intake", "cccc", duration_ms=4.0, **failed)
    for item_id in ("aaaa", "bbbb", "dddd"):
        run.add("derive", item_id, duration_ms=100.0, renditions=_renditions(item_id), sharpness=0.123456789)


def _renditions(item_id: str) -> list[dict[str, Any]]:
    sizes = {"model": (1024, 683), "thumbnail": (548, 365), "web": (1500, 1000)}
    return [
        {"name": name, "path": f"{item_id}/{name}.jpg", "width": w, "height": h, "bytes": 9, "sha256": name}
        for name, (w, h) in sizes.items()
    ]


def _fill_texts(run: Evidence) -> None:
    late = {"status": "failed", "error_kind": "timeout", "error": "It took longer than 60 s."}
    run.add("caption", "dddd", duration_ms=60_000.0, **late)
    generation = {"by": "captioner", "model": "smollm2", "model_hash": "5", "prompt_hash": "9f86", "prompt_tokens": 400}
    draft = {**generation, "attempt": 0, "fields": ["caption", "alt_text", "keywords"], "verdict": "draft", "won": []}
    draft |= {"raw": '{"caption": …}', "before": [], "keywords": []}
    run.add("caption", "aaaa", duration_ms=2000.0)
    run.add("caption", "bbbb", duration_ms=2000.0)
    message = "“stunning” says nothing."
    fluff = [finding("fluff", name, "error", ["stunning"], message) for name in ("caption", "alt_text")]
    warning = finding("keyword_count", "keywords", "warn", message="1 keyword.")
    run.add("check", "aaaa", findings=[])
    run.add("check", "bbbb", findings=[*fluff, warning])
    run.add("attempts", "aaaa", ms=1000.0, completion_tokens=40, **{**draft, "after": []})
    run.add("attempts", "bbbb", ms=1000.0, completion_tokens=60, **{**draft, "after": [*fluff, warning]})
    run.add("repair", "aaaa", findings=[])
    run.add("repair", "bbbb", findings=[*fluff, warning], stopped="helpless")
