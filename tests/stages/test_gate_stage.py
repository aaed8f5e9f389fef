from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from runner import evidence
from runner.schema import (
    CaptionRow,
    CheckRow,
    DeriveRow,
    Finding,
    IntakeRow,
    NameRow,
    Rendition,
    ReviewRow,
    Row,
    SourceRow,
)
from runner.stage import Folders
from runner.stages.gate import GateOptions, gate

FOLDERS = Folders(Path("runs"), Path("runs/set/run"))


def finding(rule: str, severity: str) -> Finding:
    return Finding(rule, "caption", severity, (), "…")


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
        made.add(item, _attempt(caption="A heron at the canal."))
        made.add(item, CheckRow(()))
        made.add(item, NameRow(f"{item}.jpg", "set", 1))
    made.add("cc", (IntakeRow, "wrong_type", "It is a text file."))
    return made


def _derived(sha256: str) -> DeriveRow:
    nothing: dict[str, Any] = dict.fromkeys(evidence.columns(DeriveRow))
    picture = Rendition("web", "5/5.jpg", 10, 10, 1, sha256)
    return DeriveRow(**{**nothing, "width": 10, "height": 10, "renditions": (picture,), "colours": ()})


def _attempt(caption: str | None) -> CaptionRow:
    return CaptionRow(
        caption=caption,
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


def decide(tables: Tables) -> pl.DataFrame:
    return gate(tables, GateOptions(), FOLDERS)


def outcomes(tables: Tables) -> dict[str, str]:
    rows = decide(tables)
    return dict(zip(rows["source_path"], rows["outcome"], strict=True))


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
    assert rows.schema == evidence.columns(ReviewRow)
    lists = [name for name, dtype in rows.schema.items() if isinstance(dtype, pl.List)]
    assert rows.select(pl.col(lists).is_null().any()).row(0) == (False,) * len(lists)


def test_a_copy_is_listed_by_its_first_and_carries_nothing_itself(tables: Tables) -> None:
    first, copy = decide(tables).filter(pl.col("item_id") == "aa").iter_rows(named=True)
    assert first["copies"] == ["copy of a.jpg"]
    assert (copy["caption"], copy["file_name"], copy["content_hash"], copy["attempts"]) == (None, None, None, 0)


def test_failures_say_why(tables: Tables) -> None:
    rows = {row["source_path"]: row for row in decide(tables).iter_rows(named=True)}
    assert (rows["c.jpg"]["error_kind"], rows["c.jpg"]["error"]) == ("wrong_type", "It is a text file.")
    assert (rows["locked.jpg"]["error_kind"], rows["locked.jpg"]["error"]) == ("unreadable", "Permission denied")


def test_an_error_blocks_and_a_warning_does_not(tables: Tables) -> None:
    tables[CheckRow] = tables[CheckRow].clear()
    tables.add("aa", CheckRow((finding("length", "warn"),)))
    tables.add("bb", CheckRow((finding("fluff", "error"), finding("fluff", "error"), finding("length", "warn"))))
    rows = {row["source_path"]: row for row in decide(tables).iter_rows(named=True)}
    assert (rows["a.jpg"]["outcome"], rows["a.jpg"]["warnings"]) == ("passed", ["length"])
    assert (rows["b.jpg"]["outcome"], rows["b.jpg"]["findings"]) == ("blocked", ["fluff"])


@pytest.mark.parametrize("row_type", [CheckRow, NameRow])
def test_what_was_not_checked_or_named_cannot_pass(tables: Tables, row_type: type[Row]) -> None:
    tables[row_type] = tables[row_type].filter(pl.col("item_id") != "aa")
    assert outcomes(tables)["a.jpg"] == "blocked"


def test_a_missing_text_blocks_whatever_the_rules_say(tables: Tables) -> None:
    tables[CaptionRow] = tables[CaptionRow].filter(pl.col("item_id") != "aa")
    tables.add("aa", _attempt(caption=None))
    assert outcomes(tables)["a.jpg"] == "blocked"


def test_a_captioner_that_failed_fails_the_photo(tables: Tables) -> None:
    tables[CaptionRow] = tables[CaptionRow].filter(pl.col("item_id") != "aa")
    tables.add("aa", (CaptionRow, "timeout", "took longer than 60 s"))
    row = decide(tables).row(0, named=True)
    assert (row["outcome"], row["error_kind"]) == ("failed", "timeout")


def test_the_content_hash_follows_what_would_be_published(tables: Tables) -> None:
    before = decide(tables)["content_hash"].to_list()
    tables[DeriveRow] = tables[DeriveRow].filter(pl.col("item_id") != "bb")
    tables.add("bb", _derived("6"))
    after = decide(tables)["content_hash"].to_list()
    assert after[0] == before[0]
    assert after[1] != before[1]
