"""A few photos keep all stages busy: they are spread over processes, and none waits for the rest of its task."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sample_stages import DRAFT, LOOK, Plain, RunOnce, TextRow, Write

from runner.graph import Graph, Node
from runner.stage import SHARD
from runner.store import evidence


def _files(count: int) -> dict[str, str]:
    return {f"{number}.jpg": str(number) for number in range(count)}


def test_photos_that_are_less_than_a_shard_go_to_all_processes(write: Write, run_once: RunOnce) -> None:
    write(_files(8))
    stage = replace(DRAFT, place="pool", files=None, shard=SHARD)
    run = run_once(Graph("pool", (Node("draft", stage, (), Plain("model"), 30),)))
    assert evidence.read(run, "draft")["text"].n_unique() == 2  # the processes that loaded it


def test_a_photo_moves_on_before_its_task_is_done(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write(_files(6))
    after = replace(LOOK, kind="after", needs={"input": TextRow}, place="driver", pixels=False)
    slow = replace(LOOK, shard=SHARD)
    nodes = (Node("slow", slow, (), Plain("slow 0.5"), 30), Node("after", after, ("slow",), Plain("after"), 30))
    run_once(Graph("line", nodes))
    order = [line.split()[0] for line in (tmp_path / "runs" / "looks.log").read_text().splitlines()]
    assert order.count("slow") == order.count("after") == 6
    assert "slow" in order[order.index("after") :]
