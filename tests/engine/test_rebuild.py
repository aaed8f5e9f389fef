"""A lost catalogue is rebuilt from the evidence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
from sample_stages import ESSAYS, NAME, Plain, RunOnce, Write, three_stages

from runner.engine.rebuild import Rebuilt, adopt, is_behind, rebuild
from runner.graph import Graph, Node
from runner.store import evidence
from runner.store.catalog import open_catalog

NAMES = Graph("names", (Node("name", NAME, (), Plain("Heron_"), 30),))


def _lose(tmp_path: Path) -> None:
    for path in (tmp_path / "runs").glob("catalog.db*"):
        path.unlink()


def _rebuild(tmp_path: Path) -> Rebuilt:
    runs = tmp_path / "runs"
    with open_catalog(runs / "catalog.db") as catalog:
        return rebuild(catalog, runs, lambda done, total: None)


def _work(tmp_path: Path) -> Counter[str]:
    return Counter((tmp_path / "runs" / "work.log").read_text().splitlines())


def test_nothing_is_computed_again(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write({**{f"{number:02}.jpg": "x" * number for number in range(1, 12)}, "bad.jpg": "broken"})
    first = run_once()
    before = _work(tmp_path)
    _lose(tmp_path)
    assert _rebuild(tmp_path).parts == len(list(first.rglob("part-*.parquet")))
    again = run_once()
    assert _work(tmp_path) == before
    for stage in ("read", "measure", "rank"):
        assert evidence.read(again, stage)["reused_from"].unique().to_list() == [first.name]
    assert evidence.read(again, "read").filter(pl.col("status") == "failed").height == 1


def test_what_was_to_be_tried_again_still_is(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write({"a.jpg": "ready", "b.jpg": "slow essay", "c.jpg": "fine"})
    run_once(ESSAYS)
    _lose(tmp_path)
    _rebuild(tmp_path)
    run_once(ESSAYS)
    assert _work(tmp_path) == {"a.jpg": 1, "b.jpg": 2, "c.jpg": 1}
    write({"unlucky.jpg": "unlucky"})
    run_once(three_stages())
    _lose(tmp_path)
    _rebuild(tmp_path)
    run_once(three_stages())
    assert _work(tmp_path)["unlucky.jpg"] == 2


def test_names_stay_taken(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write({"a.jpg": "a", "b.jpg": "b"})
    first = evidence.read(run_once(NAMES), "name").sort("item_id")
    _lose(tmp_path)
    assert _rebuild(tmp_path) == Rebuilt(parts=1, names=2)
    write({"0.jpg": "new", "1.jpg": "newer"})
    after = evidence.read(run_once(NAMES), "name").sort("item_id")
    kept = after.filter(pl.col("item_id").is_in(first["item_id"].to_list()))
    assert kept["file_name"].to_list() == first["file_name"].to_list()
    assert sorted(after["number"]) == [1, 2, 3, 4]


def test_an_old_copy_of_the_catalogue_learns_what_came_since(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    write({"a.jpg": "a"})
    run_once()
    (tmp_path / "old.db").write_bytes((runs / "catalog.db").read_bytes())
    write({"b.jpg": "b"})
    newest = run_once()
    with open_catalog(runs / "catalog.db") as catalog:
        assert not is_behind(catalog, runs, newest)
    _lose(tmp_path)
    (tmp_path / "old.db").rename(runs / "catalog.db")
    with open_catalog(runs / "catalog.db") as catalog:
        assert is_behind(catalog, runs, newest)
    assert _rebuild(tmp_path).parts == 3
    run_once()
    assert set(_work(tmp_path).values()) == {1}


def test_a_damaged_part_is_left_out(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write({"a.jpg": "a", "b.jpg": "b"})
    (part,) = evidence.stage_folder(run_once(), "read").iterdir()
    part.write_bytes(part.read_bytes()[:100])
    _lose(tmp_path)
    assert _rebuild(tmp_path).parts == 2
    run_once()
    assert set(_work(tmp_path).values()) == {2}


def test_a_folder_without_runs_gives_nothing(tmp_path: Path) -> None:
    assert _rebuild(tmp_path) == Rebuilt(0, 0)


def test_a_part_that_a_killed_run_did_not_enter_is_taken(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    write({"a.jpg": "a", "b.jpg": "b"})
    first = run_once()
    part = next(first.glob("evidence/measure/part-*.parquet"))
    with open_catalog(runs / "catalog.db") as catalog:
        key = catalog.execute("SELECT key FROM part_files WHERE path LIKE ?", (f"%{part.name}",)).fetchone()
        for table in ("parts", "part_files"):
            catalog.execute(f"DELETE FROM {table} WHERE key = ?", key)
        catalog.commit()
        assert adopt(catalog, runs, [first]) == Rebuilt(parts=1, names=0)
        assert adopt(catalog, runs, [first]) == Rebuilt(parts=0, names=0)
    run_once()
    assert set(_work(tmp_path).values()) == {1}
