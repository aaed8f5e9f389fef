"""The local executor: processes for processor work, one child a model, cheap stages in the driver itself."""

from __future__ import annotations

import contextlib
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from pathlib import Path
from typing import cast

from runner.engine.worker import Answer, Broken, Job, Reply, Said, Worker, results
from runner.errors import EnvironmentProblem, InferenceError, ItemError, TimeoutExceeded
from runner.graph import Node
from runner.stage import Folders, Item, ItemFunction, Result

_log = logging.getLogger(__name__)

STRIKES = 2
"""An item whose process died or hung this often, alone, is given up."""
DEATHS = 20
"""A child that dies this often in a row, with no answer between, fails whatever the photo is."""


@dataclass(slots=True)
class Task:
    """What a stage is given at once: its items, the answers so far, in order, and how many of them are taken."""

    node: Node
    items: tuple[Item, ...]
    answers: list[Answer] = field(default_factory=list)
    taken: int = 0
    taken_at: float = field(default_factory=time.monotonic)

    @property
    def finished(self) -> bool:
        """Whether every item has its answer."""
        return len(self.answers) == len(self.items)

    def take(self) -> tuple[tuple[Item, ...], list[Answer]]:
        """The answers that were not taken, with their items; from now on they are."""
        begin, self.taken, self.taken_at = self.taken, len(self.answers), time.monotonic()
        return self.items[begin : self.taken], self.answers[begin:]


@dataclass(slots=True, eq=False)
class _Seat:
    """A place where one task at a time is worked on, by the stages that have answered there and those still to come."""

    files: Sequence[Path] = ()
    worker: Worker | None = None
    task: Task | None = None
    deadline: float = 0.0
    resume_at: float = 0.0
    warm: set[str] = field(default_factory=set)
    together: dict[str, int] = field(default_factory=dict)
    alone: bool = False
    deaths: int = 0
    strikes: Counter[tuple[str, str]] = field(default_factory=Counter)


class LocalExecutor:
    """Works on tasks in this machine's processes.

    `processes` children share the stages placed `pool`. A stage placed `model` has a child of its own, or shares it
    with the stages that use the same model files, so that a model is in memory once. After a crash or a time-out the
    rest of the task is sent one photo at a time, so that the guilty one is known; it is tried again after a pause and
    then given up.
    """

    def __init__(
        self,
        folders: Folders,
        processes: int,
        startup_s: float,
        environment: Mapping[str, str],
        said: Callable[[str, str], None] | None = None,
    ) -> None:
        """`said` hears what stages in child processes log as information: stage and line."""
        self._folders, self._startup_s, self._environment, self._said = folders, startup_s, environment, said
        self._pool = [_Seat() for _ in range(processes)]
        self._models: dict[str, _Seat] = {}
        self._inline: list[Task] = []

    def expect(self, nodes: Iterable[Node]) -> None:
        """These nodes have work: a child that they share is kept until the last of them is released."""
        for node in nodes:
            if node.stage.place == "model":
                self._model(node)

    def idle(self, node: Node) -> bool:
        """Whether a task of this node could start now; the driver holds one at a time, with all rows of its items."""
        if node.stage.place == "driver":
            return not self._inline
        return any(seat.task is None for seat in self._seats(node))

    def room(self, node: Node) -> int:
        """How many items a task of this node may have; one at first where the stage says it when it has worked."""
        if node.stage.max_in_flight is None:
            return node.stage.shard
        return min(node.stage.shard, self._model(node).together.get(node.name, 1))

    def start(self, task: Task) -> None:
        """Begin a task. `idle` must have said yes."""
        if task.node.stage.place == "driver":
            self._inline.append(task)
            return
        seat = next(seat for seat in self._seats(task.node) if seat.task is None)
        seat.task, seat.alone = task, False
        self._send(seat)

    def wait(self, seconds: float) -> Iterator[Task]:
        """Yield a task each time one of its items is answered, waiting at most so long for the first."""
        if self._inline:
            yield from self._run_inline(self._inline.pop())
            seconds = 0  # there may be more for the driver to do
        pipes = {seat.worker.pipe: seat for seat in self._busy() if seat.worker}
        for ready in wait(list(pipes), timeout=seconds):
            yield from self._receive(pipes[ready])  # type: ignore[index]
        for seat in self._busy():
            yield from self._tend(seat)

    def unfinished(self) -> list[Task]:
        """Tasks under way, with the answers they have."""
        return [seat.task for seat in self._busy() if seat.task] + self._inline

    def release(self, node: Node) -> None:
        """The node has no more work: free its model, unless another node uses it."""
        seat = self._models.pop(node.name, None)
        if seat and seat.worker and seat not in self._models.values():
            seat.worker.stop()
            seat.worker = seat.task = None

    def stop(self) -> None:
        """End every child."""
        for seat in self._every():
            if seat.worker:
                seat.worker.stop()

    def _seats(self, node: Node) -> list[_Seat]:
        if node.stage.place == "pool":
            return self._pool
        return [self._model(node)]

    def _model(self, node: Node) -> _Seat:
        if node.name not in self._models:
            shared = (seat for seat in self._models.values() if node.files and seat.files == node.files)
            self._models[node.name] = next(shared, None) or _Seat(node.files)
        return self._models[node.name]

    def _every(self) -> list[_Seat]:
        return list(dict.fromkeys([*self._pool, *self._models.values()]))

    def _busy(self) -> list[_Seat]:
        return [seat for seat in self._every() if seat.task]

    def _run_inline(self, task: Task) -> Iterator[Task]:
        for answer in results(_job(task.node, task.items), self._folders):
            task.answers.append(answer)
            yield task

    def _send(self, seat: _Seat) -> None:
        assert seat.task is not None
        if seat.worker is None:
            seat.worker, seat.warm = Worker(self._folders, self._environment), set()
        node, begin = seat.task.node, len(seat.task.answers)
        items = seat.task.items[begin : begin + 1] if seat.alone else seat.task.items[begin:]
        # A child that died meanwhile shows it on the pipe's other end: `_receive` will strike.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            seat.worker.send(_job(node, items))
        self._postpone(seat)

    def _postpone(self, seat: _Seat) -> None:
        assert seat.task is not None
        node = seat.task.node
        allowed = node.timeout_s + (0 if node.name in seat.warm else self._startup_s)
        seat.deadline = time.monotonic() + allowed

    def _receive(self, seat: _Seat) -> Iterator[Task]:
        """Take every reply that has arrived."""
        try:
            while seat.task and seat.worker and seat.worker.pipe.poll():
                yield from self._take(seat, seat.worker.pipe.recv())
        except (EOFError, ConnectionResetError):
            yield from self._strike(seat, InferenceError)

    def _take(self, seat: _Seat, reply: Reply) -> Iterator[Task]:
        assert seat.task is not None
        if isinstance(reply, Said):
            self._hear(seat.task.node, reply)
            return
        seat.warm.add(seat.task.node.name)
        seat.deaths = 0
        if isinstance(reply, Broken):
            raise reply.problem
        if isinstance(reply, Answer):
            seat.task.answers.append(reply)
            self._postpone(seat)
            yield seat.task
            return
        if reply.together:
            seat.together[seat.task.node.name] = reply.together
        if not self._complete(seat):
            self._send(seat)

    def _hear(self, node: Node, said: Said) -> None:
        logging.getLogger(said.logger).log(said.level, "%s", said.text)
        if self._said and said.level == logging.INFO:
            self._said(node.name, said.text)

    def _complete(self, seat: _Seat) -> bool:
        if seat.task and seat.task.finished:
            seat.task = None
        return seat.task is None

    def _tend(self, seat: _Seat) -> Iterator[Task]:
        """Bring back a seat whose pause is over; strike one whose item takes too long."""
        now = time.monotonic()
        if seat.worker is None and now >= seat.resume_at:
            self._send(seat)
        elif seat.worker and now > seat.deadline:
            yield from self._strike(seat, TimeoutExceeded)

    def _strike(self, seat: _Seat, error: type[ItemError]) -> Iterator[Task]:
        """The child died or hangs. Blame an item only when it was alone, and give it up at the second time."""
        assert seat.task is not None
        assert seat.worker is not None
        ending, seat.worker = seat.worker.stop(), None
        item = seat.task.items[len(seat.task.answers)]
        seat.strikes[seat.task.node.name, item.item_id] += seat.alone
        strikes = seat.strikes[seat.task.node.name, item.item_id]
        seat.resume_at = time.monotonic() + 0.2 * 2**strikes
        seat.alone, seat.deaths = True, seat.deaths + 1
        if seat.deaths >= DEATHS:
            raise EnvironmentProblem(
                f"Stage '{seat.task.node.name}' failed {DEATHS} times in a row: {ending}.",
                "Look into runner.log for what the process said; check its model and the machine's memory.",
            )
        if strikes >= STRIKES:
            blame = error(_blame(error, seat.task.node, ending))
            seat.task.answers.append(Answer(_given_up(seat.task.node, item, blame), 0.0))
            yield seat.task
            self._complete(seat)


def _job(node: Node, items: Sequence[Item]) -> Job:
    return Job(node.stage.kind, cast(ItemFunction, node.stage.run), node.options, items, node.stage.max_in_flight)


def _given_up(node: Node, item: Item, blame: ItemError) -> Result:
    """What is left of an item that is given up: the error, unless the stage has something in its place."""
    if node.stage.fallback is None:
        return blame
    _log.warning("%s: %s was given up, %s", node.name, item.path, blame)
    return node.stage.fallback(item, node.options)


def _blame(error: type[ItemError], node: Node, ending: str) -> str:
    if error is TimeoutExceeded:
        return f"stage '{node.name}' took longer than {node.timeout_s:g} s, {STRIKES} times"
    return f"stage '{node.name}' failed {STRIKES} times: {ending}"
