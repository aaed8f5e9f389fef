"""Decides which stage continues at a model that several stages use."""

from __future__ import annotations

from collections.abc import Iterator

from runner.engine.flow import Flow
from runner.graph import Graph, Node


class ModelAffinity:
    """A stage at a model continues only when its earlier items are through the later stages at the same model.

    A model still has the pictures that it was asked about last: if it is asked again about one of them, it does not
    have to look at it again, which is most of the work.
    """

    def __init__(self, graph: Graph) -> None:
        self._ways = {node.name: set(_way(graph, node)) for node in graph.nodes if node.stage.place == "model"}

    def waits(self, node: Node, flow: Flow) -> bool:
        """True if items are on their way from this node to a later stage at its model."""
        return any(flow.moving(name) for name in self._ways.get(node.name, ()))


def _way(graph: Graph, node: Node) -> Iterator[str]:
    """Names of the stages after this one, up to the later ones at its model; none if no later stage uses it."""
    after = set(_reached(graph, node))
    for later in after:
        if node.files and graph[later].files == node.files:
            yield later
            yield from (name for name in after if later in _reached(graph, graph[name]))


def _reached(graph: Graph, node: Node) -> Iterator[str]:
    """Names of all item stages that need this one, directly or indirectly."""
    for dependent in graph.dependents(node.name):
        if dependent.stage.scope == "item":
            yield dependent.name
            yield from _reached(graph, dependent)
