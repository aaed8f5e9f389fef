"""A graph of stages, validated and in working order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from runner.schema import Options, Row
from runner.stage import Stage


@dataclass(frozen=True)
class Node:
    """One stage of a graph: its name, what kind it is, what it needs and how it is set."""

    name: str
    stage: Stage
    needs: tuple[str, ...]
    options: Options
    timeout_s: float

    @property
    def files(self) -> tuple[Path, ...]:
        """The model files that it uses. EnvironmentProblem for one that is not there."""
        return tuple(self.stage.files(self.options)) if self.stage.files else ()


@dataclass(frozen=True)
class Graph:
    """Nodes in working order: each after all it needs."""

    name: str
    nodes: tuple[Node, ...]

    def __getitem__(self, name: str) -> Node:
        """The node with this name."""
        return next(node for node in self.nodes if node.name == name)

    def dependents(self, name: str) -> tuple[Node, ...]:
        """Nodes that need this one directly."""
        return tuple(node for node in self.nodes if name in node.needs)

    def find(self, kind: str) -> Node | None:
        """The last node of this kind, if the graph has one."""
        return next((node for node in reversed(self.nodes) if node.stage.kind == kind), None)


def order(needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Stage names, each after its needs, in the given order where needs leave a choice. ValueError names a cycle."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        raise ValueError(" → ".join(reversed(error.args[1]))) from None
    ordered: list[str] = []
    while len(ordered) < len(needs):
        ordered.append(next(n for n in needs if n not in ordered and all(need in ordered for need in needs[n])))
    return ordered


def missing_rows(nodes: Sequence[Node]) -> Iterator[str]:
    """A sentence for each row type that a stage requires and none of its needs gives."""
    kinds = {node.name: node.stage for node in nodes}
    for node in nodes:
        given: set[type[Row]] = {kinds[need].row for need in node.needs}
        for required in node.stage.requires:
            if required not in given:
                givers = [stage.kind for stage in kinds.values() if stage.row is required]
                hint = f" Add {givers[0]} to its needs." if givers else ""
                yield f"graph.stages.{node.name}.needs: '{node.stage.kind}' requires {required.__name__}.{hint}"
        if node.stage.scope == "item":
            for need in node.needs:
                if kinds[need].scope == "set":
                    yield f"graph.stages.{node.name}.needs: '{need}' works on the whole set, not on photos."
