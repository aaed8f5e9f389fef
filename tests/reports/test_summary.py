from __future__ import annotations

import json
from dataclasses import fields

import polars as pl
import pytest
from sample_run import STAGES, Evidence, finding, given

from runner.reports import tables
from runner.reports.run_figures import Failure, Figures, RuleFigures
from runner.reports.summary import summarise
from runner.schema import IntakeRow, RepairRow, Row
from runner.stage import Folders


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


def test_rules_come_from_the_texts_as_they_stand_at_last(sample: Evidence) -> None:
    again = sample.frames["repair"].with_columns(findings=pl.col("findings").list.head(0), stage=pl.lit("again"))
    stages: dict[str, type[Row]] = {**STAGES, "again": RepairRow}
    assert summarise(sample.rows, given({**sample.frames, "again": again}, stages)).rules == ()


def test_rules_count_texts_that_other_photos_have_too(sample: Evidence) -> None:
    sample.add("duplicates", "aaaa", findings=[finding("duplicate_caption", "caption")])
    assert summarise(sample.rows, sample.tables).rules[0] == RuleFigures("duplicate_caption", "error", 1, 1)


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
    sample.add("caption", "aaaa", duration_ms=500.0, ms=500.0)
    caption = next(each for each in summarise(sample.rows, sample.tables).stages if each.stage == "caption")
    assert caption.items == 3
    assert caption.mean_ms == pytest.approx((2500 + 2000 + 60_000) / 3)


def test_captioning_counts_only_what_was_generated(sample: Evidence) -> None:
    figures = summarise(sample.rows, sample.tables).captioning
    assert figures is not None
    assert (figures.models, figures.captions, figures.again) == (("smollm2",), 2, 0)
    assert (figures.prompt_tokens, figures.completion_tokens) == (800, 100)
    assert figures.captions_per_s == pytest.approx(1.0)
    assert figures.tokens_per_s == pytest.approx(50.0)


def test_mending_is_no_generation_and_a_second_draft_is_one(sample: Evidence) -> None:
    sample.add("attempts", "bbbb", attempt=1, by="mending", ms=9.0)
    sample.add("attempts", "bbbb", attempt=2, by="captioner", ms=2000.0, model="smollm2", model_hash="5")
    figures = summarise(sample.rows, sample.tables).captioning
    assert figures is not None
    assert (figures.captions, figures.again) == (3, 1)
    assert figures.captions_per_s == pytest.approx(3 / 4)


def test_what_writes_without_a_model_has_no_speed(empty: Evidence) -> None:
    empty.add("attempts", "aaaa", attempt=0, by="captioner", ms=0.01, model="composer")
    figures = summarise(empty.rows, empty.tables).captioning
    assert figures is not None
    assert (figures.completion_tokens, figures.tokens_per_s, figures.captions_per_s) == (None, None, None)


def test_quality_and_labels_leave_copies_out(sample: Evidence) -> None:
    summary = summarise(sample.rows, sample.tables)
    assert summary.bands == {"Top": 2, "Good": 0, "Average": 0, "Low": 0, "Very Low": 0}
    assert (summary.scores[15], summary.scores[19], sum(summary.scores), len(summary.scores)) == (1, 1, 2, 20)
    assert summary.labels == {"missile": 1, "tabby": 1}


def test_a_run_without_evidence_has_a_summary(empty: Evidence) -> None:
    summary = summarise(empty.rows, given({"intake": pl.DataFrame()}, {"intake": IntakeRow}))
    assert (summary.files, summary.failures, summary.captioning) == (0, (), None)
    assert [(each.stage, each.items) for each in summary.stages] == [("intake", 0)]


def test_what_run_json_keeps_is_json_and_has_the_numbers_of_the_review(sample: Evidence) -> None:
    summary = summarise(sample.rows, sample.tables)
    kept = json.loads(json.dumps(summary.for_file()))
    assert kept["failures"][0]["source_path"] == "photos/c.jpg"
    assert kept["stages"][0]["stage"] == "intake"
    assert kept["review"] == summary.review.counts().for_file()


def test_figures_are_read_back_from_run_json(sample: Evidence) -> None:
    summary = summarise(sample.rows, sample.tables)
    kept = json.loads(json.dumps(summary.for_file()))
    found = Figures.of_file(kept)
    assert {each.name: getattr(found, each.name) for each in fields(Figures)} == {
        each.name: getattr(summary, each.name) for each in fields(Figures)
    }
    again = found.all_reused()
    assert [(each.reused, each.total_ms) for each in again.stages] == [(each.items, 0) for each in found.stages]
    del kept["review"]["sample_photos"]
    with pytest.raises(KeyError):
        Figures.of_file(kept)


def test_evidence_on_the_disk_has_the_same_summary(sample: Evidence, folders: Folders) -> None:
    sample.store(folders.run)
    assert summarise(sample.rows, tables.stored(folders.run, STAGES)) == summarise(sample.rows, sample.tables)
