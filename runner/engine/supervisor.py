"""What becomes of items whose worker dies or hangs, and what a run may spend: for any executor.

After a loss the rest of a task is sent one item at a time, so that the guilty one is known; it is tried again after a
pause and then given up. A stage's allowance is granted to each work in advance, at most what its items can take; what
comes back unspent is granted again. So a limit holds for the whole run wherever its workers are.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from runner.engine.executors.protocol import Answer, Answered, Completed, Event, Executor, Lost, UnitsSpent, Work
from runner.errors import EnvError, InferenceError, ItemError, TimeoutExceeded
from runner.graph import Node
from runner.messages import say
from runner.stage import Item, Result

_log = logging.getLogger(__name__)

STRIKES = 2
"""An item whose worker died or hung this often, alone, is given up."""
DEATHS = 20
"""Workers of a node that die this often in a row, with no answer between, fail whatever the photo is."""
_PAUSE_S = 0.2
"""Before a worker begins again; doubled with each strike."""


@dataclass(slots=True, eq=False)
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


@dataclass(slots=True)
class _Attempt:
    """A task at work: one item at a time after a loss, and what its present work was granted and has not spent."""

    task: Task
    one_by_one: bool = False
    granted: int = 0


@dataclass(slots=True)
class _Allowance:
    """What a node may still spend in this run, and what is granted and has not come back."""

    left: int
    granted: int = 0


class Supervisor:
    """Brings tasks to their end on an executor, whatever happens to its workers."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._attempts: dict[Work, _Attempt] = {}
        self._strikes: Counter[tuple[str, str]] = Counter()
        self._deaths: Counter[str] = Counter()
        self._allowances: dict[str, _Allowance | None] = {}

    def expect(self, nodes: Iterable[Node]) -> None:
        """These nodes have work."""
        self._executor.expect(nodes)

    def idle(self, node: Node) -> bool:
        """Whether a task of this node could start now. Where all of its allowance is granted, it waits for the rest."""
        allowance = self._allowance(node)
        waits = allowance is not None and not allowance.left and allowance.granted
        return not waits and self._executor.idle(node)

    def capacity(self, node: Node, ready: int) -> int:
        """How many of the items that are ready a task of this node may have."""
        return self._executor.capacity(node, ready)

    def start(self, task: Task) -> None:
        """Begin a task. `idle` must have said yes."""
        self._send(_Attempt(task))

    def wait(self, seconds: float) -> Iterator[Task]:
        """Yield a task each time one of its items is answered, waiting at most so long for the first.

        EnvError when a stage cannot work, or its workers die whatever the photo is.
        """
        for event in self._executor.wait(seconds):
            yield from self._hear(event)

    def postpone(self, seconds: float) -> None:
        """The run was paused for so long: no item is late for it."""
        self._executor.postpone(seconds)

    def unfinished(self) -> list[Task]:
        """Tasks whose workers have not said that they are done, with the answers they have."""
        return [attempt.task for attempt in self._attempts.values()]

    def release(self, node: Node) -> None:
        """The node has no more work."""
        self._executor.release(node)

    def _hear(self, event: Event) -> Iterator[Task]:
        attempt = self._attempts[event.work]
        match event:
            case Answered():
                self._deaths.pop(attempt.task.node.name, None)
                attempt.task.answers.append(event.answer)
                yield attempt.task
            case UnitsSpent():
                self._spend(attempt, event.units)
            case Completed():
                self._end(event.work)
                if not attempt.task.finished:
                    self._send(attempt)
            case Lost():
                yield from self._lost(attempt, event)

    def _lost(self, attempt: _Attempt, event: Lost) -> Iterator[Task]:
        """Blame an item only when it was alone, and give it up at the second time."""
        task, node = attempt.task, attempt.task.node
        self._deaths[node.name] += 1
        if self._deaths[node.name] >= DEATHS:
            raise EnvError(
                f"Stage '{node.name}' failed {DEATHS} times in a row: {event.ending}.",
                "Look into runner.log for what the process said; check its model and the machine's memory.",
            )
        self._end(event.work)
        if task.finished:
            return
        item = task.items[len(task.answers)]
        self._strikes[node.name, item.item_id] += attempt.one_by_one
        strikes = self._strikes[node.name, item.item_id]
        attempt.one_by_one = True
        if strikes >= STRIKES:
            task.answers.append(Answer(_given_up(node, item, _blame(node, event)), 0.0))
            yield task
        if not task.finished:
            self._send(attempt, _PAUSE_S * 2**strikes)

    def _send(self, attempt: _Attempt, delay_s: float = 0.0) -> None:
        task = attempt.task
        rest = task.items[len(task.answers) :]
        items = rest[:1] if attempt.one_by_one else rest
        work = Work(task.node, items, self._grant(attempt, len(items)), delay_s)
        self._attempts[work] = attempt
        self._executor.start(work)

    def _end(self, work: Work) -> None:
        """The work is over: what it was granted and did not spend is granted to others."""
        attempt = self._attempts.pop(work)
        if (allowance := self._allowance(work.node)) is not None:
            allowance.left += attempt.granted
            allowance.granted -= attempt.granted
        attempt.granted = 0

    def _grant(self, attempt: _Attempt, items: int) -> int | None:
        """What a work over so many items may spend; None where nothing is counted."""
        node, allowance = attempt.task.node, self._allowance(attempt.task.node)
        if allowance is None or node.stage.allowance is None:
            return None
        attempt.granted = min(allowance.left, node.stage.allowance.per_item(node.options) * items)
        allowance.left -= attempt.granted
        allowance.granted += attempt.granted
        return attempt.granted

    def _spend(self, attempt: _Attempt, units: int) -> None:
        spent = min(units, attempt.granted)
        attempt.granted -= spent
        if (allowance := self._allowance(attempt.task.node)) is not None:
            allowance.granted -= spent

    def _allowance(self, node: Node) -> _Allowance | None:
        if node.name not in self._allowances:
            declared = node.stage.allowance
            limit = None if declared is None else declared.limit(node.options)
            self._allowances[node.name] = None if limit is None else _Allowance(limit)
        return self._allowances[node.name]


def _blame(node: Node, event: Lost) -> ItemError:
    if event.cause == "timeout":
        return TimeoutExceeded(say("stage.timeout", stage=node.name, seconds=float(node.timeout_s or 0), times=STRIKES))
    return InferenceError(say("stage.struck_out", stage=node.name, times=STRIKES, reason=event.ending))


def _given_up(node: Node, item: Item, blame: ItemError) -> Result:
    """What is left of an item that is given up: the error, unless the stage has something in its place."""
    if node.stage.fallback is None:
        return blame
    _log.warning("%s: %s was given up, %s", node.name, item.path, blame)
    return node.stage.fallback(item, node.options)
