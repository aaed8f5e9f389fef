"""Which items are ready for which stage: the order of work inside a run."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from runner.graph import Graph, Node

_SOON = 16
"""Items at the front of those that are ready."""


@dataclass(slots=True)
class _Lane:
    """One item stage: items that wait for needs, items that are ready, and how many are at work."""

    node: Node
    waiting: dict[str, int]
    ready: deque[str] = field(default_factory=deque)
    at_work: int = 0


class Flow:
    """Moves items along a graph as their results come in.

    `good` and `failed` hold, for each stage, the items whose results of earlier runs are final. An item that failed in
    a stage reaches no stage that needs it, unless that stage is optional: then it goes on without its output.
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
        """Items that this stage still has before it, at work or waiting."""
        lane = self._lanes[name]
        return len(lane.waiting) + len(lane.ready) + lane.at_work

    def left(self, name: str) -> list[str]:
        """The items that this stage still has before it and are not at work."""
        lane = self._lanes[name]
        return [*lane.ready, *lane.waiting]

    def give_back(self, node: Node, items: Sequence[str]) -> None:
        """Items of a task of this node that it did not come to."""
        lane = self._lanes[node.name]
        lane.at_work -= len(items)
        lane.ready.extend(items)

    def certain(self, name: str) -> bool:
        """Whether all that this stage has before it is ready: what waits for another stage may yet fail there."""
        return not self._lanes[name].waiting

    def moving(self, name: str) -> bool:
        """Whether items are ready for this stage or at work there."""
        lane = self._lanes[name]
        return bool(lane.ready or lane.at_work)

    def ready(self, name: str) -> int:
        """How many items are ready for this stage."""
        return len(self._lanes[name].ready)

    def works(self, name: str) -> bool:
        """Whether items are at work at this stage."""
        return bool(self._lanes[name].at_work)

    def soon(self, name: str) -> set[str]:
        """The items that this stage is given next, some of them."""
        return set(islice(self._lanes[name].ready, _SOON))

    def next(self, node: Node, most: int) -> list[str]:
        """Items for the next task of this node: those that are ready, so many at most."""
        lane = self._lanes[node.name]
        items = [lane.ready.popleft() for _ in range(min(most, len(lane.ready)))]
        lane.at_work += len(items)
        return items

    def take(self, name: str, wanted: Collection[str]) -> list[str]:
        """Those of the ready items that are wanted; they count as at work."""
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
        """One need fewer to wait for; an item that waits for none is ready."""
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
    """The items with such a result at this node; none when the plan has none."""
    return results.get(node.name, frozenset())
