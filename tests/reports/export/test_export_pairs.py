"""Examples and pairs, from evidence, edits and decisions that are built row by row."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from sample_run import FIELDS, Evidence, finding

from runner.errors import EnvError
from runner.reports.export.command import command
from runner.reports.export.examples import MEANINGS, examples
from runner.reports.export.material import Material, gather
from runner.reports.export.pairs import MEANINGS as PAIR_MEANINGS
from runner.reports.export.pairs import pairs
from runner.store import evidence, runfile, sweepfile
from runner.store.catalog import open_catalog
from runner.store.content import content_hash
from runner.store.decisions import Edit, FieldDecision, PhotoDecision, ReviewContext, record
from runner.store.preferences import Pair, prefer

DESK = ReviewContext("birds", "run-1", "Ada")


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return tmp_path / "runs"


@pytest.fixture
def catalog(runs: Path) -> Iterator[sqlite3.Connection]:
    with open_catalog(runs / "catalog.db") as opened:
        yield opened


def texts(caption: str, alt_text: str = "A bird.", keywords: tuple[str, ...] = ("bird",)) -> dict[str, Any]:
    return {"caption": caption, "alt_text": alt_text, "keywords": list(keywords)}


def reviewed(run: Evidence, item_id: str, outcome: str, said: dict[str, Any], **values: Any) -> None:
    picture = {"name": "web", "path": f"{item_id}.jpg", "width": 1, "height": 1, "bytes": 9, "sha256": "web"}
    sources = dict.fromkeys((f"{name}_from" for name in said), "model")
    own = {"file_name": f"{item_id}.jpg", "caption_model": "tiny", "latitude": 52.1, "renditions": [picture]}
    shown = {**said, **sources, **own, **values}
    hashed = content_hash({**shown, "source_path": f"/photos/{item_id}.jpg"}, FIELDS)
    run.review(item_id, outcome, f"/photos/{item_id}.jpg", **{"content_hash": hashed, **shown})
    run.add("derive", item_id, renditions=[picture])
    run.add("facts", item_id, subject="heron", subject_from="set", camera="Canon R5", language="en", keywords=["reed"])
    run.add("caption", item_id, model="tiny", prompt_hash="9f86", model_hash="5")
    run.add("repair", item_id, findings=[finding("fluff", "caption"), finding("length", "alt_text", "warn")])


def attempted(run: Evidence, item_id: str, attempt: int, said: dict[str, Any], **values: Any) -> None:
    own = {"by": "captioner", "model": "tiny", "won": [], "before": [], "verdict": "no_better"}
    run.add("attempts", item_id, attempt=attempt, **{**said, **own, **values})


def stored(runs: Path, run: Evidence, folder: str = "birds/run-1") -> Path:
    path = runs / folder
    run.store(path)
    run.store_rows(path)
    runfile.write(path, runfile.begin(path, "birds", "prepare", "runner set=birds"))
    return path


def of_run(runs: Path, catalog: sqlite3.Connection, run: Evidence) -> Material:
    return gather(runs, stored(runs, run), catalog)


def by_item(table: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row["item_id"]: row for row in table.iter_rows(named=True)}


def test_decided_and_blocked_texts_are_examples_and_nothing_else(runs: Path, catalog: sqlite3.Connection) -> None:
    run = Evidence("run-1")
    for item_id, outcome in (("aa", "passed"), ("bb", "repaired"), ("cc", "blocked"), ("dd", "passed")):
        broken = {"findings": ["fluff"], "reason": "Caption breaks fluff."} if outcome == "blocked" else {}
        reviewed(run, item_id, outcome, texts(f"A heron {item_id}."), **broken)
    run.review("ee", "failed", "/photos/ee.jpg", error_kind="truncated")
    rows = {row["item_id"]: row for row in run.reviews}
    verdicts = [
        PhotoDecision("aa", "approved", rows["aa"]["content_hash"]),
        PhotoDecision("bb", "rejected", "x", "not a heron"),
    ]
    record(catalog, DESK, [], verdicts)
    made = by_item(examples(of_run(runs, catalog, run), private=False))
    found = {item_id: (row["label"], row["positive"], row["reason"]) for item_id, row in made.items()}
    assert found == {
        "aa": ("approved", True, None),
        "bb": ("rejected", False, "not a heron"),
        "cc": ("blocked", False, "Caption breaks fluff."),
    }
    assert [each["rule"] for each in made["cc"]["findings"]] == ["fluff", "length"]
    assert made["cc"]["run_errors"] == ["fluff"]


def test_a_persons_text_stands_in_what_was_approved_without_the_findings_of_the_text_before(
    runs: Path, catalog: sqlite3.Connection
) -> None:
    run = Evidence("run-1")
    reviewed(run, "aa", "blocked", texts("A stunning heron."), findings=["fluff"])
    now = content_hash({**run.reviews[0], **texts("A heron in the reed.")}, FIELDS)
    record(catalog, DESK, [Edit("aa", "caption", "A heron in the reed.")], [PhotoDecision("aa", "approved", now)])
    (row,) = examples(of_run(runs, catalog, run), private=False).to_dicts()
    assert (row["label"], row["caption"], row["caption_from"]) == ("approved", "A heron in the reed.", "human")
    assert [each["rule"] for each in row["findings"]] == ["length"], "the rules spoke of another caption"
    assert (row["outcome"], row["run_errors"]) == ("blocked", ["fluff"])


def test_what_is_blocked_is_the_text_of_the_run_while_nobody_decided(runs: Path, catalog: sqlite3.Connection) -> None:
    run = Evidence("run-1")
    reviewed(run, "aa", "blocked", texts("A stunning heron."), findings=["fluff"])
    record(catalog, DESK, [Edit("aa", "caption", "A heron, half")], [])
    (row,) = examples(of_run(runs, catalog, run), private=False).to_dicts()
    assert (row["label"], row["caption"], row["caption_from"]) == ("blocked", "A stunning heron.", "model")


def test_a_rejected_text_makes_a_negative_as_long_as_it_stands(runs: Path, catalog: sqlite3.Connection) -> None:
    run = Evidence("run-1")
    for item_id in ("aa", "bb", "cc"):
        reviewed(run, item_id, "passed", texts("A heron."))
    marks = [
        FieldDecision("aa", "caption", "rejected", "A heron.", "it is an egret"),
        FieldDecision("aa", "keywords", "approved", ["bird"]),
        FieldDecision("bb", "caption", "rejected", "Another text.", "no"),
        FieldDecision("cc", "caption", "rejected", "A heron.", "no"),
        FieldDecision("cc", "caption", "reset", "A heron."),
    ]
    record(catalog, DESK, [], [], field_decisions=marks)
    (row,) = examples(of_run(runs, catalog, run), private=False).to_dicts()
    assert (row["item_id"], row["label"], row["reason"]) == ("aa", "rejected", "caption: it is an egret")
    assert row["field_decisions"] == [
        {"field": "caption", "decision": "rejected", "reason": "it is an egret"},
        {"field": "keywords", "decision": "approved", "reason": None},
    ]


def test_a_text_written_anew_and_taken_over_has_no_findings_of_the_one_before(
    runs: Path, catalog: sqlite3.Connection
) -> None:
    run = Evidence("run-1")
    reviewed(run, "aa", "blocked", texts("A stunning heron."), findings=["fluff"])
    now = content_hash({**run.reviews[0], **texts("A heron in the reed.")}, FIELDS)
    edit = Edit("aa", "caption", "A heron in the reed.", source="model")
    record(catalog, DESK, [edit], [PhotoDecision("aa", "approved", now)])
    material = of_run(runs, catalog, run)
    (row,) = examples(material, private=False).to_dicts()
    assert (row["label"], row["caption_from"], [each["rule"] for each in row["findings"]]) == (
        "approved", "model", ["length"],
    )  # fmt: skip
    assert pairs(material, catalog)["chosen_by"].to_list() == ["model"]


def test_private_tags_are_there_only_when_asked_for(runs: Path, catalog: sqlite3.Connection) -> None:
    run = Evidence("run-1")
    reviewed(run, "aa", "blocked", texts("A heron."))
    run.add("exif", "aa", raw='{"BodySerialNumber": "042021002193"}')
    material = of_run(runs, catalog, run)
    shared = examples(material, private=False)
    said = json.dumps(shared.to_dicts()) + "".join(pairs(material, catalog)["prompt"])
    assert not [word for word in ("042021002193", "Canon", "52.1", "/photos/", "Ada") if word in said]
    own = examples(material, private=True).row(0, named=True)
    assert (own["latitude"], own["source_path"]) == (52.1, "/photos/aa.jpg")
    assert "042021002193" in own["exif"]


def test_every_column_is_explained(runs: Path, catalog: sqlite3.Connection) -> None:
    run = Evidence("run-1")
    reviewed(run, "aa", "blocked", texts("A heron."))
    material = of_run(runs, catalog, run)
    declared = {column.name for column in material.further}
    assert {*examples(material, private=False).columns, "image", "group"} == {*MEANINGS, *declared}
    assert {*pairs(material, catalog).columns, "image", "group"} == set(PAIR_MEANINGS)


def test_a_repair_that_won_is_a_pair_of_before_and_after(runs: Path, catalog: sqlite3.Connection) -> None:
    run = Evidence("run-1")
    reviewed(run, "aa", "repaired", texts("A heron in the reed.", keywords=("bird", "reed")))
    attempted(run, "aa", 0, texts("A stunning heron.", keywords=("bird", "Bird")), verdict="draft")
    wrong = [finding("fluff", "caption"), finding("twins", "keywords")]
    mended = texts("A stunning heron.", keywords=("bird",))
    attempted(run, "aa", 1, mended, by="mending", model=None, won=["keywords"], before=wrong, verdict="won")
    attempted(run, "aa", 2, texts("A stunning bird.", keywords=("bird",)), before=wrong[:1])
    won = texts("A heron in the reed.", "Changed in passing.", ("bird",))
    attempted(run, "aa", 3, won, won=["caption"], before=wrong[:1], verdict="won")
    made = pairs(of_run(runs, catalog, run), catalog).to_dicts()
    assert [(row["fields"], row["rules"], row["chosen_by"], row["rejected_by"]) for row in made] == [
        (["keywords"], ["twins"], "mending", "tiny"),
        (["caption"], ["fluff"], "tiny", "mending+tiny"),
    ]
    assert json.loads(made[1]["rejected"]) == mended
    assert json.loads(made[1]["chosen"]) == texts("A heron in the reed.", keywords=("bird",)), "only what has won"
    assert json.loads(made[0]["prompt"])["name"] == "heron"


def test_an_edit_is_a_pair_with_the_text_that_was_on_the_screen(runs: Path, catalog: sqlite3.Connection) -> None:
    seen, run = Evidence("run-0"), Evidence("run-1")
    for each, caption in ((seen, "A bird."), (run, "A grey bird.")):
        reviewed(each, "aa", "passed", texts(caption))
        reviewed(each, "bb", "passed", texts(caption))
        reviewed(each, "cc", "passed", texts(caption))
    stored(runs, seen, "birds/run-0")
    record(catalog, ReviewContext("birds", "run-0", "Ada"), [Edit("aa", "caption", "A heron.")], [])
    record(catalog, DESK, [Edit("bb", "caption", "An egret."), Edit("bb", "location", "Texel")], [])
    record(catalog, DESK, [Edit("cc", "caption", "A stork.")], [PhotoDecision("cc", "rejected")])
    made = by_item(pairs(of_run(runs, catalog, run), catalog))
    shown = {key: (json.loads(row["rejected"])["caption"], json.loads(row["chosen"])["caption"])
             for key, row in made.items()}  # fmt: skip
    assert shown == {"aa": ("A bird.", "A heron."), "bb": ("A grey bird.", "An egret.")}
    assert {row["source"] for row in made.values()} == {"edit"}


def test_an_edit_taken_back_and_one_of_a_text_that_was_not_there_are_no_pairs(
    runs: Path, catalog: sqlite3.Connection
) -> None:
    run = Evidence("run-1")
    reviewed(run, "aa", "passed", texts("A bird."))
    reviewed(run, "bb", "blocked", {**texts("…"), "caption": None})
    record(catalog, DESK, [Edit("aa", "caption", "A heron."), Edit("bb", "caption", "An egret.")], [])
    record(catalog, DESK, [Edit("aa", "caption", None)], [])
    assert pairs(of_run(runs, catalog, run), catalog).height == 0


def test_blind_preferences_of_sweeps_are_pairs_and_ties_are_not(runs: Path, catalog: sqlite3.Connection) -> None:
    run, *variants = (Evidence(name) for name in ("run-1", "v0", "v1"))
    for each in (run, *variants):
        for item_id in ("aa", "bb"):
            reviewed(each, item_id, "passed", texts(f"By {each.run_id}."), caption_model=each.run_id)
    for each in variants:
        stored(runs, each, f"sweeps/birds/s1/{each.run_id}")
    sweepfile.write(
        runs / "sweeps" / "birds" / "s1", sweepfile.SweepFile("s1", "birds", "finished", "runner -m", "2026-01-01")
    )
    prefer(catalog, "s1", Pair("aa", "v0", "v1"), "right", "Ada")
    prefer(catalog, "s1", Pair("bb", "v1", "v0"), "tie", "Ada")
    prefer(catalog, "other", Pair("bb", "v1", "v0"), "left", "Ada")
    (row,) = pairs(of_run(runs, catalog, run), catalog).to_dicts()
    assert (row["item_id"], row["source"], row["chosen_by"], row["rejected_by"]) == ("aa", "preference", "v1", "v0")


def test_what_an_earlier_version_did_not_write_is_null(runs: Path, catalog: sqlite3.Connection) -> None:
    run = Evidence("run-1")
    reviewed(run, "aa", "blocked", texts("A heron."))
    (part,) = evidence.stage_folder(stored(runs, run), "caption").iterdir()
    evidence.write_parquet(part, pl.read_parquet(part).drop("weights"), {"row": "CaptionRow"})
    (row,) = examples(gather(runs, runs / "birds" / "run-1", catalog), private=False).to_dicts()
    assert (row["weights"], row["prompt_hash"]) == (None, "9f86")


def test_evidence_that_cannot_be_read_is_a_sentence(runs: Path, catalog: sqlite3.Connection) -> None:
    run = Evidence("run-1")
    reviewed(run, "aa", "blocked", texts("A heron."))
    (part,) = evidence.stage_folder(stored(runs, run), "caption").iterdir()
    part.write_bytes(b"no Parquet")
    with pytest.raises(EnvError, match="cannot be read"):
        command(["run-1", f"out={runs.parent / 'out'}", f"paths.runs={runs}"])
    assert not (runs.parent / "out").exists()
