from __future__ import annotations

from typing import Any

import polars as pl
from sample_run import Evidence

from runner.reports.cards import RAW_CHARACTERS, cards


def card(evidence: Evidence, item_id: str, outcome: str) -> dict[str, Any]:
    found = cards(evidence.rows, evidence.tables).filter(item_id=item_id, outcome=outcome)
    return found.row(0, named=True)


def test_photos_that_need_a_person_come_first(sample: Evidence) -> None:
    sample.review("eeee", "repaired", "photos/e.jpg")
    order = cards(sample.rows, sample.tables)["outcome"].to_list()
    assert order == ["failed", "failed", "blocked", "repaired", "passed", "copy"]


def test_failures_without_a_picture_come_before_those_with_one(sample: Evidence) -> None:
    sample.review("ffff", "failed", "photos/z.jpg", error_kind="refused", error="Empty.")
    assert cards(sample.rows, sample.tables)["item_id"].to_list()[:3] == ["cccc", "ffff", "dddd"]


def test_thumbnail_is_the_smallest_rendition_and_picture_the_largest(sample: Evidence) -> None:
    shown = card(sample, "aaaa", "passed")
    assert (shown["thumbnail"], shown["thumbnail_width"]) == ("aaaa/thumbnail.jpg", 548)
    assert shown["picture"] == "aaaa/web.jpg"


def test_a_copy_shows_its_original(sample: Evidence) -> None:
    copy = card(sample, "aaaa", "copy")
    assert (copy["copy_of"], copy["thumbnail"]) == ("photos/a.jpg", "aaaa/thumbnail.jpg")
    assert (copy["tries"], copy["times"], copy["found"]) == (None, None, None)


def test_camera_settings_are_in_words(sample: Evidence) -> None:
    shown = card(sample, "aaaa", "passed")
    assert (shown["settings"], shown["captured"]) == ("50 mm · 1/250 s · f/5.6 · ISO 400", "2019-07-14 16:03")
    assert card(sample, "bbbb", "blocked")["settings"] == ""


def test_attempts_are_in_order_and_long_output_is_cut_visibly(sample: Evidence) -> None:
    raw = "x" * (RAW_CHARACTERS + 1)
    sample.add("caption", "aaaa", raw=raw, ms=1.0, model="smollm2", prompt_hash="2")
    sample.add("caption", "aaaa", raw="short", ms=1.0, model="smollm2", prompt_hash="1")
    tries = card(sample, "aaaa", "passed")["tries"]
    assert [each["attempt"] for each in tries] == [0, 1, 2]
    assert tries[1]["raw"] == "short"
    assert tries[2]["raw"] == f"{raw[:-1]}… cut after {RAW_CHARACTERS} characters, the whole is in the evidence"


def test_times_follow_the_graph_and_say_what_was_reused(sample: Evidence) -> None:
    shown = card(sample, "aaaa", "passed")
    assert [(each["stage"], each["ms"], each["reused"]) for each in shown["times"]] == [
        ("intake", 1.0, True), ("derive", 100.0, False), ("caption", 2000.0, False), ("check", None, False),
    ]  # fmt: skip
    assert shown["total_ms"] == 2101.0


def test_findings_keep_field_words_and_message(sample: Evidence) -> None:
    first = card(sample, "bbbb", "blocked")["found"][0]
    assert (first["field"], first["words"], first["message"]) == ("caption", ["stunning"], "“stunning” says nothing.")


def test_stages_that_a_graph_lacks_leave_nulls(sample: Evidence) -> None:
    shown = cards(sample.rows, {"intake": sample.tables["intake"], "exif": pl.DataFrame()})
    assert shown.height == 5
    assert shown["thumbnail"].null_count() == 5


def test_stages_are_found_under_any_name(sample: Evidence) -> None:
    renamed = {f"my {name}": table for name, table in sample.tables.items()}
    assert cards(sample.rows, renamed)["thumbnail"].drop_nulls().len() == 4
