"""Stages that use the same model files share one child, and so one model in memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from sample_stages import CAREFUL, CHAT, DRAFT, IMPROVE, READ, Plain, RunOnce, TextRow, Write, three_stages

from runner.engine.executors.local import LocalExecutor
from runner.engine.executors.memory import MemoryLimits, default_limits, machine_bytes
from runner.engine.supervisor import Supervisor, Task
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
    task, supervisor = Task(Node("talk", CHAT, (), Plain(), 30), items), Supervisor(executor)
    with caplog.at_level("INFO"):
        supervisor.start(task)
        while not supervisor.idle(task.node):
            list(supervisor.wait(0.1))
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
    executor = LocalExecutor(folders, 1, 30, {}, memory=MemoryLimits(pool_gb=0.5))
    supervisor = Supervisor(executor)
    supervisor.start(task)
    while not task.finished:
        list(supervisor.wait(0.1))
    executor.stop()
    fine, hungry, too = (answer.result for answer in task.answers)
    assert (fine, too) == (TextRow("fine"), TextRow("fine too"))
    assert isinstance(hungry, InferenceError)
    assert "took more memory than executor.memory_gb" in str(hungry)


@pytest.mark.parametrize(
    ("processes", "machine_gb", "pool_gb"), [(16, 128, 6.4), (16, 16, 2.5), (2, 2, 1.6), (1, 10, 8)]
)
def test_by_default_children_leave_memory_to_others(processes: int, machine_gb: int, pool_gb: float) -> None:
    limits = default_limits(processes, machine_gb * 10**9)
    assert limits.pool_gb == pytest.approx(pool_gb)
    assert limits.model_gb == pytest.approx(0.8 * machine_gb)


def test_the_machine_is_no_larger_than_it_is() -> None:
    physical = int(Path("/proc/meminfo").read_text().split()[1]) * 1024
    assert 0 < machine_bytes() <= physical * 1.01
    limits = default_limits(4)
    assert limits.pool_gb
    assert limits.model_gb
    assert limits.pool_gb <= limits.model_gb < physical / 1e9


def test_what_native_code_says_before_it_ends_is_in_the_log(
    write: Write, run_once: RunOnce, caplog: pytest.LogCaptureFixture
) -> None:
    write({"00.jpg": "fine", "01.jpg": "assert", "02.jpg": "fine too"})
    run = run_once(three_stages())
    assert evidence.read(run, "read").filter(status="failed").height == 1
    lines = [record.getMessage() for record in caplog.records if "GGML_ASSERT" in record.getMessage()]
    assert lines
    assert set(lines) == {"a child process: GGML_ASSERT(the reason) failed"}


_DRIVER = """
import sys; from pathlib import Path
from sample_stages import READ, Plain
from runner.engine.executors.local import LocalExecutor
from runner.engine.supervisor import Supervisor, Task
from runner.graph import Node
from runner.stage import Folders, Item
folder = Path(sys.argv[1])
executor = LocalExecutor(Folders(folder, folder / "run"), 2, 30, {})
supervisor = Supervisor(executor)
for number in range(2):
    supervisor.start(Task(Node("read", READ, (), Plain(), 60), (Item(f"{number:016}", folder / f"{number}.jpg"),)))
while True:
    list(supervisor.wait(0.1))
"""


def test_children_that_compute_end_when_the_driver_is_killed(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    for number in range(2):
        (tmp_path / f"{number}.jpg").write_text("hang")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    driver = subprocess.Popen([sys.executable, "-c", _DRIVER, str(tmp_path)], env=environment)
    log = tmp_path / "work.log"
    _until(lambda: log.exists() and len(log.read_text().split()) == 2)
    children = _children(driver.pid)
    assert len(children) >= 2
    driver.kill()
    driver.wait()
    _until(lambda: not any(_runs(child) for child in children))


def _until(true: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _runs(pid: int) -> bool:
    """Whether there is such a process that has not ended; one that nobody waits for stays as a zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_a_shared_child_lives_until_its_last_stage_is_released(tmp_path: Path) -> None:
    draft, improve = _two("weights", "weights").nodes
    (tmp_path / "a.jpg").write_text("a")
    executor = LocalExecutor(Folders(tmp_path, tmp_path / "run"), 1, 30, {})
    supervisor = Supervisor(executor)
    try:
        supervisor.expect([draft, improve])
        first = _answered(supervisor, draft, tmp_path)
        supervisor.release(draft)
        assert _answered(supervisor, improve, tmp_path) == first
        supervisor.release(improve)
        assert _answered(supervisor, draft, tmp_path) != first
    finally:
        executor.stop()


def _answered(executor: Supervisor, node: Node, folder: Path) -> str:
    """Who answered a task of one item."""
    assert executor.idle(node)
    executor.start(Task(node, (Item("0" * 16, folder / "a.jpg"),)))
    while not (done := list(executor.wait(0.1))):
        pass
    while not executor.idle(node):
        list(executor.wait(0.1))
    return str(done[0].answers[0].result.text)  # type: ignore[union-attr]
