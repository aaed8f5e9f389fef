from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from stage_inputs import given

from runner.messages import say
from runner.schema import (
    AttemptRow,
    CaptionRow,
    DeriveRow,
    DuplicateRow,
    Finding,
    Ground,
    IntakeRow,
    NameRow,
    Rendition,
    RepairRow,
    ReviewRow,
    Row,
    SourceRow,
)
from runner.stage import Folders
from runner.stages.gate import GateOptions, gate
from runner.store import evidence
from runner.store.content import content_hash

FOLDERS = Folders(Path("runs"), Path("runs/set/run"))


def finding(rule: str, severity: str, field: str = "caption") -> Finding:
    return Finding.of(rule, field, severity, (), say("fluff.praise", words=rule))


class Tables(dict[type[Row], pl.DataFrame]):
    """Evidence tables that are filled row by row."""

    def add(self, item_id: str, row: Row | tuple[type[Row], str, str]) -> None:
        row_type = row[0] if isinstance(row, tuple) else type(row)
        error_kind, error = row[1:] if isinstance(row, tuple) else (None, None)
        common = {"item_id": item_id, "status": "failed" if error else "ok", "error_kind": error_kind, "error": error}
        own = {} if isinstance(row, tuple) else evidence.to_record(row)
        schema = evidence.table_schema(row_type)
        new = pl.DataFrame([{**dict.fromkeys(schema), **common, **own}], schema=schema, orient="row")
        self[row_type] = pl.concat([self[row_type], new]) if row_type in self else new

    def replace(self, item_id: str, row: Row | tuple[type[Row], str, str]) -> None:
        row_type = row[0] if isinstance(row, tuple) else type(row)
        self[row_type] = self[row_type].filter(pl.col("item_id") != item_id)
        self.add(item_id, row)


@pytest.fixture
def tables() -> Tables:
    made = Tables()
    sources = [
        SourceRow("aa", "a.jpg", False, "0", 1, None, None),
        SourceRow("bb", "b.jpg", False, "0", 1, None, None),
        SourceRow("aa", "copy of a.jpg", True, "0", 1, None, None),
        SourceRow("cc", "c.jpg", False, "0", 1, None, None),
        SourceRow("dd", "locked.jpg", False, None, None, "unreadable", "Permission denied"),
    ]
    made[SourceRow] = pl.DataFrame(
        [evidence.to_record(row) for row in sources], schema=evidence.columns(SourceRow), orient="row"
    )
    for item in ("aa", "bb"):
        made.add(item, IntakeRow("0", 1, "jpeg", 10, 10))
        made.add(item, _derived("5"))
        made.add(item, _draft())
        made.add(item, repair())
        made.add(item, NameRow(f"{item}.jpg", "set", 1, ""))
    made.add("cc", (IntakeRow, "wrong_type", "It is a text file."))
    return made


def _derived(sha256: str) -> DeriveRow:
    nothing: dict[str, Any] = dict.fromkeys(evidence.columns(DeriveRow))
    picture = Rendition("web", "5/5.jpg", 10, 10, 1, sha256)
    return DeriveRow(**{**nothing, "width": 10, "height": 10, "renditions": (picture,), "colours": ()})


def _draft() -> CaptionRow:
    return CaptionRow(
        caption="A stunning heron.",
        alt_text="A grey heron.",
        keywords=("heron",),
        raw="{}",
        model="composer",
        model_hash=None,
        prompt_hash="0" * 16,
        saw_picture=False,
        prompt_tokens=None,
        completion_tokens=None,
        ms=1.0,
    )


def attempt(number: int, by: str) -> AttemptRow:
    nothing: dict[str, Any] = dict.fromkeys(evidence.columns(AttemptRow))
    lists = dict.fromkeys(("fields", "keywords", "before", "after", "won"), ())
    return AttemptRow(**{**nothing, **lists, "attempt": number, "by": by, "ms": 1.0, "verdict": "won"})


def repair(**changes: Any) -> RepairRow:
    """Texts without fault, as they were drafted, unless `changes` says otherwise."""
    row = RepairRow(
        caption="A heron at the canal.",
        alt_text="A grey heron.",
        keywords=("heron",),
        findings=(),
        grounds=(),
        repaired=(),
        stopped=None,
        attempts=(attempt(0, "captioner"),),
    )
    return replace(row, **changes)


def decide(tables: Tables) -> pl.DataFrame:
    return gate(given("gate", tables), GateOptions(), FOLDERS)


def by_path(tables: Tables) -> dict[str, dict[str, Any]]:
    return {row["source_path"]: row for row in decide(tables).iter_rows(named=True)}


def outcomes(tables: Tables) -> dict[str, str]:
    return {path: row["outcome"] for path, row in by_path(tables).items()}


def test_every_file_has_one_outcome(tables: Tables) -> None:
    assert outcomes(tables) == {
        "a.jpg": "passed",
        "b.jpg": "passed",
        "copy of a.jpg": "copy",
        "c.jpg": "failed",
        "locked.jpg": "failed",
    }


def test_the_table_keeps_the_contract(tables: Tables) -> None:
    rows = decide(tables)
    contract = evidence.columns(ReviewRow)
    assert list(rows.schema.items())[: len(contract)] == list(contract.items())
    declared = {"claims", "file_remark", "renditions"}
    assert set(rows.columns[len(contract) :]) == declared, "what stages declare comes after the contract"
    lists = [name for name, dtype in rows.schema.items() if isinstance(dtype, pl.List)]
    assert rows.select(pl.col(lists).is_null().any()).row(0) == (False,) * len(lists)


def test_a_copy_is_listed_by_its_first_and_carries_nothing_itself(tables: Tables) -> None:
    first, copy = decide(tables).filter(pl.col("item_id") == "aa").iter_rows(named=True)
    assert first["copies"] == ["copy of a.jpg"]
    assert (copy["caption"], copy["file_name"], copy["content_hash"], copy["attempts"]) == (None, None, None, 0)


def test_failures_say_why(tables: Tables) -> None:
    rows = by_path(tables)
    assert (rows["c.jpg"]["error_kind"], rows["c.jpg"]["error"]) == ("wrong_type", "It is a text file.")
    assert (rows["locked.jpg"]["error_kind"], rows["locked.jpg"]["error"]) == ("unreadable", "Permission denied")


def test_an_error_blocks_and_a_warning_does_not(tables: Tables) -> None:
    tables.replace("aa", repair(findings=(finding("length", "warn"),)))
    fluff = finding("fluff", "error")
    tables.replace("bb", repair(findings=(fluff, fluff, finding("length", "warn")), stopped="per_item"))
    rows = by_path(tables)
    assert (rows["a.jpg"]["outcome"], rows["a.jpg"]["warnings"], rows["a.jpg"]["reason"]) == (
        "passed",
        ["length"],
        None,
    )
    assert (rows["b.jpg"]["outcome"], rows["b.jpg"]["findings"]) == ("blocked", ["fluff"])
    assert rows["b.jpg"]["reason"] == (
        "Caption: 'fluff' praises instead of describing. No attempts left for this photo."
    )
    assert [each["id"] for each in rows["b.jpg"]["reasons"]] == ["reason.wrong", "stopped.per_item"]


def test_clean_texts_that_are_not_as_drafted_are_repaired(tables: Tables) -> None:
    tables.replace("aa", repair(repaired=("caption",), findings=(finding("length", "warn"),)))
    tables.replace("bb", repair(repaired=("caption",), findings=(finding("fluff", "error"),)))
    assert (outcomes(tables)["a.jpg"], outcomes(tables)["b.jpg"]) == ("repaired", "blocked")


def test_the_texts_are_those_after_repair_and_the_model_is_that_of_the_draft(tables: Tables) -> None:
    ground = Ground("caption", "canal", "set", "Canals of Amsterdam")
    tables.replace("aa", repair(caption="A heron.", grounds=(ground,)))
    row = by_path(tables)["a.jpg"]
    assert (row["caption"], row["caption_from"], row["caption_model"]) == ("A heron.", "model", "composer")
    assert row["grounds"] == [evidence.to_record(ground)]


def test_attempts_count_generations_not_mending(tables: Tables) -> None:
    tries = (attempt(0, "captioner"), attempt(1, "mending"), attempt(2, "captioner"))
    tables.replace("aa", repair(attempts=tries, repaired=("caption",)))
    assert [by_path(tables)[path]["attempts"] for path in ("a.jpg", "b.jpg", "c.jpg")] == [2, 1, 0]


def test_a_text_that_another_photo_has_already_blocks(tables: Tables) -> None:
    tables.add("aa", DuplicateRow((finding("duplicate_caption", "error"),), "bb", "run", 1.0))
    tables.add("bb", DuplicateRow((finding("duplicate_keywords", "warn", "keywords"),), None, None, None))
    rows = by_path(tables)
    assert (rows["a.jpg"]["outcome"], rows["a.jpg"]["reason"]) == (
        "blocked",
        "Caption: 'duplicate_caption' praises instead of describing.",
    )
    assert (rows["b.jpg"]["outcome"], rows["b.jpg"]["warnings"]) == ("passed", ["duplicate_keywords"])


@pytest.mark.parametrize(
    ("row_type", "reason"), [(RepairRow, "The texts were not checked."), (NameRow, "Missing: file name.")]
)
def test_what_was_not_checked_or_named_cannot_pass(tables: Tables, row_type: type[Row], reason: str) -> None:
    tables[row_type] = tables[row_type].filter(pl.col("item_id") != "aa")
    row = by_path(tables)["a.jpg"]
    assert (row["outcome"], row["reason"]) == ("blocked", reason)


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({"caption": None}, "Missing: caption."),
        ({"alt_text": None, "keywords": ()}, "Missing: alt text and keywords."),
    ],
)
def test_a_missing_text_blocks_whatever_the_rules_say(tables: Tables, texts: dict[str, Any], reason: str) -> None:
    tables.replace("aa", repair(**texts))
    row = by_path(tables)["a.jpg"]
    assert (row["outcome"], row["reason"]) == ("blocked", reason)
    assert [name for name in ("caption", "alt_text", "keywords") if row[f"{name}_from"] is None] == list(texts)


def test_a_captioner_that_failed_fails_the_photo(tables: Tables) -> None:
    tables.replace("aa", (CaptionRow, "timeout", "took longer than 60 s"))
    tables[RepairRow] = tables[RepairRow].filter(pl.col("item_id") != "aa")
    row = by_path(tables)["a.jpg"]
    assert (row["outcome"], row["error_kind"]) == ("failed", "timeout")


def test_the_content_hash_follows_what_would_be_published(tables: Tables) -> None:
    before = decide(tables)["content_hash"].to_list()
    tables.replace("bb", _derived("6"))
    after = decide(tables)["content_hash"].to_list()
    assert after[0] == before[0]
    assert after[1] != before[1]


def test_the_content_hash_is_the_one_that_approvals_are_bound_to(tables: Tables) -> None:
    row = by_path(tables)["a.jpg"]
    fields = [column.name for stage in given("gate", tables).nodes for column in stage.stage.review if column.publish]
    assert {"file_name", "caption", "alt_text", "keywords", "renditions", "width", "height"} <= set(fields)
    assert row["content_hash"] == content_hash(row, fields)
    assert by_path(tables)["c.jpg"]["content_hash"] is None
