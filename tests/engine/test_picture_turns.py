"""A photo of which several stages need every pixel is decoded once, whatever else happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from sample_stages import LOOK, MEASURE, Plain, RunOnce, TextRow, Write

from runner.engine.flow import Flow
from runner.engine.keys import stage_keys
from runner.engine.picture_turns import PictureTurns
from runner.graph import Graph, Node
from runner.schema import Options, Row
from runner.stage import Folders, Item, Result, item_stage
from runner.store import evidence

AFTER = replace(LOOK, kind="after", needs={"input": TextRow})


def _look(name: str, seconds: float = 0) -> Node:
    return Node(name, LOOK, (), Plain(f"{name} {seconds}"), 30)


def _files(*texts: str) -> dict[str, str]:
    return {f"{number}.jpg": text for number, text in enumerate(texts)}


def _logged(tmp_path: Path, name: str) -> list[str]:
    return (tmp_path / "runs" / name).read_text().splitlines()


def _texts(run: Path, stage: str) -> list[str]:
    return sorted(evidence.read(run, stage).filter(status="ok")["text"])


@pytest.mark.parametrize("seconds", [(0, 0.05), (0.05, 0), (0.02, 0.05, 0)])
def test_each_photo_is_decoded_once_however_fast_the_stages_are(
    write: Write, run_once: RunOnce, tmp_path: Path, seconds: Sequence[float]
) -> None:
    names = ("eye", "ear", "nose")[: len(seconds)]
    write(_files(*(f"text {number}" for number in range(9))))
    run = run_once(Graph("looks", tuple(_look(*each) for each in zip(names, seconds, strict=True))))
    for name in names:
        assert _texts(run, name) == [f"text {number}" for number in range(9)]
    assert Counter(_logged(tmp_path, "work.log")) == Counter(_files(*"123456789").keys())


def test_none_gets_further_ahead_than_pictures_are_held(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write(_files(*(f"text {number}" for number in range(9))))
    run_once(Graph("looks", (_look("eye", 0.05), _look("ear"))))
    ahead = 0
    for line in _logged(tmp_path, "looks.log"):
        ahead += 1 if line.startswith("ear") else -1
        assert abs(ahead) <= 2


def test_what_one_stage_has_said_already_is_decoded_for_the_other_alone(
    write: Write, run_once: RunOnce, tmp_path: Path
) -> None:
    write(_files("one", "two", "three", "four", "five"))
    run_once(Graph("looks", (_look("eye"),)))
    write(_files("one", "two", "three", "four", "five", "six", "seven", "eight"))
    (tmp_path / "runs" / "work.log").unlink()
    run = run_once(Graph("looks", (_look("eye"), _look("ear"))))
    assert _texts(run, "ear") == _texts(run, "eye")
    assert Counter(_logged(tmp_path, "work.log")) == Counter([f"{number}.jpg" for number in range(8)])
    (tmp_path / "runs" / "work.log").unlink()
    run_once(Graph("looks", (_look("eye"), _look("ear"))))
    assert not (tmp_path / "runs" / "work.log").exists()


def test_a_photo_that_kills_one_stage_is_seen_by_the_other(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    texts = ["one", "two", "crash", "four", "five", "six"]
    write(_files(*texts))
    run = run_once(Graph("looks", (_look("frail"), _look("ear"))))
    assert _texts(run, "ear") == sorted(texts)
    assert _texts(run, "frail") == sorted(set(texts) - {"crash"})
    assert max(Counter(_logged(tmp_path, "work.log")).values()) == 1


def test_a_stage_that_comes_much_later_is_waited_for_by_nobody(write: Write, run_once: RunOnce, tmp_path: Path) -> None:
    write(_files(*(f"text {number}" for number in range(9))))
    later = Node("later", AFTER, ("eye",), Plain("later"), 30)
    run = run_once(Graph("looks", (_look("eye"), _look("ear", 0.02), later)))
    assert _texts(run, "later") == _texts(run, "ear") == _texts(run, "eye")


def test_a_stage_that_shares_with_nobody_is_given_as_many_photos_as_it_takes() -> None:
    graph = Graph("looks", (_look("eye"), Node("measure", MEASURE, ("eye",), Plain(), 30)))
    flow = Flow(graph, list("abcdef"), {}, {})
    turns = PictureTurns(graph.nodes)
    assert turns.most(graph["eye"], flow, 4) == 4
    assert turns.begin(graph["eye"], list("abcd"), flow) is None


def test_photos_in_another_order_hold_nobody_up() -> None:
    graph = Graph("looks", (_look("eye"), _look("ear")))
    flow, turns = Flow(graph, list("abc"), {}, {}), PictureTurns(graph.nodes)
    eye, ear = graph["eye"], graph["ear"]
    flow.give_back(ear, flow.next(ear, 1))  # a now comes last at one of them
    first = {node.name: flow.next(node, turns.most(node, flow, 4)) for node in (eye, ear)}
    assert first == {"eye": ["a"], "ear": ["b"]}
    for node in (eye, ear):
        turns.begin(node, first[node.name], flow)
        turns.end(node, *first[node.name])
        flow.settle(node, first[node.name], [])
    assert not turns.waits(eye, flow, lambda node: False)
    assert not turns.waits(ear, flow, lambda node: False)


def test_sharing_is_no_part_of_a_key() -> None:
    alone = replace(LOOK, pixels=False)
    shared, before = (Graph("looks", (Node("eye", stage, (), Plain(), 30),)) for stage in (LOOK, alone))
    assert stage_keys(shared, {}) == stage_keys(before, {})


def test_only_a_stage_with_a_process_of_its_own_can_share() -> None:
    with pytest.raises(ValueError, match="only a stage placed 'model' can share the pixels of a photo"):

        @item_stage("glance", row=Row, options=Options, place="pool", pixels=True)
        def glance(items: Sequence[Item], options: Options, folders: Folders) -> list[Result]:  # type: ignore[misc]
            return []
