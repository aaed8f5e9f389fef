"""Work keys: what a result depends on, and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from typing import Any

from runner.graph import Graph, Node
from runner.schema import VERSION

LENGTH = 24


def recipes(graph: Graph, hashes: Mapping[Path, str]) -> dict[str, str]:
    """The recipe of every stage: kind, version, options, model files, and the recipes of its needs.

    Two photos with the same bytes under the same recipe have the same result. A stage's own name and its time limit
    are no part of it. `hashes` gives the SHA-256 of each model file.
    """
    made: dict[str, str] = {}
    for node in graph.nodes:
        made[node.name] = _recipe(node, hashes, [made[need] for need in node.needs], _choices(graph, node, made))
    return made


def _choices(graph: Graph, node: Node, made: Mapping[str, str]) -> list[dict[str, str]]:
    """Recipes by port, where which need a port reads is a choice and does not follow from the needs alone."""
    rows = [graph[need].stage.row for need in node.needs]
    chosen = {port: made[need] for port, need in node.ports.items() if rows.count(graph[need].stage.row) > 1}
    return [chosen] if chosen else []


def part_key(recipe: str, *item_ids: Iterable[str]) -> str:
    """Work key of a part from its recipe and groups of item ids; the order within a group does not count."""
    return digest([recipe, *[sorted(group) for group in item_ids]])


def model_files(graph: Graph) -> list[Path]:
    """Every model file that the graph's stages use."""
    return sorted({path for node in graph.nodes for path in node.files})


def _recipe(node: Node, hashes: Mapping[Path, str], needs: list[str], choices: list[dict[str, str]]) -> str:
    files = [hashes[path] for path in node.files]
    return digest([VERSION, node.stage.kind, node.stage.version, _keyed(node.options), files, needs, *choices])


def _keyed(options: Any) -> dict[str, Any]:
    """Options by name, without those whose metadata says `keyed: False`: where and how fast something is computed.

    Of those that came later (`keyed: "set"`) only what is set counts: results from before them stay what they were.
    """
    plain = asdict(options)
    for each in fields(options):
        keyed = each.metadata.get("keyed", True)
        if not keyed or (keyed == "set" and not plain[each.name]):
            del plain[each.name]
        elif is_dataclass(nested := getattr(options, each.name)):
            plain[each.name] = _keyed(nested)
    return plain


def digest(value: object) -> str:
    """A short SHA-256 over a value as canonical JSON."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
