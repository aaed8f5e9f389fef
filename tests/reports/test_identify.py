from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from runner import cli
from runner.schema import CaptionRow, EmbedRow, FactsRow, Row, SourceRow
from runner.store import evidence, runfile

PHOTOS = [f"{number:016x}" for number in range(4)]


def write(run: Path, stage: str, row_type: type[Row], rows: Sequence[dict[str, Any]]) -> None:
    """Evidence with these columns and null, or nothing, in all others."""
    schema = evidence.table_schema(row_type)
    known = [
        {"run_id": run.name, "item_id": item, "stage": stage, "status": "ok", "key": "k", **row}
        for item, row in zip(PHOTOS, rows, strict=True)
    ]
    empty = {name: [] if isinstance(kind, pl.List) else None for name, kind in schema.items()}
    table = pl.DataFrame([{**empty, **row} for row in known], schema=schema, orient="row")
    evidence.write_parquet(evidence.stage_folder(run, stage) / "part-k.parquet", table)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "spotting" / "20261121-100000-abcd"
    evidence.write_sources(folder, [SourceRow(item, f"{item}.jpg", False, "0" * 64, 1, None, None) for item in PHOTOS])
    runfile.write(folder, runfile.begin(folder, "spotting", "prepare", "runner …"))
    return folder


def said(run: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert cli.run(["identify", str(run)]) == 0
    return capsys.readouterr().out


def test_the_subject_that_a_person_may_take_over_is_shown_with_who_says_so(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(run, "facts", FactsRow, [{"labels": ["airliner", "aircraft"]}] * 3 + [{"labels": []}])
    write(run, "embed", EmbedRow, [{"hints": [{"word": "heron", "cosine": 0.3, "rarity": 0.0}]}] * 4)
    write(run, "caption", CaptionRow, [{"keywords": ["aircraft", "sky"], "saw_picture": True}] * 4)
    shown = said(run, capsys)
    assert "Suggestion of the classifier, for 3 of 4 photos: set.subject='airliner'" in shown
    assert "embeddings is as sure of something else" in shown
    assert "captioner says the same" in shown


def test_a_captioner_that_saw_nothing_has_no_vote(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(run, "facts", FactsRow, [{"labels": []}] * 4)
    write(run, "caption", CaptionRow, [{"keywords": ["aircraft"], "saw_picture": False}] * 4)
    shown = said(run, capsys)
    assert "no subject in common" in shown
    assert "captioner" not in shown


def test_disagreement_is_shown_photo_by_photo_and_not_averaged_away(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(run, "facts", FactsRow, [{"labels": ["airliner", "aircraft"]}] * 3 + [{"labels": ["heron", "bird"]}])
    caption = [{"keywords": ["boat"], "saw_picture": True}] * 2 + [{"keywords": ["sea"], "saw_picture": True}] * 2
    write(run, "caption", CaptionRow, caption)
    shown = said(run, capsys)
    assert "heron 1, bird 1" in shown
    assert "boat 2, sea 2" in shown
    assert f"{PHOTOS[3]}.jpg: classifier heron, bird; captioner sea" in shown
    assert f"{PHOTOS[0]}.jpg" not in shown


def test_a_captioner_that_was_told_what_the_classifier_saw_is_no_second_witness(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(run, "facts", FactsRow, [{"labels": ["airliner"]}] * 4)
    write(run, "caption", CaptionRow, [{"keywords": ["airliner"], "saw_picture": True}] * 4)
    assert "no second witness" in said(run, capsys)
    runfile.write(run, runfile.begin(run, "spotting", "identify", "runner identify set=spotting"))
    assert "no second witness" not in said(run, capsys)


def test_photos_of_different_things_are_told_from_photos_of_things_that_nobody_knows(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(run, "facts", FactsRow, [{"labels": [name]} for name in ("heron", "cat", "boat")] + [{"labels": []}])
    assert "or split the set" in said(run, capsys)
    write(run, "facts", FactsRow, [{"labels": ["heron"]}] + [{"labels": []}] * 3)
    assert "they speak of too few" in said(run, capsys)


def test_photos_that_could_not_be_looked_at_are_counted(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    failed = {"status": "failed", "error_kind": "decode", "labels": None}
    write(run, "facts", FactsRow, [{"labels": ["heron"]}] * 3 + [failed])
    assert "3 photos; 1 could not be looked at" in said(run, capsys)


def test_of_a_sample_it_is_said_what_that_means_for_the_whole_set(
    run: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(run, "facts", FactsRow, [{"labels": ["airliner"]}] * 3 + [{"labels": []}])
    assert "whole set" not in said(run, capsys)
    runfile.write(run, runfile.begin(run, "spotting", "identify", "runner identify set=spotting"))
    assert "In the whole set it would be 30% to 95%" in said(run, capsys)  # Wilson's interval of 3 in 4


def test_a_run_without_facts_is_a_sentence(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["identify", str(run)]) == 3
    assert "has no facts" in capsys.readouterr().err


def test_few_photos_are_counted_as_few(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(run, "facts", FactsRow, [{"labels": ["airliner", "aircraft"]}] * 3 + [{"labels": []}])
    shown = said(run, capsys)
    assert "The photo of which the classifier does not say so:" in shown
    assert f"{PHOTOS[3]}.jpg: no source recognised it" in shown
    assert "the first" not in shown


def test_a_suggestion_can_be_pasted_into_a_shell(run: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(run, "facts", FactsRow, [{"labels": ["yellow lady's slipper"]}] * 4)
    assert """set.subject="yellow lady's slipper\"""" in said(run, capsys)
