"""Strikes and allowances are handled above the executor, so they apply to the local one and to any other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sample_stages import ASK, READ, Plain, RunOnce, TextRow, Write

from runner.engine.executors.protocol import Answer, Answered, Completed, Event, Lost, Work
from runner.engine.supervisor import DEATHS, Supervisor, Task
from runner.errors import EnvError, InferenceError, TimeoutExceeded
from runner.graph import Graph, Node
from runner.stage import Item
from runner.store import evidence


def _graph(limit: str) -> Graph:
    return Graph("ask", (Node("ask", ASK, (), Plain(limit), 30),))


def _asked(run: Path) -> Counter[str]:
    """How often each file was asked about, in all processes."""
    log = run.parents[1] / "work.log"
    return Counter(log.read_text().splitlines()) if log.exists() else Counter()


@pytest.mark.parametrize(("limit", "asked"), [("7", 7), ("1", 1), ("100", 24), ("", 24)])
def test_a_limit_holds_over_all_workers_and_is_used_up(limit: str, asked: int, write: Write, run_once: RunOnce) -> None:
    write({f"{number:02}.jpg": f"a {number}" for number in range(12)})
    run = run_once(_graph(limit))
    assert _asked(run).total() == asked
    assert evidence.read(run, "ask").filter(finished=True).height == asked // 2
    assert evidence.read(run, "ask").height == 12


def test_what_a_dead_worker_spent_is_spent(write: Write, run_once: RunOnce) -> None:
    """It asked once at each of its three tries: among others, alone, and alone again."""
    write({"00.jpg": "crash", **{f"{number:02}.jpg": f"a {number}" for number in range(1, 12)}})
    run = run_once(_graph("11"))
    assert _asked(run)["00.jpg"] == 3
    assert _asked(run).total() == 11


def test_a_stage_that_raises_does_not_get_its_grant_anew(write: Write, run_once: RunOnce) -> None:
    write({"00.jpg": "raise", "01.jpg": "raise 1", **{f"{number:02}.jpg": f"a {number}" for number in range(2, 9)}})
    run = run_once(_graph("9"))
    assert _asked(run).total() == 9


class _Elsewhere:
    """An executor in some hundred lines less: it works at once, in this process, as the photos' names say."""

    def __init__(self) -> None:
        self.started: list[Work] = []
        self._events: list[Event] = []

    def expect(self, nodes: Iterable[Node]) -> None: ...

    def postpone(self, seconds: float) -> None: ...

    def idle(self, node: Node) -> bool:
        return not self._events

    def capacity(self, node: Node) -> int:
        return 4

    def start(self, work: Work) -> None:
        self.started.append(work)
        for item in work.items:
            if item.path.stem.startswith(("died", "timeout")):
                cause = "died" if item.path.stem.startswith("died") else "timeout"
                self._events.append(Lost(work, cause, "it went away"))  # type: ignore[arg-type]
                return
            self._events.append(Answered(work, Answer(TextRow(item.path.stem), 1.0)))
        self._events.append(Completed(work))

    def wait(self, seconds: float) -> Iterator[Event]:
        while self._events:
            yield self._events.pop(0)

    def release(self, node: Node) -> None: ...

    def stop(self) -> None: ...


def _work_on(names: list[str]) -> tuple[_Elsewhere, Task]:
    executor = _Elsewhere()
    supervisor = Supervisor(executor)
    items = tuple(Item(f"{number:016}", Path(f"{name}.jpg")) for number, name in enumerate(names))
    task = Task(Node("read", READ, (), Plain(), 30), items)
    supervisor.start(task)
    while not task.finished:
        list(supervisor.wait(0))
    assert supervisor.unfinished() == []
    return executor, task


def test_any_executor_gets_the_rest_one_by_one_after_a_loss_and_the_guilty_is_given_up() -> None:
    executor, task = _work_on(["a", "died", "b", "c"])
    a, died, b, c = (answer.result for answer in task.answers)
    assert (a, b, c) == (TextRow("a"), TextRow("b"), TextRow("c"))
    assert isinstance(died, InferenceError)
    assert str(died) == "the stage 'read' failed 2 times: it went away"
    sent = [[item.path.stem for item in work.items] for work in executor.started]
    assert sent == [["a", "died", "b", "c"], ["died"], ["died"], ["b"], ["c"]]
    delays = [work.delay_s for work in executor.started]
    assert delays[0] == 0
    assert 0 < delays[1] < delays[2]


def test_one_that_takes_too_long_is_told_so() -> None:
    _, task = _work_on(["timeout"])
    (answer,) = task.answers
    assert isinstance(answer.result, TimeoutExceeded)


def test_workers_that_die_whatever_the_photo_is_end_the_run() -> None:
    with pytest.raises(EnvError, match="failed 20 times in a row: it went away"):
        _work_on([f"died {number}" for number in range(DEATHS)])


def test_an_answer_between_two_deaths_starts_the_count_again() -> None:
    _, task = _work_on([name for number in range(DEATHS) for name in (f"died {number}", f"fine {number}")])
    assert sum(answer.failed for answer in task.answers) == DEATHS
