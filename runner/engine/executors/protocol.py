"""The protocol of executors: an executor processes items somewhere and reports the result of each.

It starts and stops workers, knows which are free, and notices when one dies or takes too long. What follows from that
(who is retried, who is given up, what a run may spend) is decided above it, in `runner.engine.supervisor`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol

from runner.errors import ItemError
from runner.graph import Node
from runner.stage import Item, Result


@dataclass(frozen=True, slots=True)
class Answer:
    """The result for one item, and how long it took in milliseconds."""

    result: Result
    ms: float

    @property
    def failed(self) -> bool:
        """Whether the item failed."""
        return isinstance(self.result, ItemError)


@dataclass(frozen=True, slots=True, eq=False)
class Work:
    """Items of one node for one worker. Compared by identity."""

    node: Node
    items: tuple[Item, ...]
    granted: int | None = None  # units of the stage's allowance; None: not counted
    delay_s: float = 0.0  # minimum delay before it begins


@dataclass(frozen=True, slots=True)
class Answered:
    """The next item of a `Work` has its answer; answers arrive in order."""

    work: Work
    answer: Answer


@dataclass(frozen=True, slots=True)
class UnitsSpent:
    """A `Work` is about to spend this many units of its stage's allowance."""

    work: Work
    units: int


@dataclass(frozen=True, slots=True)
class Completed:
    """All items of a `Work` are answered and its worker is free."""

    work: Work


@dataclass(frozen=True, slots=True)
class Lost:
    """The worker died, or was killed for taking too long, at the first item without an answer. Its place is free."""

    work: Work
    cause: Literal["died", "timeout"]
    ending: str  # how its process ended, for people: "its process died (SIGSEGV)"


Event = Answered | UnitsSpent | Completed | Lost


class Executor(Protocol):
    """Processes items, in child processes or elsewhere. Used by a single thread."""

    def expect(self, nodes: Iterable[Node]) -> None:
        """Announce nodes that will have work: a worker that they share is kept until the last of them is released."""

    def idle(self, node: Node) -> bool:
        """Whether work of this node could start now."""
        ...

    def capacity(self, node: Node, ready: int) -> int:
        """How many of the ready items one `Work` of this node may have."""
        ...

    def start(self, work: Work) -> None:
        """Start the work. `idle` must have returned True."""

    def wait(self, seconds: float) -> Iterator[Event]:
        """Yield events, waiting at most `seconds` for the first one.

        Raises EnvError if no item of a stage can be processed: a model is missing, or a disk is full.
        """
        ...

    def postpone(self, seconds: float) -> None:
        """Extend the time limit of every item that is being processed by this many seconds: the run was paused."""

    def release(self, node: Node) -> None:
        """The node has no more work: free what only this node uses."""

    def stop(self) -> None:
        """Stop every worker."""
