"""Work keys: digests of everything that a result depends on, and of nothing else."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields, is_dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from runner.graph import Graph, Node
from runner.schema import VERSION

LENGTH = 24


def stage_keys(
    graph: Graph,
    hashes: Mapping[Path, str],
    release: str | None = None,
    states: Mapping[str, str] = MappingProxyType({}),
) -> dict[str, str]:
    """The stage key of every node: kind, version, options, model files, and the stage keys of its needs.

    Two photos with the same bytes under the same stage key have the same result. A node's name and its time limit are
    not part of the key. `hashes` gives the SHA-256 of each model file. With `release`, the keys are those of an earlier
    release of the program. `states` gives, by node, a digest of anything else that the node's rows depend on.
    """
    made: dict[str, str] = {}
    for node in graph.nodes:
        made[node.name] = _stage_key(
            node, release, hashes, [made[need] for need in node.needs], _choices(graph, node, made), states
        )
    return made


def releases(graph: Graph) -> list[str]:
    """Earlier releases in which a stage of the graph had another version, the newest first."""
    named = {release for node in graph.nodes for release in node.stage.earlier}
    return sorted(named, key=lambda release: [int(part) for part in release.split(".")], reverse=True)


def _choices(graph: Graph, node: Node, made: Mapping[str, str]) -> list[dict[str, str]]:
    """Stage keys by port, for ports whose row type several needs have: the needs alone do not say which one is read."""
    rows = [graph[need].stage.row for need in node.needs]
    chosen = {port: made[need] for port, need in node.ports.items() if rows.count(graph[need].stage.row) > 1}
    return [chosen] if chosen else []


def part_key(stage_key: str, *item_ids: Iterable[str]) -> str:
    """Work key of a part from its stage key and groups of item ids; the order within a group does not matter."""
    return digest([stage_key, *[sorted(group) for group in item_ids]])


def model_files(graph: Graph) -> list[Path]:
    """Every model file that the graph's stages use."""
    return sorted({path for node in graph.nodes for path in node.files})


def _stage_key(
    node: Node,
    release: str | None,
    hashes: Mapping[Path, str],
    needs: list[str],
    choices: list[dict[str, str]],
    states: Mapping[str, str],
) -> str:
    files = [hashes[path] for path in node.files]
    version = node.stage.earlier.get(release, node.stage.version) if release else node.stage.version
    state = [states[node.name]] if node.name in states else []
    return digest([VERSION, node.stage.kind, version, _options(node), files, needs, *choices, *state])


def _options(node: Node) -> dict[str, Any]:
    """The options that are part of a node's key.

    Cached: they are needed for every earlier release, at 20 ms a graph.
    """
    held = _known.get(node.name)
    if held is None or held[0] is not node.options:
        held = _known[node.name] = node.options, _keyed(node.options)
    return held[1]


# Cached by identity, since the mappings in options have no hash; only the options that were asked about last.
_known: dict[str, tuple[object, dict[str, Any]]] = {}


def _keyed(options: Any) -> dict[str, Any]:
    """Options by name, without those whose metadata says `keyed: False`: these decide where and how fast to compute.

    Options that were added later (`keyed: "set"`) count only if they are set, so that earlier results keep their keys.
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
    """A short SHA-256 of a value as canonical JSON."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:LENGTH]
