from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
from sample_stages import FLAKY, Plain, RunOnce, Write, three_stages

from runner.graph import Graph, Node
from runner.store import evidence


def _texts(count: int) -> dict[str, str]:
    return {f"{number:03}.jpg": "x" * number for number in range(1, count + 1)}


def _work(tmp_path: Path) -> Counter[str]:
    log = tmp_path / "runs" / "work.log"
    return Counter(log.read_text().splitlines()) if log.exists() else Counter()


def _lengths(run: Path) -> list[int]:
    return sorted(evidence.read(run, "measure").filter(pl.col("status") == "ok")["length"].to_list())


def test_every_item_goes_through_every_stage(write: Write, run_once: RunOnce) -> None:
    write(_texts(11))
    run = run_once()
    assert _lengths(run) == list(range(1, 12))
    ranks = evidence.read(run, "rank").join(evidence.read(run, "measure"), on="item_id")
    assert ranks["rank"].to_list() == ranks["length"].to_list()


def test_a_second_run_computes_nothing_and_writes_no_part(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write(_texts(11))
    first, second = run_once(), run_once()
    assert max(_work(tmp_path).values()) == 1
    for stage in ("read", "measure", "rank"):
        parts = sorted(evidence.stage_folder(second, stage).iterdir())
        assert parts
        assert all(part.samefile(evidence.stage_folder(first, stage) / part.name) for part in parts)
        assert evidence.read(second, stage)["reused_from"].unique().to_list() == [first.name]
        assert evidence.read(second, stage)["run_id"].unique().to_list() == [second.name]


def test_new_photos_among_old_ones_cost_only_themselves(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write(_texts(20))
    run_once()
    write({"000b.jpg": "yy", "010b.jpg": "yyy"})
    run = run_once()
    assert set(_work(tmp_path).values()) == {1}
    assert evidence.read(run, "read").height == 22
    assert evidence.read(run, "rank").height == 22


def test_changed_options_are_computed_anew_and_so_is_what_needs_them(write: Write, run_once: RunOnce) -> None:
    write(_texts(5))
    run_once()
    run = run_once(three_stages(suffix="!!"))
    assert _lengths(run) == [3, 4, 5, 6, 7]


def test_without_reuse_everything_is_computed_again(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write(_texts(5))
    run_once()
    run_once(reuse=False)
    assert set(_work(tmp_path).values()) == {2}


def test_a_damaged_part_is_computed_again(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write(_texts(3))
    first = run_once()
    (part,) = evidence.stage_folder(first, "read").iterdir()
    part.write_bytes(part.read_bytes()[:100])
    assert _lengths(run_once()) == [1, 2, 3]
    assert set(_work(tmp_path).values()) == {2}


def test_a_photo_that_left_the_folder_leaves_the_evidence(write: Write, run_once: RunOnce, photos: Path) -> None:
    write(_texts(6))
    run_once()
    (photos / "003.jpg").unlink()
    run = run_once()
    assert _lengths(run) == [1, 2, 4, 5, 6]
    assert evidence.read(run, "rank").height == 5


def test_a_moved_photo_keeps_its_results(write: Write, run_once: RunOnce, photos: Path, tmp_path: Path) -> None:
    write(_texts(4))
    run_once()
    (photos / "elsewhere").mkdir()
    (photos / "002.jpg").rename(photos / "elsewhere" / "renamed.jpg")
    run = run_once()
    assert "renamed.jpg" not in _work(tmp_path)
    assert _lengths(run) == [1, 2, 3, 4]


def test_copies_are_processed_once(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write({"a.jpg": "same", "b.jpg": "same", "c.jpg": "other"})
    run = run_once()
    assert sum(_work(tmp_path).values()) == 2
    assert evidence.read_sources(run)["is_copy"].to_list() == [False, True, False]


def test_a_failing_photo_becomes_a_row_and_goes_no_further(write: Write, run_once: RunOnce) -> None:
    write({**_texts(5), "bad.jpg": "broken"})
    run = run_once()
    failed = evidence.read(run, "read").filter(pl.col("status") == "failed")
    assert failed.select("error_kind", "error").rows() == [("decode", "cannot be decoded")]
    assert _lengths(run) == [1, 2, 3, 4, 5]


def test_a_lasting_failure_is_reused_and_a_passing_one_is_tried_again(
    write: Write, run_once: RunOnce, tmp_path: Path
) -> None:
    write({"bad.jpg": "broken", "unlucky.jpg": "unlucky", "good.jpg": "good"})
    run_once()
    run = run_once()
    assert _work(tmp_path) == {"bad.jpg": 1, "unlucky.jpg": 2, "good.jpg": 1}
    assert evidence.read(run, "read").height == 3
    assert evidence.read(run, "read")["item_id"].is_unique().all()


def test_a_photo_that_kills_its_process_is_quarantined_and_its_neighbours_survive(
    write: Write, run_once: RunOnce
) -> None:
    write({**_texts(7), "003x.jpg": "crash"})
    run = run_once()
    assert _lengths(run) == list(range(1, 8))
    failed = evidence.read(run, "read").filter(pl.col("status") == "failed").row(0, named=True)
    assert failed["error_kind"] == "inference"
    assert "SIGSEGV" in failed["error"]


def test_a_photo_that_hangs_is_given_up(write: Write, run_once: RunOnce) -> None:
    write({"a.jpg": "hang", "b.jpg": "fine", "c.jpg": "too"})
    run = run_once(three_stages(timeout_s=1), startup_s=3)
    rows = evidence.read(run, "read")
    assert rows.filter(pl.col("status") == "failed")["error_kind"].to_list() == ["timeout"]
    assert rows.filter(pl.col("status") == "ok").height == 2


def test_an_exception_is_a_fault_of_its_photo_alone(write: Write, run_once: RunOnce) -> None:
    write({**_texts(6), "003x.jpg": "raise"})
    run = run_once()
    failed = evidence.read(run, "read").filter(pl.col("status") == "failed").row(0, named=True)
    assert failed["error_kind"] == "internal"
    assert "ValueError" in failed["error"]
    assert _lengths(run) == list(range(1, 7))


def test_a_crash_that_does_not_repeat_costs_nothing(write: Write, run_once: RunOnce) -> None:
    write(_texts(3))
    run = run_once(Graph("test", (Node("flaky", FLAKY, (), Plain(), 30),)))
    assert evidence.read(run, "flaky")["status"].to_list() == ["ok"] * 3


def test_evidence_does_not_depend_on_how_the_work_was_cut(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write({"a.jpg": "one", "b.jpg": "three", "c.jpg": "seven"})
    run_once()
    write(_texts(9))
    grown = run_once()
    fresh = run_once(reuse=False)
    own = ["item_id", "status", "length"]
    assert (
        evidence.read(grown, "measure")
        .select(own)
        .sort("item_id")
        .equals(evidence.read(fresh, "measure").select(own).sort("item_id"))
    )
