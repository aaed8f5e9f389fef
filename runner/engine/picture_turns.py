"""Lets stages that read every pixel process a photo at about the same time, so that it is decoded only once.

A photo that two of them still have to process is given to each of them alone, with a slot for its picture. None of them
gets more than one photo ahead of another, so there need to be only as many slots as such stages; the faster one waits
for the slower one, which determines how long the run takes anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from runner.engine.flow import Flow
from runner.graph import Node


class PictureTurns:
    """Decides which stage waits for which, how many photos a stage is given, and in which slot a photo's picture is."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        """`nodes`: the nodes that have work."""
        self._nodes = sharing(nodes)
        self._names = [node.name for node in self._nodes]
        self._slots: dict[str, int] = {}  # by item
        self._users: dict[str, set[str]] = {}  # nodes that are working on an item, by item
        self._last: dict[str, str] = {}  # the item that each node was given last

    def waits(self, node: Node, flow: Flow, held: Callable[[Node], bool]) -> bool:
        """True if another stage still has to process the photo that this one was given last, and will do so soon.

        `held` returns True for a stage that waits for something else. If all stages wait for each other, because their
        photos are in different orders, none of them waits.
        """
        if node.name not in self._names:
            return False
        busy = {each.name for each in self._nodes if flow.works(each.name)}
        going = busy.union(each.name for each in self._nodes if flow.soon(each.name) and not held(each))
        ahead = {name for name in self._names if not going.isdisjoint(self._behind(name, flow))}
        return node.name in ahead and not (going <= ahead and not busy)

    def _behind(self, node: str, flow: Flow) -> Iterator[str]:
        return self._coming(node, self._last[node], flow) if node in self._last else iter(())

    def most(self, node: Node, flow: Flow, capacity: int) -> int:
        """How many photos the node may be given: one at a time if another stage also has the next ones before it."""
        if node.name not in self._names:
            return capacity
        soon = flow.soon(node.name)
        shared = any(not soon.isdisjoint(flow.soon(name)) for name in self._names if name != node.name)
        return 1 if shared or not soon.isdisjoint(self._slots) else capacity

    def begin(self, node: Node, items: Sequence[str], flow: Flow) -> int | None:
        """Give the node these items; returns the slot of a picture that other stages want too, otherwise None."""
        if node.name not in self._names or len(items) != 1:
            return None
        (item,) = items
        self._last[node.name] = item
        if item not in self._slots and any(self._coming(node.name, item, flow)):
            self._assign(item, flow)
        if item in self._slots:
            self._users[item].add(node.name)
        return self._slots.get(item)

    def end(self, node: Node, item: str) -> None:
        """The node is done with this item."""
        if item in self._users:
            self._users[item].discard(node.name)

    def _coming(self, node: str, item: str, flow: Flow) -> Iterator[str]:
        """The other stages that will soon process an item."""
        return (name for name in self._names if name != node and item in flow.soon(name))

    def _assign(self, item: str, flow: Flow) -> None:
        """Give the item a slot if one is free."""
        for held in [held for held, users in self._users.items() if not users]:
            if not any(self._coming("", held, flow)):
                del self._slots[held], self._users[held]
        free = set(range(len(self._names))).difference(self._slots.values())
        if free:
            self._slots[item], self._users[item] = min(free), set()


def sharing(nodes: Sequence[Node]) -> list[Node]:
    """The nodes that share decoded pictures; none if there is only one. As many slots as such nodes are enough."""
    wanting = [node for node in nodes if node.stage.pixels]
    return wanting if len(wanting) > 1 else []
