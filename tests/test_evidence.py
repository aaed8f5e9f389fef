from __future__ import annotations

import inspect
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest

from runner import schema
from runner.schema import ClassifyRow, Label, Row, SourceRow
from runner.store import evidence
from runner.store.atomic import write_atomically

ROW_TYPES = [t for _, t in inspect.getmembers(schema, inspect.isclass) if issubclass(t, Row) and t is not Row]


def _table(run_id: str, items: dict[str, str]) -> pl.DataFrame:
    rows = [
        {"run_id": run_id, "item_id": item, "status": status, "reused_from": None, "key": run_id}
        for item, status in items.items()
    ]
    names = ["run_id", "item_id", "status", "reused_from", "key"]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String()))


@pytest.mark.parametrize("row_type", ROW_TYPES, ids=lambda t: t.__name__)
def test_every_row_type_has_a_parquet_schema(row_type: type[Row], tmp_path: Path) -> None:
    schema = evidence.table_schema(row_type)
    evidence.write_parquet(tmp_path / "t.parquet", pl.DataFrame(schema=schema))
    assert pl.read_parquet_schema(tmp_path / "t.parquet") == schema


def test_nested_rows_come_back_equal() -> None:
    labels = (Label("airliner", 0.75, ("vehicle", "aircraft", "airliner")), Label("wing", 0.1, ()))
    row = ClassifyRow(labels=labels, groups=(), model="m", provider="CPU")
    table = pl.DataFrame([evidence.to_record(row)], schema=evidence.columns(ClassifyRow), orient="row")
    assert evidence.to_rows(ClassifyRow, table) == [row]


def test_missing_values_come_back_as_none() -> None:
    nothing = dict.fromkeys(evidence.columns(schema.ExifRow))
    row = schema.ExifRow(
        **nothing
        | {"keywords": (), "sources": (), "unread": (), "sidecars": (), "raw": "{}"}
        | {"captured_at": datetime(2019, 5, 1, 14, 3, 2, 500_000)}
    )
    table = pl.DataFrame([evidence.to_record(row)], schema=evidence.columns(schema.ExifRow), orient="row")
    assert evidence.to_rows(schema.ExifRow, table) == [row]


def test_a_write_that_fails_leaves_neither_file_nor_leftovers(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "file"
    target.parent.mkdir()
    target.write_text("before")

    def fail(path: Path) -> None:
        path.write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        write_atomically(target, fail)
    assert target.read_text() == "before"
    assert list(target.parent.iterdir()) == [target]


def test_parts_say_which_schema_they_have(tmp_path: Path) -> None:
    evidence.write_parquet(tmp_path / "t.parquet", pl.DataFrame({"a": [1]}), {"run_id": "r"})
    metadata = pl.read_parquet_metadata(tmp_path / "t.parquet")
    assert metadata["schema_version"] == str(schema.VERSION)
    assert metadata["run_id"] == "r"


def test_a_good_row_wins_over_an_older_failure(tmp_path: Path) -> None:
    _table("old", {"a": "failed", "b": "ok"}).write_parquet(tmp_path / "part-1.parquet")
    _table("new", {"a": "ok"}).write_parquet(tmp_path / "part-2.parquet")
    seen = evidence.read_parts([tmp_path / "part-1.parquet", tmp_path / "part-2.parquet"], "new").sort("item_id")
    assert seen.select("item_id", "status", "run_id", "reused_from").rows() == [
        ("a", "ok", "new", None),
        ("b", "ok", "new", "old"),
    ]


def test_of_good_rows_the_run_sees_the_one_it_computed(tmp_path: Path) -> None:
    parts = [tmp_path / "part-1.parquet", tmp_path / "part-2.parquet"]
    _table("old", {"a": "ok", "b": "ok"}).write_parquet(parts[0])
    _table("new", {"a": "ok", "b": "failed"}).write_parquet(parts[1])
    for order in (parts, parts[::-1]):
        seen = evidence.read_parts(order, "new").sort("item_id")
        assert seen.select("item_id", "status", "reused_from").rows() == [("a", "ok", None), ("b", "ok", "old")]


def test_reading_leaves_out_photos_that_are_not_in_the_set(tmp_path: Path) -> None:
    run = tmp_path / "run"
    folder = evidence.stage_folder(run, "stage")
    folder.mkdir(parents=True)
    _table("run", {"a": "ok", "gone": "ok"}).write_parquet(folder / "part-k.parquet")
    evidence.write_sources(run, [SourceRow("a", "a.jpg", False, "0" * 64, 1, None, None)])
    assert evidence.read(run, "stage")["item_id"].to_list() == ["a"]
    assert evidence.stages(run) == ["stage"]
    assert evidence.read(run, "never").width == 0


def test_what_an_earlier_version_did_not_write_is_null(tmp_path: Path) -> None:
    common = {"run_id": "old", "item_id": "aa", "stage": "attempts", "status": "ok"}
    earlier = [{**common, "tries": [{"by": "captioner"}]}]
    later = [{**common, "item_id": "bb", "tries": [{"by": "mending", "prompt": "default-1"}], "near": ["heron"]}]
    for number, rows in enumerate((earlier, later)):
        made = pl.DataFrame(rows).with_columns(
            error_kind=None, error=None, duration_ms=None, key=None, reused_from=None
        )
        evidence.write_parquet(tmp_path / f"part-{number}.parquet", made)
    parts = [tmp_path / "part-0.parquet", tmp_path / "part-1.parquet"]
    for order in (parts, parts[::-1]):
        rows = {row["item_id"]: row for row in evidence.read_parts(order, "new").iter_rows(named=True)}
        assert rows["aa"]["tries"] == [{"by": "captioner", "prompt": None}]
        assert (rows["aa"]["near"], rows["bb"]["near"]) == (None, ["heron"])
    assert evidence.read_parts(parts[:1], "new", ["near"])["near"].to_list() == [None]
