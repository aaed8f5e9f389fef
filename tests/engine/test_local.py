"""Stages that use the same model files share one child, and so one model in memory."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from sample_stages import CAREFUL, CHAT, DRAFT, IMPROVE, READ, Plain, RunOnce, TextRow, Write

from runner.engine import memory
from runner.engine.local import LocalExecutor, Task
from runner.errors import InferenceError
from runner.graph import Graph, Node
from runner.stage import Folders, Item
from runner.store import evidence


def _two(draft: str, improve: str) -> Graph:
    return Graph(
        "two",
        (
            Node("draft", DRAFT, (), Plain(draft), 30),
            Node("improve", IMPROVE, ("draft",), Plain(improve), 30),
        ),
    )


def _loaded(run: Path, stage: str) -> set[str]:
    return set(evidence.read(run, stage)["text"].drop_nulls())


def test_two_stages_with_the_same_model_load_it_once(write: Write, run_once: RunOnce) -> None:
    write({f"{number:02}.jpg": str(number) for number in range(11)})
    run = run_once(_two("weights", "weights"))
    assert _loaded(run, "draft") == _loaded(run, "improve")
    assert len(_loaded(run, "draft")) == 1
    assert evidence.read(run, "improve").height == 11


def test_stages_with_other_models_or_none_have_a_child_each(write: Write, run_once: RunOnce) -> None:
    write({"a.jpg": "a"})
    for draft, improve in (("weights", "others"), ("", "")):
        run = run_once(_two(draft, improve))
        pids = {text.rpartition(" ")[2] for text in _loaded(run, "draft") | _loaded(run, "improve")}
        assert len(pids) == 2


def test_a_crash_in_a_shared_child_hits_its_photo_alone(write: Write, run_once: RunOnce) -> None:
    write({**{f"{number:02}.jpg": str(number) for number in range(9)}, "04x.jpg": "crash"})
    run = run_once(_two("weights", "weights"))
    assert evidence.read(run, "draft").filter(pl.col("status") == "failed").height == 1
    assert evidence.read(run, "improve")["status"].to_list() == ["ok"] * 9


def test_what_a_stage_has_in_place_of_a_photo_that_kills_it_is_its_row(write: Write, run_once: RunOnce) -> None:
    write({**{f"{number:02}.jpg": str(number) for number in range(5)}, "02x.jpg": "crash"})
    run = run_once(Graph("careful", (Node("careful", CAREFUL, (), Plain(), 30),)))
    rows = evidence.read(run, "careful")
    assert rows["status"].to_list() == ["ok"] * 6
    assert rows["text"].to_list().count("02x.jpg as it was") == 1


def test_what_a_child_logs_is_logged_here_and_heard(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    items = tuple(Item(f"{number:016}", tmp_path / f"{number}.jpg") for number in range(3))
    heard: list[tuple[str, str]] = []
    executor = LocalExecutor(Folders(tmp_path, tmp_path / "run"), 1, 30, {}, lambda *line: heard.append(line))
    task = Task(Node("talk", CHAT, (), Plain(), 30), items)
    with caplog.at_level("INFO"):
        executor.start(task)
        while not executor.idle(task.node):
            list(executor.wait(0.1))
        executor.stop()
    assert [answer.result for answer in task.answers] == [TextRow("x" * 9999)] * 3
    assert heard == [("talk", f"{number}.jpg is 100% done") for number in range(3)]
    assert len([each for each in caplog.records if each.levelname == "WARNING" and "of 50" in each.message]) == 150


def test_a_photo_that_takes_too_much_memory_is_given_up_and_its_neighbours_survive(tmp_path: Path) -> None:
    for number, text in enumerate(("fine", "hungry", "fine too")):
        (tmp_path / f"{number}.jpg").write_text(text)
    items = tuple(Item(f"{number:016}", tmp_path / f"{number}.jpg") for number in range(3))
    task = Task(Node("read", READ, (), Plain(), 30), items)
    folders = Folders(tmp_path, tmp_path / "run")
    folders.run.mkdir()
    executor = LocalExecutor(folders, 1, 30, {memory.VARIABLE: "0.5"})
    executor.start(task)
    while not task.finished:
        list(executor.wait(0.1))
    executor.stop()
    fine, hungry, too = (answer.result for answer in task.answers)
    assert (fine, too) == (TextRow("fine"), TextRow("fine too"))
    assert isinstance(hungry, InferenceError)
    assert "took more memory than executor.memory_gb" in str(hungry)


def test_a_shared_child_lives_until_its_last_stage_is_released(tmp_path: Path) -> None:
    draft, improve = _two("weights", "weights").nodes
    (tmp_path / "a.jpg").write_text("a")
    executor = LocalExecutor(Folders(tmp_path, tmp_path / "run"), 1, 30, {})
    try:
        executor.expect([draft, improve])
        first = _answered(executor, draft, tmp_path)
        executor.release(draft)
        assert _answered(executor, improve, tmp_path) == first
        executor.release(improve)
        assert _answered(executor, draft, tmp_path) != first
    finally:
        executor.stop()


def _answered(executor: LocalExecutor, node: Node, folder: Path) -> str:
    """Who answered a task of one item."""
    assert executor.idle(node)
    executor.start(Task(node, (Item("0" * 16, folder / "a.jpg"),)))
    while not (done := list(executor.wait(0.1))):
        pass
    while not executor.idle(node):
        list(executor.wait(0.1))
    return str(done[0].answers[0].result.text)  # type: ignore[union-attr]
