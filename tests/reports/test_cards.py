from __future__ import annotations

from dataclasses import asdict
from typing import Any

import polars as pl
from sample_run import STAGES, Evidence, finding, given

from runner.messages import say
from runner.reports import tables
from runner.reports.run_page.cards import cards, detailed
from runner.reports.run_page.tries import RAW_CHARACTERS
from runner.schema import Row
from runner.stage import Folders
from runner.store import rows as review_rows
from runner.store.rows import RowColumn


def records(evidence: Evidence, at_once: int = 2) -> pl.DataFrame:
    return pl.concat(detailed(cards(evidence.rows, evidence.tables), evidence.tables, at_once))


def card(evidence: Evidence, item_id: str, outcome: str) -> dict[str, Any]:
    return records(evidence).filter(item_id=item_id, outcome=outcome).row(0, named=True)


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
    common = {"by": "captioner", "ms": 1.0, "before": [], "after": [], "won": [], "keywords": []}
    sample.add(
        "attempts", "aaaa", attempt=2, raw=raw, fields=["caption"], caption="A.", alt_text="As it was.", **common
    )
    sample.add("attempts", "aaaa", attempt=1, raw="short", fields=["alt_text"], **common)
    tries = card(sample, "aaaa", "passed")["tries"]
    assert [each["attempt"] for each in tries] == [0, 1, 2]
    assert tries[1]["raw"] == "short"
    assert tries[2]["raw"] == f"{raw[:-1]}… cut after {RAW_CHARACTERS} characters, the whole is in the evidence"
    assert (tries[2]["caption"], tries[2]["alt_text"], tries[2]["keywords"]) == ("A.", None, None)


def test_an_attempt_names_the_rules_broken_before_and_after(sample: Evidence) -> None:
    (draft,) = card(sample, "bbbb", "blocked")["tries"]
    assert (draft["before"], draft["after"]) == ([], ["caption fluff", "alt_text fluff", "keywords keyword_count"])


def test_findings_of_duplicates_stand_beside_those_of_the_rules(sample: Evidence) -> None:
    sample.add("duplicates", "aaaa", findings=[finding("duplicate_caption", "caption")])
    sample.add("duplicates", "bbbb", findings=[finding("duplicate_keywords", "keywords", "warn")])
    assert [each["rule"] for each in card(sample, "aaaa", "passed")["found"]] == ["duplicate_caption"]
    assert [each["rule"] for each in card(sample, "bbbb", "blocked")["found"]][2:] == [
        "keyword_count",
        "duplicate_keywords",
    ]


def test_records_are_the_same_however_many_are_made_at_once(sample: Evidence) -> None:
    every = records(sample, 100)
    assert every.height == 5
    for at_once in (1, 2, 3):
        assert records(sample, at_once).equals(every)


def test_times_follow_the_graph_and_say_what_was_reused(sample: Evidence) -> None:
    shown = card(sample, "aaaa", "passed")
    assert [(each["stage"], each["ms"], each["reused"]) for each in shown["times"]] == [
        ("intake", 1.0, True), ("derive", 100.0, False), ("caption", 2000.0, False), ("check", None, False),
        ("repair", None, False), ("attempts", None, False),
    ]  # fmt: skip
    assert shown["total_ms"] == 2101.0


def test_findings_keep_field_words_and_message(sample: Evidence) -> None:
    first = card(sample, "bbbb", "blocked")["found"][0]
    assert (first["field"], first["words"], first["message"]) == ("caption", ["stunning"], "“stunning” says nothing.")


def test_what_a_stage_has_to_say_is_worded(sample: Evidence) -> None:
    said = asdict(say("unread.block", block="xmp", problem=say("unread.nothing", size=1200)))
    rows = sample.rows.with_columns(
        unread=pl.lit([said], dtype=pl.List(review_rows.MESSAGE)), file_remark=pl.lit(None, dtype=review_rows.MESSAGE)
    )
    further = [RowColumn(name, name, "exif", None, shown=True) for name in ("unread", "file_remark")]
    declared = cards(rows, sample.tables, further)["declared"][0].to_list()
    assert declared == [{"label": "unread", "value": "xmp: no property could be read from a packet of 1,200 bytes"}]


def test_stages_that_a_graph_lacks_leave_nulls(sample: Evidence) -> None:
    frames = {"intake": sample.frames["intake"], "exif": pl.DataFrame()}
    bare = given(frames, {name: STAGES[name] for name in frames})
    shown = pl.concat(detailed(cards(sample.rows, bare), bare))
    assert shown.height == 5
    assert shown["thumbnail"].null_count() == shown["found"].null_count() == 5


def test_stages_are_found_under_any_name(sample: Evidence) -> None:
    stages: dict[str, type[Row]] = {f"my {name}": row_type for name, row_type in STAGES.items()}
    renamed = given({f"my {name}": table for name, table in sample.frames.items()}, stages)
    assert cards(sample.rows, renamed)["thumbnail"].drop_nulls().len() == 4


def test_evidence_on_the_disk_gives_the_same_cards(sample: Evidence, folders: Folders) -> None:
    sample.store(folders.run)
    stored = tables.stored(folders.run, STAGES)
    again = pl.concat(detailed(cards(sample.rows, stored), stored))
    assert again.equals(records(sample, 100))
