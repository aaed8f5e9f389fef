"""States of item stages: digests of what their rows depend on beside photos, options and models.

The last ones are noted in `states.json` in the runs folder, so that results of a run before a change can be found again
where the change does not touch them. Without the file nothing is wrong; everything that rests on such a stage is
computed again.
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
"""States of which results are looked for."""

States = Mapping[str, str]


def noted(graph: Graph, folders: Folders) -> list[States]:
    """The states of the graph's item stages by node: as they are now, and as they were, the newest first."""
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
