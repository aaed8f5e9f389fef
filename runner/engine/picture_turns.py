"""Stages that look at every pixel of a photo come to it at about the same time, so that it is decoded once.

A photo that two of them have before them is given to each by itself, with a slot for its picture. None of them gets
more than one photo ahead of another, so that as many slots are enough as there are such stages, and the faster one
waits for the slower, which takes as long as the run by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from runner.engine.flow import Flow
from runner.graph import Node


class PictureTurns:
    """Says who waits for whom, how many photos a stage is given, and in which slot the picture of a photo is."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        """`nodes`: those that have work."""
        self._nodes = sharing(nodes)
        self._names = [node.name for node in self._nodes]
        self._slots: dict[str, int] = {}  # by item
        self._users: dict[str, set[str]] = {}  # nodes that are at work on an item, by item
        self._last: dict[str, str] = {}  # the item that a node was given last, by node

    def waits(self, node: Node, flow: Flow, held: Callable[[Node], bool]) -> bool:
        """Whether another stage has yet to come to the photo that this one was given last, and is on its way there.

        `held` says of a stage whether it waits for something else. Where all wait for each other, because their photos
        are in another order, nobody waits.
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
        """How many photos the node may be given: one by one where another stage has the next ones before it too."""
        if node.name not in self._names:
            return capacity
        soon = flow.soon(node.name)
        shared = any(not soon.isdisjoint(flow.soon(name)) for name in self._names if name != node.name)
        return 1 if shared or not soon.isdisjoint(self._slots) else capacity

    def begin(self, node: Node, items: Sequence[str], flow: Flow) -> int | None:
        """The node is given these items: the slot of their picture, if it is one and other stages want it too."""
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
        """The other stages that soon come to an item."""
        return (name for name in self._names if name != node and item in flow.soon(name))

    def _assign(self, item: str, flow: Flow) -> None:
        """Give the item a slot, where one is free."""
        for held in [held for held, users in self._users.items() if not users]:
            if not any(self._coming("", held, flow)):
                del self._slots[held], self._users[held]
        free = set(range(len(self._names))).difference(self._slots.values())
        if free:
            self._slots[item], self._users[item] = min(free), set()


def sharing(nodes: Sequence[Node]) -> list[Node]:
    """Those of the nodes that share pictures: as many slots as there are of them are enough; none share with nobody."""
    wanting = [node for node in nodes if node.stage.pixels]
    return wanting if len(wanting) > 1 else []
