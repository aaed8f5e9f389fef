"""What a calibration was made with, and whether it still fits."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from claims_book import DETECTOR

from runner.text.claims.calibration import dump, load
from runner.text.claims.provenance import changed, made_with


def test_what_is_made_now_fits_now() -> None:
    made = replace(DETECTOR, made_with=made_with("nanodet", "5f3a"))
    assert [*changed(made, "nanodet", "5f3a")] == []


def test_other_words_another_model_and_other_weights_are_told_apart() -> None:
    made = replace(DETECTOR, made_with=made_with("nanodet", "5f3a"))
    assert [*changed(made, "nanodet", "0000")] == ["weights"]
    assert [*changed(made, "rfdetr", "0000")] == ["model", "weights"]
    assert [*changed(replace(made, made_with={**made.made_with, "words": "older"}), "nanodet", "5f3a")] == ["words"]


def test_what_nobody_says_is_not_held_against_it() -> None:
    assert [*changed(DETECTOR, "rfdetr", "0000")] == []  # a file of an earlier version
    assert [*changed(replace(DETECTOR, made_with=made_with("nanodet", "5f3a")))] == []  # rows that name no model


def test_it_is_kept_in_the_file(tmp_path: Path) -> None:
    made = replace(DETECTOR, made_with=made_with("nanodet"))
    (tmp_path / "detector.yaml").write_text(dump(made), encoding="utf-8")
    assert load(tmp_path / "detector.yaml") == made


def test_the_shipped_calibrations_fit_the_words_of_the_program() -> None:
    folder = Path(__file__).parents[3] / "conf/witness"
    assert {path.stem: [*changed(load(path))] for path in folder.glob("*.yaml")} == {
        "captioner": [], "nanodet_g": [], "ssdlite_mobilenet_v2": [],
    }  # fmt: skip
