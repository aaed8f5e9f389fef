"""What a run leaves for the next: rows that are not final, and set stages that depend on more than the set."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl
from sample_stages import ESSAYS, REMEMBER, REPEAT, Plain, RunOnce, Write

from runner.graph import Graph, Node
from runner.store import evidence

TEXTS = {"a.jpg": "ready", "b.jpg": "slow", "c.jpg": "slow but long", "d.jpg": "done"}
UNFINISHED, FINISHED = [13, 13, 14], [13, 13, 14, 22]


def _lengths(run: Path) -> list[int]:
    return sorted(evidence.read(run, "judge").filter(pl.col("status") == "ok")["length"].to_list())


def _work(tmp_path: Path) -> Counter[str]:
    return Counter((tmp_path / "runs" / "work.log").read_text().splitlines())


def test_an_unsettled_row_moves_on_in_its_own_run(write: Write, run_once: RunOnce) -> None:
    write(TEXTS)
    run = run_once(ESSAYS)
    assert evidence.read(run, "write")["finished"].to_list().count(False) == 2
    assert _lengths(run) == UNFINISHED
    assert evidence.read(run, "rank").height == len(UNFINISHED)


def test_the_next_run_computes_it_anew_with_all_that_rests_on_it(
    write: Write, run_once: RunOnce, tmp_path: Path
) -> None:
    write(TEXTS)
    first = run_once(ESSAYS)
    (tmp_path / "runs" / "enough").touch()
    second = run_once(ESSAYS)
    assert _work(tmp_path) == {"a.jpg": 1, "b.jpg": 2, "c.jpg": 2, "d.jpg": 1}
    assert _lengths(second) == FINISHED  # the error of the short one rested on its unsettled text too
    assert evidence.read(second, "rank").height == len(FINISHED)
    assert sorted(evidence.read(second, "write")["reused_from"].drop_nulls()) == [first.name] * 2


def test_once_settled_it_is_reused_and_the_unsettled_row_is_never_seen_again(
    write: Write, run_once: RunOnce, tmp_path: Path
) -> None:
    write(TEXTS)
    run_once(ESSAYS)
    (tmp_path / "runs" / "enough").touch()
    second, before = run_once(ESSAYS), _work(tmp_path)
    (tmp_path / "runs" / "enough").unlink()
    third = run_once(ESSAYS)
    assert _work(tmp_path) == before
    assert _lengths(third) == FINISHED
    assert evidence.read(third, "write")["finished"].all()
    assert evidence.read(third, "rank")["reused_from"].unique().to_list() == [second.name]


def test_a_row_that_stays_unsettled_is_tried_by_every_run(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write(TEXTS)
    runs = [run_once(ESSAYS) for _ in range(3)]
    assert _work(tmp_path) == {"a.jpg": 1, "b.jpg": 3, "c.jpg": 3, "d.jpg": 1}
    assert [_lengths(run) for run in runs] == [UNFINISHED] * 3
    assert evidence.read(runs[-1], "rank")["reused_from"].drop_nulls().is_empty()


def test_a_set_stage_is_computed_again_when_its_state_changed(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write({"a.jpg": "a", "b.jpg": "b"})
    remember = Node("remember", REMEMBER, (), Plain(), 30)
    (tmp_path / "runs").mkdir()
    for memory in ("1", "1", "2"):
        (tmp_path / "runs" / "memory").write_text(memory)
        run = run_once(Graph("memory", (remember,)))
        assert evidence.read(run, "remember")["rank"].unique().to_list() == [int(memory)]
    assert _work(tmp_path) == {"remember": 2}


def test_a_set_stage_follows_the_state_of_a_set_stage_it_needs(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write({"a.jpg": "a"})
    graph = Graph(
        "chain",
        (
            Node("remember", REMEMBER, (), Plain(), 30),
            Node("after", REPEAT, ("remember",), Plain(), 30),
        ),
    )
    (tmp_path / "runs").mkdir()
    for memory in ("1", "2"):
        (tmp_path / "runs" / "memory").write_text(memory)
        assert evidence.read(run_once(graph), "after")["length"].to_list() == [int(memory)]
