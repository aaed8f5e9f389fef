from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from runner.reports.over_time.reference import SCHEMA, RegressionOptions, load
from runner.reports.over_time.regression import COLUMNS, compare, judge, sentences
from runner.schema import ReviewRow
from runner.store import evidence
from runner.store.catalog import open_catalog
from runner.store.decisions import Edit, PhotoDecision, ReviewContext, record
from runner.store.evidence import columns

APPROVED = RegressionOptions("approved", 0.0)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with open_catalog(tmp_path / "catalog.db") as opened:
        yield opened


def review(*rows: tuple[str, str, list[str], str]) -> pl.DataFrame:
    """Review rows of item, outcome, findings and caption."""
    made = []
    for item_id, outcome, findings, caption in rows:
        row: dict[str, Any] = dict.fromkeys(columns(ReviewRow))
        texts = {"caption": caption, "alt_text": "A grey bird.", "keywords": ["heron", "reed"]}
        made.append({**row, **texts, "item_id": item_id, "source_path": f"/{item_id}.jpg", "outcome": outcome,
                     "findings": findings, "content_hash": f"hash-{item_id}"})  # fmt: skip
    return pl.DataFrame(made, schema=columns(ReviewRow), orient="row")


def reference(*rows: tuple[str, str, list[str], str]) -> pl.DataFrame:
    found = review(*rows).rename({"findings": "errors"})
    return found.select(SCHEMA.keys())


def test_worse_is_a_lower_outcome_or_a_rule_more() -> None:
    before = reference(
        ("a", "passed", [], "A heron."),
        ("b", "repaired", [], "A heron."),
        ("c", "blocked", ["fluff"], "A heron."),
        ("d", "blocked", ["fluff"], "A heron."),
        ("e", "blocked", ["fluff"], "A heron."),
        ("f", "blocked", ["fluff"], "A heron."),
        ("g", "passed", [], "A heron."),
    )
    now = review(
        ("a", "repaired", [], "A heron."),
        ("b", "blocked", ["length"], "A heron."),
        ("c", "blocked", ["fluff"], "A heron."),
        ("d", "blocked", ["length"], "A heron."),
        ("e", "failed", [], "A heron."),
        ("f", "passed", [], "A heron."),
        ("x", "blocked", ["fluff"], "Not approved."),
    )
    made = compare(before, now)
    assert made.schema == pl.Schema(COLUMNS)
    assert set(made.filter("worse")["item_id"]) == {"b", "d", "e"}
    assert made.filter("better")["item_id"].to_list() == ["f"]
    assert made["worse"].to_list() == sorted(made["worse"].to_list(), reverse=True), "the worst come first"
    found = judge(APPROVED, before, made)
    assert (found.approved, found.compared, found.worse, found.better) == (7, 6, 3, 1)


@pytest.mark.parametrize(("max_worse", "failed"), [(0.0, True), (0.24, True), (0.25, False), (1.0, False)])
def test_more_than_the_bound_fails(max_worse: float, failed: bool) -> None:
    names = ("a", "b", "c", "d")
    before = reference(*((name, "passed", [], "A heron.") for name in names))
    now = review(*((name, "blocked" if name == "a" else "passed", [], "A heron.") for name in names))
    assert judge(RegressionOptions("approved", max_worse), before, compare(before, now)).failed is failed


def test_a_copy_is_not_compared_and_a_run_without_the_photos_fails() -> None:
    before = reference(("a", "passed", [], "A heron."))
    made = compare(before, review(("a", "copy", [], "")))
    found = judge(APPROVED, before, made)
    assert (found.compared, found.failed) == (0, True)
    assert "none of the 1 approved photo" in next(sentences(found, made, Path()))


def test_without_approvals_nothing_fails() -> None:
    before = reference()
    made = compare(before, review(("a", "blocked", ["fluff"], "A heron.")))
    found = judge(APPROVED, before, made)
    assert (found.compared, found.failed, found.distance) == (0, False, None)


def test_distance_is_the_share_of_words_that_differ() -> None:
    before = reference(("a", "passed", [], "A heron in the reed."))
    now = review(("a", "passed", [], "A heron in the water."))
    (row,) = compare(before, now).to_dicts()
    assert row["caption_distance"] == pytest.approx(0.2)
    assert (row["alt_text_distance"], row["keywords_distance"]) == (0, 0)
    now = now.with_columns(alt_text=pl.lit(None, pl.String()), keywords=pl.Series([["heron", "water"]]))
    (row,) = compare(before, now).to_dicts()
    assert row["alt_text_distance"] is None
    assert row["keywords_distance"] == pytest.approx(2 / 3)


def store(runs: Path, run_id: str, rows: pl.DataFrame) -> ReviewContext:
    evidence.write_parquet(runs / "birds" / run_id / "rows.parquet", rows)
    return ReviewContext("birds", run_id, "Ada")


def test_what_was_approved_last_is_the_reference_as_it_stood_then(tmp_path: Path, catalog: sqlite3.Connection) -> None:
    first = store(tmp_path, "run-1", review(("a", "passed", [], "A heron."), ("b", "blocked", ["fluff"], "Stunning.")))
    second = store(tmp_path, "run-2", review(("a", "blocked", ["length"], "Heron."), ("c", "passed", [], "A stork.")))
    record(
        catalog,
        first,
        [Edit("b", "caption", "An egret.")],
        [PhotoDecision("a", "approved"), PhotoDecision("b", "approved")],
    )
    record(catalog, second, [], [PhotoDecision("c", "approved")])
    record(catalog, second, [], [PhotoDecision("c", "reset")])
    made = load(APPROVED, tmp_path, "birds", catalog)
    assert made is not None
    assert made.sort("item_id").select("item_id", "caption", "outcome", "errors").rows() == [
        ("a", "A heron.", "passed", []),
        ("b", "An egret.", "blocked", ["fluff"]),
    ]


def test_what_was_written_after_the_approval_is_no_part_of_it(tmp_path: Path, catalog: sqlite3.Connection) -> None:
    desk = store(tmp_path, "run-1", review(("a", "passed", [], "A heron.")))
    record(catalog, desk, [], [PhotoDecision("a", "approved")])
    catalog.execute("UPDATE decisions SET at = '2026-01-01T00:00:00.000+00:00'")
    record(catalog, desk, [Edit("a", "caption", "Half a sent")], [])
    made = load(APPROVED, tmp_path, "birds", catalog)
    assert made is not None
    assert made["caption"].to_list() == ["A heron."]


def test_an_approval_in_a_sweep_counts_and_one_whose_run_is_gone_does_not(
    tmp_path: Path, catalog: sqlite3.Connection
) -> None:
    store(tmp_path / "sweeps", "s1/v0", review(("a", "passed", [], "A heron.")))
    record(catalog, ReviewContext("birds", "v0", "Ada"), [], [PhotoDecision("a", "approved")])
    record(catalog, ReviewContext("birds", "gone", "Ada"), [], [PhotoDecision("b", "approved")])
    made = load(APPROVED, tmp_path, "birds", catalog)
    assert made is not None
    assert made["item_id"].to_list() == ["a"]


def test_a_folder_that_is_no_export_is_a_sentence(tmp_path: Path) -> None:
    (problem,) = RegressionOptions(str(tmp_path), 0.0).problems()
    assert "holds no examples in Parquet" in problem
    assert RegressionOptions(None, 0.0).problems() == ()
