"""Early cutoff: results of an earlier release hold where what they rest on comes out the same in this one.

A stage whose version was raised computes its results again. Everything that needs it has another stage key then, and
would be computed again too: a night of captions because a date is read better. So each item's new rows are compared
with those of the earlier release, and where they say the same, what rested on the old ones is kept.
The term: Mokhov, Mitchell, Peyton Jones, "Build Systems à la Carte", 2018, section 2.3.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, NamedTuple, cast

import polars as pl

from runner.engine import artifacts, keys, ledger
from runner.engine.parts import Said, by_item, read_part
from runner.graph import Graph, Node
from runner.schema import Row
from runner.stage import Folders

Rows = Callable[[Node, Sequence[str]], Mapping[str, Said]]
"""What a node says of some items in this run."""


@dataclass(slots=True)
class _Release:
    """Stage keys of an earlier release that differ from today's, and what was made under them."""

    name: str
    keys: Mapping[str, str]  # by node
    parts: dict[str, dict[str, Path]] = field(default_factory=dict)  # by node and item
    kept: dict[str, set[str]] = field(default_factory=dict)  # items by node

    def part(self, node: Node, item_id: str) -> Path | None:
        return self.parts.get(node.name, {}).get(item_id)

    def has_kept(self, node: Node, item_id: str) -> bool:
        return item_id in self.kept.get(node.name, ())


class _Part(NamedTuple):
    """A part of an earlier release: its rows, what they say by item, and the columns that there were then."""

    path: Path
    table: pl.DataFrame
    said: Mapping[str, Said]
    columns: Collection[str]


class EarlyCutoff:
    """Finds results of earlier releases for items that this run would compute."""

    def __init__(self, graph: Graph, hashes: Mapping[Path, str], catalog: sqlite3.Connection, folders: Folders) -> None:
        self._graph, self._catalog, self._folders = graph, catalog, folders
        today = keys.stage_keys(graph, hashes)
        earlier = {name: keys.stage_keys(graph, hashes, name) for name in keys.releases(graph)}
        self._releases = [
            _Release(name, {node: key for node, key in then.items() if key != today[node]})
            for name, then in earlier.items()
        ]
        self._looked_at: dict[str, set[str]] = {}
        self._read: _Part | None = None

    def look_for(self, node: Node, items: Collection[str]) -> None:
        """Find what earlier releases left about these items at this node."""
        for release in self._releases:
            if node.name in release.keys:
                release.parts[node.name] = self._parts(release.keys[node.name], items)

    def may_keep(self, node: Node, item_id: str) -> bool:
        """Whether an earlier release left a result of today's stage that nobody has looked at yet."""
        if item_id in self._looked_at.get(node.name, ()):
            return False
        return any(_unchanged(node, release) and release.part(node, item_id) for release in self._releases)

    def kept(self, node: Node, item_id: str, now: Rows) -> pl.DataFrame | None:
        """The rows about this item that an earlier release left and that still hold; None where there are none.

        `now` gives what the node's needs say in this run; a result that the next run will try again is not among it.
        """
        self._looked_at.setdefault(node.name, set()).add(item_id)
        for release in self._releases:
            path = release.part(node, item_id)
            if path and self._may_be_used(node, release, path) and self._rests_on_the_same(node, item_id, release, now):
                release.kept.setdefault(node.name, set()).add(item_id)
                return self._part(path, node).table.filter(pl.col("item_id") == item_id)
        return None

    def _parts(self, stage_key: str, items: Collection[str]) -> dict[str, Path]:
        found = ledger.find(self._catalog, stage_key, self._folders.runs)
        paths = [(part, self._folders.runs / link.path) for part, link in found]
        return {item: path for part, path in paths for item in part.good if item in items}

    def _may_be_used(self, node: Node, release: _Release, path: Path) -> bool:
        return _unchanged(node, release) and artifacts.stands(node, path, self._catalog, self._folders)

    def _rests_on_the_same(self, node: Node, item_id: str, release: _Release, now: Rows) -> bool:
        changed = (self._graph[need] for need in node.needs if need in release.keys)
        return all(
            release.has_kept(need, item_id) or self._says_the_same(need, item_id, release, now) for need in changed
        )

    def _says_the_same(self, need: Node, item_id: str, release: _Release, now: Rows) -> bool:
        said, path = now(need, [item_id]).get(item_id), release.part(need, item_id)
        if said is None or path is None:
            return said is None and path is None
        before = self._part(path, need)
        return _same(before.said[item_id], said, before.columns)

    def _part(self, path: Path, node: Node) -> _Part:
        """The part in this file; items that follow each other are mostly in the same one."""
        if self._read is None or self._read.path != path:
            table = read_part(path, node)
            self._read = _Part(path, table, by_item(node, table), pl.read_parquet_schema(path).keys())
        return self._read


def _unchanged(node: Node, release: _Release) -> bool:
    """Whether the stage is the one of that release: only what it rests on may differ."""
    return node.stage.earlier.get(release.name, node.stage.version) == node.stage.version


def _same(before: Said, now: Said, columns: Collection[str]) -> bool:
    """Whether both say the same in the columns of then. A stage that reads newer columns has a new version itself."""
    old, new = (each if isinstance(each, tuple) else (each,) for each in (before, now))
    return len(old) == len(new) and all(_equal(*pair, columns) for pair in zip(old, new, strict=True))


def _equal(before: Row, now: Row, columns: Collection[str]) -> bool:
    names = (each.name for each in fields(cast(Any, before)) if each.name in columns)
    return all(getattr(before, name) == getattr(now, name) for name in names)
