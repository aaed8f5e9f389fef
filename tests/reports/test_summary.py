from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import polars as pl
import pytest
from sample_run import Evidence

from runner.reports.summary import Failure, RuleFigures, summarise


def test_outcomes_are_counted_with_zeros(sample: Evidence) -> None:
    summary = summarise(sample.rows, sample.tables)
    assert summary.files == 5
    assert summary.outcomes == {"passed": 1, "repaired": 0, "blocked": 1, "failed": 2, "copy": 1}


def test_failures_name_the_file_the_stage_and_the_reason(sample: Evidence) -> None:
    summary = summarise(sample.rows, sample.tables)
    assert summary.failures == (
        Failure("cccc", "photos/c.jpg", "intake", "truncated", "The file ends too early."),
        Failure("dddd", "photos/d.jpg", "caption", "timeout", "It took longer than 60 s."),
    )
    assert summary.failures_by_kind == {"timeout": 1, "truncated": 1}


def test_a_failure_belongs_to_the_first_stage_that_failed(sample: Evidence) -> None:
    sample.add("check", "dddd", status="failed", error_kind="other", error="Later.")
    assert summarise(sample.rows, sample.tables).failures[1].stage == "caption"


def test_a_failure_without_a_reason_says_so(empty: Evidence) -> None:
    empty.review("eeee", "failed", "photos/e.jpg")
    failure = summarise(empty.rows, empty.tables).failures[0]
    assert (failure.kind, failure.stage, failure.reason) == ("unknown", None, "No reason was recorded.")


def test_rules_count_findings_and_photos_with_errors_first(sample: Evidence) -> None:
    rules = summarise(sample.rows, sample.tables).rules
    assert rules == (RuleFigures("fluff", "error", 2, 1), RuleFigures("keyword_count", "warn", 1, 1))


def test_rules_come_from_the_last_check_of_a_photo(sample: Evidence) -> None:
    tables = dict(sample.tables)
    again = tables["check"].with_columns(findings=pl.col("findings").list.head(0), stage=pl.lit("recheck"))
    assert summarise(sample.rows, {**tables, "recheck": again}).rules == ()


def test_stage_figures_keep_apart_what_was_reused(sample: Evidence) -> None:
    stages = {each.stage: each for each in summarise(sample.rows, sample.tables).stages}
    intake = stages["intake"]
    assert list(stages)[:2] == ["intake", "exif"]
    assert (intake.items, intake.failed, intake.reused) == (4, 1, 1)
    assert intake.total_ms == pytest.approx(2 + 3 + 4)
    assert intake.mean_ms == pytest.approx(2.5)
    assert intake.p95_ms == pytest.approx(3.85)
    assert (stages["exif"].items, stages["exif"].mean_ms, stages["exif"].total_ms) == (0, None, 0)


def test_several_attempts_at_a_photo_are_one_photo_in_a_stage(sample: Evidence) -> None:
    sample.add("caption", "aaaa", duration_ms=500.0, ms=500.0, model="smollm2", raw="", prompt_hash="1")
    caption = next(each for each in summarise(sample.rows, sample.tables).stages if each.stage == "caption")
    assert caption.items == 3
    assert caption.mean_ms == pytest.approx((2500 + 2000 + 60_000) / 3)


def test_captioning_counts_only_what_was_generated(sample: Evidence) -> None:
    figures = summarise(sample.rows, sample.tables).captioning
    assert figures is not None
    assert (figures.models, figures.captions) == (("smollm2",), 2)
    assert (figures.prompt_tokens, figures.completion_tokens) == (800, 100)
    assert figures.captions_per_s == pytest.approx(1.0)
    assert figures.tokens_per_s == pytest.approx(50.0)


def test_tokens_nobody_counted_are_missing(empty: Evidence) -> None:
    empty.add("caption", "aaaa", ms=0.0, model="composer", raw="", prompt_hash="1")
    figures = summarise(empty.rows, empty.tables).captioning
    assert figures is not None
    assert (figures.completion_tokens, figures.tokens_per_s, figures.captions_per_s) == (None, None, None)


def test_quality_and_labels_leave_copies_out(sample: Evidence) -> None:
    summary = summarise(sample.rows, sample.tables)
    assert summary.bands == {"Top": 2, "Good": 0, "Average": 0, "Low": 0, "Very Low": 0}
    assert (summary.scores[15], summary.scores[19], sum(summary.scores), len(summary.scores)) == (1, 1, 2, 20)
    assert summary.labels == {"missile": 1, "tabby": 1}


def test_a_run_without_evidence_has_a_summary(empty: Evidence) -> None:
    summary = summarise(empty.rows, {"intake": pl.DataFrame()})
    assert (summary.files, summary.failures, summary.stages, summary.captioning) == (0, (), (), None)


def test_the_summary_is_json(sample: Evidence) -> None:
    summary = asdict(summarise(sample.rows, sample.tables))
    assert json.loads(json.dumps(summary))["failures"][0]["source_path"] == "photos/c.jpg"


def test_the_summary_survives_parquet(sample: Evidence, tmp_path: Path) -> None:
    for name, table in {"rows": sample.rows, **sample.tables}.items():
        table.write_parquet(tmp_path / f"{name}.parquet")
    read = {name: pl.read_parquet(tmp_path / f"{name}.parquet") for name in sample.tables}
    assert summarise(pl.read_parquet(tmp_path / "rows.parquet"), read) == summarise(sample.rows, sample.tables)
