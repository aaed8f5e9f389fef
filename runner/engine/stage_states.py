"""States of item stages: digests of what their rows depend on besides photos, options and models.

The last ones are stored in `states.json` in the runs folder, so that results from before a change are found again
wherever the change does not affect them. If the file is missing, everything that depends on such a stage is computed
again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from runner.graph import Graph
from runner.stage import Folders
from runner.store.atomic import write_atomically
from runner.store.polars_errors import disk_errors

MOST = 8
"""Number of earlier states for which results are looked up."""

States = Mapping[str, str]


def noted(graph: Graph, folders: Folders) -> list[States]:
    """Store and return the states of item stages by node: today's first, then earlier ones, newest first."""
    now = {
        node.name: node.stage.state(node.options, folders)
        for node in graph.nodes
        if node.stage.scope == "item" and node.stage.state is not None
    }
    if not now:
        return [{}]
    path = folders.runs / "states.json"
    before = [each for each in _read(path) if each != now]
    with disk_errors(path):
        write_atomically(path, lambda file: file.write_text(json.dumps([now, *before[: 4 * MOST]]), "utf-8"))
    return [now, *[each for each in before if each.keys() == now.keys()][:MOST]]


def _read(path: Path) -> list[States]:
    try:
        listed = json.loads(path.read_text("utf-8"))
        return [{str(node): str(state) for node, state in each.items()} for each in listed]
    except (OSError, ValueError, AttributeError, TypeError):
        return []
