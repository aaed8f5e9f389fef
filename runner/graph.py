"""A graph of stages: wired, validated and sorted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter

from runner.facts import Look
from runner.stage import Bindings, Column, Stage
from runner.stage import Node as Node


@dataclass(frozen=True)
class Graph:
    """Nodes in topological order: each after everything it needs."""

    name: str
    nodes: tuple[Node, ...]

    def __getitem__(self, name: str) -> Node:
        """The node of this name."""
        return next(node for node in self.nodes if node.name == name)

    def dependents(self, name: str) -> tuple[Node, ...]:
        """Nodes that need this one directly."""
        return tuple(node for node in self.nodes if name in node.needs)

    def find(self, kind: str) -> Node | None:
        """The last node of this kind, if the graph has one."""
        return next((node for node in reversed(self.nodes) if node.stage.kind == kind), None)

    def bindings(self, node: Node) -> Bindings:
        """What the node's stage is told about its needs."""
        needs = [self[need] for need in node.needs]
        return Bindings(
            node.ports,
            {need.name: need.stage.kind for need in needs},
            {need.name: _look(need) for need in needs if need.stage.facts and need.stage.looks},
        )

    def waits_for(self, node: Node, need: str) -> bool:
        """Whether a photo that failed in `need` cannot continue to `node`."""
        required = any(node.ports.get(port) == need for port in node.stage.needs)
        return required or self[need].stage.failure == "photo"

    def fails_photo(self, node: Node) -> bool:
        """Whether a photo that fails in this node has failed altogether, here or because a later node requires it."""
        if node.stage.failure == "photo":
            return True
        after = (each for each in self.dependents(node.name) if each.stage.scope == "item")
        return any(self.waits_for(each, node.name) and self.fails_photo(each) for each in after)


def _look(node: Node) -> Look:
    """What it means that the node looked at a photo."""
    look = node.stage.witness(node.options) if node.stage.witness else Look("")
    return replace(look, witness=node.name, label=node.stage.label)


def order(needs: Mapping[str, Sequence[str]]) -> list[str]:
    """Stage names, each after its needs, otherwise in the given order. Raises ValueError naming a cycle."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        raise ValueError(" → ".join(reversed(error.args[1]))) from None
    ordered: list[str] = []
    while len(ordered) < len(needs):
        ordered.append(next(n for n in needs if n not in ordered and all(need in ordered for need in needs[n])))
    return ordered


def collected(needs: Mapping[str, Sequence[str]], collectors: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The needs of every node; a collector also needs each node that does not depend on it."""
    complete = {name: tuple(own) for name, own in needs.items()}
    for name in collectors:
        after = _after(needs, name)
        others = (other for other in needs if other not in after and other not in complete[name])
        complete[name] = (*complete[name], *(other for other in others if other not in collectors))
    return complete


def _after(needs: Mapping[str, Sequence[str]], name: str) -> set[str]:
    """The node and everything that depends on it."""
    found = {name}
    while more := {each for each, own in needs.items() if each not in found and found.intersection(own)}:
        found |= more
    return found


def bind(nodes: Sequence[Node]) -> tuple[list[Node], list[str]]:
    """The nodes with every port bound to a need, and a sentence for each ambiguous or missing port."""
    kinds = {node.name: node.stage for node in nodes}
    bound, problems = [], []
    for node in nodes:
        ports, wrong = _bound(node, kinds)
        problems += [*wrong, *_misplaced(node, kinds)]
        bound.append(replace(node, ports=ports))
    return bound, problems


def _bound(node: Node, kinds: Mapping[str, Stage]) -> tuple[dict[str, str], list[str]]:
    ports, problems, where = dict(node.ports), list[str](), f"graph.stages.{node.name}.needs"
    for port, row in node.stage.ports.items():
        if (given := ports.get(port)) is not None:
            if kinds[given].row is not row:
                problems.append(f"{where}.{port}: '{given}' gives {kinds[given].row.__name__}, not {row.__name__}.")
            continue
        found = [need for need in node.needs if kinds[need].row is row and need not in node.ports.values()]
        if len(found) > 1:
            one, other = found[:2]
            problems.append(f"{where}: '{port}' could be '{one}' or '{other}'. Say which: needs: {{{port}: {one}, …}}.")
        elif found:
            ports[port] = found[0]
        elif port in node.stage.needs:
            givers = [name for name, stage in kinds.items() if stage.row is row and name != node.name]
            hint = f" Add {givers[0]} to its needs." if givers else ""
            problems.append(f"{where}: '{node.stage.kind}' requires {row.__name__}.{hint}")
    problems += [f"{where}.{port}: '{node.stage.kind}' has no such port." for port in ports if port not in
                 node.stage.ports]  # fmt: skip
    return ports, problems


def _misplaced(node: Node, kinds: Mapping[str, Stage]) -> Iterator[str]:
    for need in node.needs if node.stage.scope == "item" else ():
        if kinds[need].scope == "set":
            yield f"graph.stages.{node.name}.needs: '{need}' works on the whole set, not on photos."


@dataclass(frozen=True, slots=True)
class NodeColumn:
    """A column of `rows.parquet`: its name there, and the node that declares it."""

    name: str
    node: Node
    column: Column


def review_columns(nodes: Sequence[Node]) -> tuple[list[NodeColumn], list[str]]:
    """Every declared column under its name in `rows.parquet`, and a sentence for each ambiguity.

    If several nodes of one kind declare the same column, the node named like its kind gets the plain name, and the
    others NODE_COLUMN.
    """
    declared = [(node, column) for node in nodes for column in node.stage.review]
    owners: dict[str, list[Node]] = {}
    for node, column in declared:
        owners.setdefault(column.name, []).append(node)
    found = [NodeColumn(_column_name(node, column, owners), node, column) for node, column in declared]
    return found, list(dict.fromkeys(_clashes(owners)))


def _column_name(node: Node, column: Column, owners: Mapping[str, Sequence[Node]]) -> str:
    alone = len(owners[column.name]) == 1
    return column.name if alone or node.name == node.stage.kind else f"{node.name}_{column.name}"


def _clashes(owners: Mapping[str, Sequence[Node]]) -> Iterator[str]:
    for name, nodes in owners.items():
        plain = [node for node in nodes if node.name == node.stage.kind]
        if len(nodes) > 1 and len(plain) != 1:
            names = " and ".join(f"'{node.name}'" for node in nodes)
            kind = nodes[0].stage.kind
            yield f"graph.stages: the column '{name}' would come from {names}. Call one of them '{kind}'."
