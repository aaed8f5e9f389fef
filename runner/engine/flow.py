"""Decides which items are ready for which stage: the order of work within a run."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from runner.graph import Graph, Node

_SOON = 16
"""Number of items at the front of the ready queue that `soon` returns."""


@dataclass(slots=True)
class _Lane:
    """One item stage: waiting items with the number of needs left, ready items, and the number of items at work."""

    node: Node
    waiting: dict[str, int]
    ready: deque[str] = field(default_factory=deque)
    at_work: int = 0


class Flow:
    """Moves items along a graph as their results come in.

    `good` and `failed` hold, by stage, the items whose results of earlier runs are final. An item that failed in a
    stage does not reach the stages that need it. If the failed stage is optional, it reaches those that can do without
    its output.
    """

    def __init__(
        self,
        graph: Graph,
        items: Sequence[str],
        good: Mapping[str, Collection[str]],
        failed: Mapping[str, Collection[str]],
    ) -> None:
        self._graph = graph
        self._lanes: dict[str, _Lane] = {}
        self._nodes = [node for node in graph.nodes if node.stage.scope == "item"]
        for node in self._nodes:
            known = {*good.get(node.name, ()), *failed.get(node.name, ())}
            lane = _Lane(node, {item: len(node.needs) for item in items if item not in known})
            self._lanes[node.name] = lane
            lane.ready.extend(item for item, needs in lane.waiting.items() if needs == 0)
            for item in lane.ready:
                del lane.waiting[item]
        for node in self._nodes:
            done = set_of(good, node)
            self._arrive(node, [item for item in items if item in done])
            self._drop(node, set_of(failed, node))

    def todo(self, name: str) -> int:
        """Number of items that this stage still has to process, including those at work."""
        lane = self._lanes[name]
        return len(lane.waiting) + len(lane.ready) + lane.at_work

    def left(self, name: str) -> list[str]:
        """The items that this stage still has to process, without those at work."""
        lane = self._lanes[name]
        return [*lane.ready, *lane.waiting]

    def give_back(self, node: Node, items: Sequence[str]) -> None:
        """Take back the items of a task of this node that were not processed."""
        lane = self._lanes[node.name]
        lane.at_work -= len(items)
        lane.ready.extend(items)

    def certain(self, name: str) -> bool:
        """True if every item still to be processed is ready.

        An item that waits for another stage may still fail there.
        """
        return not self._lanes[name].waiting

    def moving(self, name: str) -> bool:
        """True if items are ready for this stage or at work there."""
        lane = self._lanes[name]
        return bool(lane.ready or lane.at_work)

    def ready(self, name: str) -> int:
        """How many items are ready for this stage."""
        return len(self._lanes[name].ready)

    def works(self, name: str) -> bool:
        """True if items are at work at this stage."""
        return bool(self._lanes[name].at_work)

    def soon(self, name: str) -> set[str]:
        """Some of the items that this stage is given next."""
        return set(islice(self._lanes[name].ready, _SOON))

    def next(self, node: Node, most: int) -> list[str]:
        """Take items for the next task of this node: at most `most` of those that are ready."""
        lane = self._lanes[node.name]
        items = [lane.ready.popleft() for _ in range(min(most, len(lane.ready)))]
        lane.at_work += len(items)
        return items

    def take(self, name: str, wanted: Collection[str]) -> list[str]:
        """Take the ready items that are in `wanted`; they then count as at work."""
        lane = self._lanes[name]
        items = [item for item in lane.ready if item in wanted]
        chosen = set(items)
        lane.ready = deque(item for item in lane.ready if item not in chosen) if items else lane.ready
        lane.at_work += len(items)
        return items

    def settle(self, node: Node, good: Sequence[str], failed: Sequence[str]) -> None:
        """A task of this node is done: its good items move on, its failed ones stop here."""
        self._lanes[node.name].at_work -= len(good) + len(failed)
        self._arrive(node, good)
        self._drop(node, failed)

    def _arrive(self, node: Node, items: Collection[str]) -> None:
        for dependent in self._graph.dependents(node.name):
            if lane := self._lanes.get(dependent.name):
                self._pass_on(lane, items)

    def _pass_on(self, lane: _Lane, items: Collection[str]) -> None:
        """Count one need fewer for each of these items; an item without needs left becomes ready."""
        for item in items if lane.waiting else ():
            if item not in lane.waiting:
                continue
            lane.waiting[item] -= 1
            if lane.waiting[item] == 0:
                del lane.waiting[item]
                lane.ready.append(item)

    def _drop(self, node: Node, items: Collection[str]) -> None:
        for dependent in self._graph.dependents(node.name) if items else ():
            lane = self._lanes.get(dependent.name)
            if lane and self._graph.waits_for(dependent, node.name):
                gone = [item for item in items if lane.waiting.pop(item, None) is not None]
                self._drop(dependent, gone)
            elif lane:
                self._pass_on(lane, items)


def set_of(results: Mapping[str, Collection[str]], node: Node) -> Collection[str]:
    """The items in `results` for this node; empty if it has no entry."""
    return results.get(node.name, frozenset())
