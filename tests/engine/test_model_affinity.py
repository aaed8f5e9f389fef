"""Stages that share a model take turns: results for a few photos are passed on before the next photos come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sample_stages import DRAFT, IMPROVE, MEASURE, PAIRS, Plain, RunOnce, Write

from runner.engine.flow import Flow
from runner.engine.model_affinity import ModelAffinity
from runner.graph import Graph, Node
from runner.store import evidence

CHECK = replace(MEASURE, kind="check")


def _graph(drafting: object = PAIRS, improving: str = "weights") -> Graph:
    return Graph(
        "turns",
        (
            Node("draft", drafting, (), Plain("weights"), 30),  # type: ignore[arg-type]
            Node("check", CHECK, ("draft",), Plain(), 30),
            Node("improve", IMPROVE, ("draft", "check"), Plain(improving), 30),
        ),
    )


def _order(tmp_path: Path) -> list[str]:
    return (tmp_path / "runs" / "work.log").read_text().split()


def _files(count: int) -> dict[str, str]:
    return {f"{number}.jpg": str(number) for number in range(count)}


def test_the_first_photo_says_how_many_go_together_and_each_few_are_improved_at_once(
    write: Write, run_once: RunOnce, tmp_path: Path
) -> None:
    write(_files(7))
    run_once(_graph())
    drafted = [sorted({*order}) for order in _cut(_order(tmp_path), [1, 1, 2, 2, 2, 2, 2, 2])]
    assert drafted[0::2] == drafted[1::2]
    assert sorted(name for each in drafted[0::2] for name in each) == sorted(_files(7))


def test_a_stage_that_does_not_say_so_is_given_a_shard_first(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write(_files(4))
    run_once(_graph(DRAFT))
    order = _order(tmp_path)
    assert sorted(order[:4]) == sorted(order[4:]) == sorted(_files(4))


def test_parts_are_of_a_shard_however_few_go_together(write: Write, run_once: RunOnce) -> None:
    write(_files(9))
    run = run_once(_graph())
    for stage in ("draft", "check", "improve"):
        parts = list(evidence.stage_folder(run, stage).iterdir())
        assert len(parts) == 2, stage  # after 1, 3 and 5 photos, then 7 and 9
        assert evidence.read(run, stage)["key"].n_unique() == 2
        assert evidence.read(run, stage)["item_id"].n_unique() == 9


def test_only_a_later_stage_at_the_same_model_is_waited_for() -> None:
    for improving, waits in (("weights", True), ("others", False)):
        graph = _graph(improving=improving)
        turns, flow = ModelAffinity(graph), Flow(graph, ["x", "y"], {}, {})
        assert not turns.waits(graph["draft"], flow)
        flow.next(graph["draft"], 1)
        flow.settle(graph["draft"], ["x"], [])
        assert turns.waits(graph["draft"], flow) is waits
        assert not turns.waits(graph["improve"], flow)


def test_it_is_waited_for_until_the_last_of_them_is_through() -> None:
    graph = _graph()
    turns, flow = ModelAffinity(graph), Flow(graph, ["x", "y"], {}, {})
    flow.next(graph["draft"], 1)
    flow.settle(graph["draft"], ["x"], [])
    for stage in ("check", "improve"):
        flow.next(graph[stage], 1)
        assert turns.waits(graph["draft"], flow)
        flow.settle(graph[stage], ["x"], [])
    assert not turns.waits(graph["draft"], flow)


def _cut(order: list[str], sizes: list[int]) -> list[list[str]]:
    cuts = iter(order)
    return [[next(cuts) for _ in range(size)] for size in sizes]
