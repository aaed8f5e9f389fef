"""What the rows of a photo depend on besides its bytes: sidecars, its name, its folders.

A stage key says nothing about them: it is the same for all photos of a set. So each photo has, at each stage, a digest
of the surroundings on which its rows rest, directly or through what the stage needs. A result counts only where they
are the same: for a copy of a photo in another folder, or after a sidecar was edited, they are not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from runner.engine import keys
from runner.engine.ledger import NOTHING, UNKNOWN, Part
from runner.graph import Graph, Node
from runner.stage import Item

_LENGTH = len(NOTHING)


class Surroundings:
    """The digests of a run's photos, as its files are when it begins."""

    def __init__(self, graph: Graph, items: Mapping[str, Item]) -> None:
        self._items = items
        self._digests: dict[str, Mapping[str, str]] = {}
        for node in graph.nodes:
            inherited = [self._digests[need] for need in node.needs]
            self._digests[node.name] = _combined([*inherited, dict(_own(node, items.values()))])

    def basis(self, node: Node, item_ids: Sequence[str]) -> tuple[str, ...]:
        """The digest of each photo; empty if their rows depend on nothing but their bytes."""
        digests = self._digests[node.name]
        found = tuple(digests.get(item_id, NOTHING) for item_id in item_ids)
        return found if any(each != NOTHING for each in found) else ()

    def stale(self, node: Node, part: Part) -> frozenset[str]:
        """The photos of this run to which a part's rows do not apply."""
        digests, items = self._digests[node.name], self._items
        return frozenset(
            item_id
            for item_id, basis in part.bases()
            if item_id in items and basis not in (UNKNOWN, digests.get(item_id, NOTHING))
        )

    def adopted(self, node: Node, part: Part) -> tuple[str, ...] | None:
        """The basis for a part of a version that recorded none, whose rows are taken for those of today.

        None if it need not be recorded: it is known, or no row of the part depends on anything but the bytes.
        """
        digests = self._digests[node.name]
        if part.basis is not None or not digests:
            return None
        known = (*part.good, *part.failed)
        return tuple(digests.get(item_id, NOTHING) if item_id in self._items else UNKNOWN for item_id in known)

    def of_set(self, node: Node) -> list[str]:
        """The digests on which a table about the whole set rests; empty if there are none."""
        digests = self._digests[node.name]
        return [keys.digest(sorted(digests.items()))] if digests else []


def _own(node: Node, items: Collection[Item]) -> Iterator[tuple[str, str]]:
    """The digests of what the stage itself reads beside a photo."""
    if node.stage.beside is None:
        return
    for item in items:
        if said := node.stage.beside(item.path, node.options):
            yield item.item_id, keys.digest([node.stage.kind, said])[:_LENGTH]


def _combined(digests: Sequence[Mapping[str, str]]) -> Mapping[str, str]:
    """One digest for each photo that has any. Needs that rest on the same share one object, which is returned."""
    distinct = list({id(each): each for each in digests if each}.values())
    if len(distinct) <= 1:
        return distinct[0] if distinct else {}
    every = dict.fromkeys(item_id for each in distinct for item_id in each)
    return {item_id: keys.digest([each.get(item_id, NOTHING) for each in distinct])[:_LENGTH] for item_id in every}
