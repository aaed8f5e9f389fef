"""Handles items whose worker dies or hangs, and limits what a run may spend, for any executor.

After a loss, the rest of the task is sent one item at a time, so that the item at fault is known; it is retried after a
pause and then given up. A stage's allowance is granted to each `Work` in advance, at most as much as its items can
take; what is not spent is granted again. So a limit applies to the whole run, wherever its workers are.
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
"""An item is given up after its worker has died or hung this often while processing it alone."""
DEATHS = 20
"""If a node's workers die this often in a row without an answer, the cause is not the photo."""
_PAUSE_S = 0.2
"""Seconds before a worker starts again; doubled with each strike."""


@dataclass(slots=True, eq=False)
class Task:
    """Items given to a stage at once, the answers so far, in order, and how many of these have been taken."""

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
        """Return the answers that have not been taken yet, with their items, and mark them as taken."""
        begin, self.taken, self.taken_at = self.taken, len(self.answers), time.monotonic()
        return self.items[begin : self.taken], self.answers[begin:]


@dataclass(slots=True)
class _Attempt:
    """A task at work: one item at a time after a loss, and what its current `Work` may still spend."""

    task: Task
    one_by_one: bool = False
    granted: int = 0


@dataclass(slots=True)
class _Allowance:
    """What a node may still spend in this run, and what is granted but neither spent nor returned."""

    left: int
    granted: int = 0


class Supervisor:
    """Completes tasks on an executor, whatever happens to its workers."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor
        self._attempts: dict[Work, _Attempt] = {}
        self._strikes: Counter[tuple[str, str]] = Counter()
        self._deaths: Counter[str] = Counter()
        self._allowances: dict[str, _Allowance | None] = {}

    def expect(self, nodes: Iterable[Node]) -> None:
        """Announce nodes that will have work."""
        self._executor.expect(nodes)

    def idle(self, node: Node) -> bool:
        """True if a task of this node could start now.

        If its whole allowance is granted, it waits for some to be returned.
        """
        allowance = self._allowance(node)
        waits = allowance is not None and not allowance.left and allowance.granted
        return not waits and self._executor.idle(node)

    def capacity(self, node: Node, ready: int) -> int:
        """How many of the ready items a task of this node may have."""
        return self._executor.capacity(node, ready)

    def start(self, task: Task) -> None:
        """Start a task. `idle` must have returned True."""
        self._send(_Attempt(task))

    def wait(self, seconds: float) -> Iterator[Task]:
        """Yield a task each time one of its items is answered, waiting at most `seconds` for the first one.

        Raises EnvError if a stage cannot work, or if its workers die whatever the photo is.
        """
        for event in self._executor.wait(seconds):
            yield from self._hear(event)

    def postpone(self, seconds: float) -> None:
        """Extend the time limits by this many seconds: the run was paused."""
        self._executor.postpone(seconds)

    def unfinished(self) -> list[Task]:
        """Tasks whose workers have not yet reported that they are done, with the answers so far."""
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
        """Blame an item only if it was processed alone, and give it up the second time."""
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
        """The `Work` is over: the part of its grant that it did not spend is available to others."""
        attempt = self._attempts.pop(work)
        if (allowance := self._allowance(work.node)) is not None:
            allowance.left += attempt.granted
            allowance.granted -= attempt.granted
        attempt.granted = 0

    def _grant(self, attempt: _Attempt, items: int) -> int | None:
        """Grant what a `Work` of this many items may spend; None if nothing is counted."""
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
    """The result of an item that is given up: the stage's fallback if it has one, otherwise the error."""
    if node.stage.fallback is None:
        return blame
    _log.warning("%s: %s was given up, %s", node.name, item.path, blame)
    return node.stage.fallback(item, node.options)
