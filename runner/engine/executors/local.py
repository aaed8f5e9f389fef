"""The executor for this machine: pool processes for processor work, one child per model, cheap stages in the driver."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from multiprocessing.connection import wait
from pathlib import Path
from typing import Literal, cast

from runner.engine.executors.descriptors import Descriptor
from runner.engine.executors.memory import VARIABLE, MemoryLimits
from runner.engine.executors.protocol import Answer, Answered, Completed, Event, Lost, UnitsSpent, Work
from runner.engine.executors.worker import Broken, Done, Job, LogLine, Reply, Worker, results
from runner.engine.picture_turns import sharing
from runner.graph import Node
from runner.pixels import PictureSlot, slots
from runner.schema import Options
from runner.stage import Folders, ItemFunction, Spent

_WHILE_S = 0.05
"""Seconds that the driver spends on its own stages before it attends to its children."""


@dataclass(slots=True, eq=False)
class _WorkerSlot:
    """A place for one worker, and the work it has. Stages that use the same model files share a slot."""

    files: Sequence[Path] = ()
    memory_gb: float | None = None  # memory limit of its worker
    worker: Worker | None = None
    work: Work | None = None
    sent: bool = False  # whether the worker has received the work
    begin_at: float = 0.0  # when the worker receives the work, on the monotonic clock
    deadline: float = 0.0  # for the next answer
    warm: set[str] = field(default_factory=set)  # nodes that have answered in this process
    max_in_flight: dict[str, int] = field(default_factory=dict)  # by node, as reported once it had worked


class LocalExecutor:
    """Processes items in child processes of this machine.

    `processes` children share the stages placed `pool`. A stage placed `model` has a child of its own, or shares it
    with the stages that use the same model files, so that each model is in memory once.
    """

    def __init__(
        self,
        folders: Folders,
        processes: int,
        startup_s: float,
        environment: Mapping[str, str],
        said: Callable[[str, str], None] | None = None,
        memory: MemoryLimits = MemoryLimits(),  # noqa: B008 (it is immutable)
    ) -> None:
        """`said` is called with stage and text for each line that a stage in a child process logs at INFO."""
        self._folders, self._startup_s, self._environment, self._said = folders, startup_s, environment, said
        self._memory = memory
        self._pool = [_WorkerSlot(memory_gb=memory.pool_gb) for _ in range(processes)]
        self._models: dict[str, _WorkerSlot] = {}
        self._inline: list[Iterator[Event]] = []
        self._pictures: list[PictureSlot] = []

    def expect(self, nodes: Iterable[Node]) -> None:
        """Announce nodes that will have work: a child that they share is kept until the last of them is released."""
        nodes = list(nodes)
        self._pictures = slots(len(sharing(nodes)))
        for node in nodes:
            if node.stage.place == "model":
                self._model(node)

    def idle(self, node: Node) -> bool:
        """True if work of this node could start now.

        The driver takes one at a time, because it holds all rows of its items.
        """
        if node.stage.place == "driver":
            return not self._inline
        return any(slot.work is None for slot in self._slots(node))

    def capacity(self, node: Node, ready: int) -> int:
        """How many items one `Work` may have; one at first if the stage reports its capacity only after it has worked.

        In the pool, ready items are divided among the processes, so that none is idle while another has the last few
        photos.
        """
        if node.stage.place == "pool":
            return min(node.stage.shard, max(1, ceil(ready / len(self._pool))))
        if node.stage.max_in_flight is None:
            return node.stage.shard
        return min(node.stage.shard, self._model(node).max_in_flight.get(node.name, 1))

    def start(self, work: Work) -> None:
        """Start the work, or reserve the slot until its delay is over. `idle` must have returned True."""
        if work.node.stage.place == "driver":
            self._inline.append(self._run_inline(work))
            return
        slot = next(slot for slot in self._slots(work.node) if slot.work is None)
        slot.work, slot.sent, slot.begin_at = work, False, time.monotonic() + work.delay_s
        if not work.delay_s:
            self._send(slot, work)

    def wait(self, seconds: float) -> Iterator[Event]:
        """Yield events. If the driver has work of its own, it does some of that first."""
        if self._inline:
            yield from self._for_a_while(self._inline[0])
            seconds = 0  # the driver may have more to do
        pipes = {slot.worker.pipe: slot for slot in self._busy() if slot.worker}
        for ready in wait(list(pipes), timeout=seconds):
            yield from self._receive(pipes[ready])  # type: ignore[index]
        for slot in self._busy():
            yield from self._tend(slot)

    def postpone(self, seconds: float) -> None:
        """Extend the time limit of every item that is being processed by this many seconds."""
        for slot in self._busy():
            slot.deadline += seconds

    def release(self, node: Node) -> None:
        """The node has no more work: free its model, unless another node uses it."""
        slot = self._models.pop(node.name, None)
        if slot and slot.worker and slot not in self._models.values():
            slot.worker.stop()
            slot.worker = slot.work = None

    def stop(self) -> None:
        """Stop every child."""
        for slot in self._every():
            if slot.worker:
                slot.worker.stop()

    def _slots(self, node: Node) -> list[_WorkerSlot]:
        if node.stage.place == "pool":
            return self._pool
        return [self._model(node)]

    def _model(self, node: Node) -> _WorkerSlot:
        if node.name not in self._models:
            shared = (slot for slot in self._models.values() if node.files and slot.files == node.files)
            self._models[node.name] = next(shared, None) or _WorkerSlot(node.files, self._memory.model_gb)
        return self._models[node.name]

    def _every(self) -> list[_WorkerSlot]:
        return list(dict.fromkeys([*self._pool, *self._models.values()]))

    def _busy(self) -> list[_WorkerSlot]:
        return [slot for slot in self._every() if slot.work]

    def _for_a_while(self, inline: Iterator[Event]) -> Iterator[Event]:
        """Yield events for a short while: children wait for their next work meanwhile, so the rest is done later."""
        until = time.monotonic() + _WHILE_S
        for event in inline:
            yield event
            if time.monotonic() > until:
                return
        self._inline.remove(inline)

    def _run_inline(self, work: Work) -> Iterator[Event]:
        for reply in results(_job(work), self._folders):
            yield Answered(work, reply) if isinstance(reply, Answer) else UnitsSpent(work, reply.units)
        yield Completed(work)

    def _send(self, slot: _WorkerSlot, work: Work) -> None:
        if slot.worker is None:
            limit = {VARIABLE: str(slot.memory_gb)} if slot.memory_gb else {}
            shared = [Descriptor(each.descriptor) for each in self._pictures] if work.node.stage.pixels else []
            slot.worker, slot.warm = Worker(self._folders, {**self._environment, **limit}, shared), set()
        # If the child died in the meantime, its end of the pipe is closed, and `_receive` reports it as lost.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            slot.worker.send(_job(work))
        slot.sent = True
        self._postpone(slot, work)

    def _postpone(self, slot: _WorkerSlot, work: Work) -> None:
        allowed = work.node.timeout_s + (0 if work.node.name in slot.warm else self._startup_s)
        slot.deadline = time.monotonic() + allowed

    def _receive(self, slot: _WorkerSlot) -> Iterator[Event]:
        """Take every reply that has arrived."""
        try:
            while slot.work and slot.worker and slot.worker.pipe.poll():
                yield from self._take(slot, slot.work, slot.worker.pipe.recv())
        except (EOFError, ConnectionResetError):
            yield from self._lose(slot, "died")

    def _take(self, slot: _WorkerSlot, work: Work, reply: Reply) -> Iterator[Event]:
        if isinstance(reply, LogLine):
            self._hear(work.node, reply)
            return
        slot.warm.add(work.node.name)
        match reply:
            case Broken():
                raise reply.problem
            case Spent():
                yield UnitsSpent(work, reply.units)
            case Answer():
                self._postpone(slot, work)
                yield Answered(work, reply)
            case Done():
                if reply.max_in_flight:
                    slot.max_in_flight[work.node.name] = reply.max_in_flight
                slot.work = None
                yield Completed(work)

    def _hear(self, node: Node, line: LogLine) -> None:
        logging.getLogger(line.logger).log(line.level, "%s", line.text)
        if self._said and line.level == logging.INFO:
            self._said(node.name, line.text)

    def _tend(self, slot: _WorkerSlot) -> Iterator[Event]:
        """Start work whose delay is over; stop a worker whose item takes too long."""
        now = time.monotonic()
        if slot.work and not slot.sent and now >= slot.begin_at:
            self._send(slot, slot.work)
        elif slot.worker and slot.sent and now > slot.deadline:
            yield from self._lose(slot, "timeout")

    def _lose(self, slot: _WorkerSlot, cause: Literal["died", "timeout"]) -> Iterator[Event]:
        assert slot.work is not None
        assert slot.worker is not None
        ending, work = slot.worker.stop(), slot.work
        slot.worker = slot.work = None
        yield Lost(work, cause, ending)


def _job(work: Work) -> Job:
    stage = work.node.stage
    within = stage.allowance.within if stage.allowance else None
    run = cast("ItemFunction[Options]", stage.run)
    return Job(stage.kind, run, work.node.options, work.items, stage.max_in_flight, within, work.granted)
