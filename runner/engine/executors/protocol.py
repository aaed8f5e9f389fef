"""What an executor is: it works on items somewhere and says what came of each.

It starts workers and ends them, knows which are free, and notices when one dies or takes too long. What follows from
that (who is tried again, who is given up, what a run may spend) is decided above it, in `runner.engine.supervisor`.
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
    """Items of one node for one worker. Two are never equal."""

    node: Node
    items: tuple[Item, ...]
    granted: int | None = None  # units of the stage's allowance; None: nothing is counted
    delay_s: float = 0.0  # the least time before it begins


@dataclass(frozen=True, slots=True)
class Answered:
    """The next item of a work has its answer; they come in order."""

    work: Work
    answer: Answer


@dataclass(frozen=True, slots=True)
class UnitsSpent:
    """A work spends so many units of its stage's allowance; heard before they are spent."""

    work: Work
    units: int


@dataclass(frozen=True, slots=True)
class Completed:
    """All items of a work are answered and its worker is free."""

    work: Work


@dataclass(frozen=True, slots=True)
class Lost:
    """The worker ended, or was ended for taking too long, at the first item that has no answer. It is free."""

    work: Work
    cause: Literal["died", "timeout"]
    ending: str  # how its process ended, for people: "its process died (SIGSEGV)"


Event = Answered | UnitsSpent | Completed | Lost


class Executor(Protocol):
    """Works on items in processes, here or elsewhere. Used by one thread."""

    def expect(self, nodes: Iterable[Node]) -> None:
        """These nodes have work: a worker that they share is kept until the last of them is released."""

    def idle(self, node: Node) -> bool:
        """Whether work of this node could start now."""
        ...

    def capacity(self, node: Node, ready: int) -> int:
        """How many of the items that are ready one work of this node may have."""
        ...

    def start(self, work: Work) -> None:
        """Begin; `idle` must have said yes."""

    def wait(self, seconds: float) -> Iterator[Event]:
        """Yield what happened, waiting at most so long for the first event.

        EnvError when no item of a stage can work: a model is missing, a disk is full.
        """
        ...

    def postpone(self, seconds: float) -> None:
        """Give every item that is being worked on so many seconds more: the run was paused."""

    def release(self, node: Node) -> None:
        """The node has no more work: free what only it holds."""

    def stop(self) -> None:
        """End every worker."""
