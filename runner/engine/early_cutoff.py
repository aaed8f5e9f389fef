"""Early cutoff: results of an earlier release are kept if the rows they depend on come out the same in this one.

A stage whose version was raised computes its results again. Everything that needs it then has another stage key and
would be computed again too: a night of captions because a date is read better. So each item's new rows are compared
with those of the earlier release, and if they are equal, the results that depended on the old ones are kept.

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
from runner.engine.surroundings import Surroundings
from runner.graph import Graph, Node
from runner.schema import Row
from runner.stage import Folders

Rows = Callable[[Node, Sequence[str]], Mapping[str, Said]]
"""Returns the rows of a node in this run for the given items, by item id."""


@dataclass(slots=True)
class _Release:
    """Stage keys of an earlier release that differ from today's, and the results made under them."""

    name: str
    keys: Mapping[str, str]  # by node
    recomputed: frozenset[str] = frozenset()  # nodes whose own state was different
    parts: dict[str, dict[str, Path]] = field(default_factory=dict)  # by node and item id
    kept: dict[str, set[str]] = field(default_factory=dict)  # item ids by node

    def part(self, node: Node, item_id: str) -> Path | None:
        return self.parts.get(node.name, {}).get(item_id)

    def has_kept(self, node: Node, item_id: str) -> bool:
        return item_id in self.kept.get(node.name, ())


class _Part(NamedTuple):
    """A part of an earlier release: its table, its rows by item id, and the columns it was written with."""

    path: Path
    table: pl.DataFrame
    said: Mapping[str, Said]
    columns: Collection[str]


class EarlyCutoff:
    """Finds results of earlier releases for items that this run would compute."""

    def __init__(
        self,
        graph: Graph,
        hashes: Mapping[Path, str],
        catalog: sqlite3.Connection,
        folders: Folders,
        surroundings: Surroundings,
        states: Sequence[Mapping[str, str]] = (),
    ) -> None:
        """`states`: digests by node, of nodes that have one: today's first, then earlier ones, newest first."""
        self._graph, self._catalog, self._folders = graph, catalog, folders
        self._surroundings = surroundings
        now, *before = states or ({},)
        today = keys.stage_keys(graph, hashes, None, now)
        earlier = [(name, keys.stage_keys(graph, hashes, name, now), now) for name in keys.releases(graph)]
        earlier += [("", keys.stage_keys(graph, hashes, None, then), then) for then in before]
        self._releases = [
            _Release(
                name,
                {node: key for node, key in then.items() if key != today[node]},
                frozenset(node for node, state in now.items() if state_then.get(node) != state),
            )
            for name, then, state_then in earlier
        ]
        self._pending: dict[str, set[str]] = {}
        self._read: dict[str, _Part] = {}

    def look_for(self, node: Node, items: Collection[str]) -> None:
        """Find the results of earlier releases for these items at this node."""
        for release in self._releases:
            if node.name in release.keys:
                release.parts[node.name] = self._parts(node, release, items)
                if _unchanged(node, release):
                    self._pending.setdefault(node.name, set()).update(release.parts[node.name])

    def pending(self, node: Node) -> Collection[str]:
        """Items for which an earlier release left a result by the same version of the stage, not checked so far."""
        return self._pending.get(node.name, ())

    def kept(self, node: Node, item_ids: Sequence[str], now: Rows) -> list[pl.DataFrame]:
        """Return the rows of earlier releases for these items that are still valid, one table for each part.

        `now` returns the rows of the node's needs in this run, without results that the next run will retry.
        """
        self._pending[node.name].difference_update(item_ids)
        holding: dict[Path, list[str]] = {}
        for item_id in item_ids:
            if path := self._holding(node, item_id, now):
                holding.setdefault(path, []).append(item_id)
        return [self._part(path, node).table.filter(pl.col("item_id").is_in(ids)) for path, ids in holding.items()]

    def _holding(self, node: Node, item_id: str, now: Rows) -> Path | None:
        """The part with a result for the item that is still valid; None if there is none."""
        for release in self._releases:
            path = release.part(node, item_id) if _unchanged(node, release) else None
            if path and self._rests_on_the_same(node, item_id, release, now):
                release.kept.setdefault(node.name, set()).add(item_id)
                return path
        return None

    def _parts(self, node: Node, release: _Release, items: Collection[str]) -> dict[str, Path]:
        """The part of each item.

        If the stage's results may be kept, only parts whose artifacts and rows are still valid.
        """
        found = ledger.find(self._catalog, release.keys[node.name], self._folders.runs)
        paths = [(part, self._folders.runs / link.path) for part, link in found]
        if _unchanged(node, release):
            paths = [(part, path) for part, path in paths if self._stands(node, path)]
        stale = self._surroundings.stale
        return {item: path for part, path in paths for item in {*part.good} - stale(node, part) if item in items}

    def _stands(self, node: Node, path: Path) -> bool:
        return artifacts.stands(node, path, self._catalog, self._folders)

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
        """Read the part in this file.

        The last one of each node is cached: consecutive items are mostly in the same part.
        """
        held = self._read.get(node.name)
        if held is None or held.path != path:
            table = read_part(path, node)
            held = self._read[node.name] = _Part(path, table, by_item(node, table), pl.read_parquet_schema(path).keys())
        return held


def _unchanged(node: Node, release: _Release) -> bool:
    """True if the stage itself is the same as in that release; only its inputs may differ."""
    same_version = node.stage.earlier.get(release.name, node.stage.version) == node.stage.version
    return same_version and node.name not in release.recomputed


def _same(before: Said, now: Said, columns: Collection[str]) -> bool:
    """True if both are equal in the columns of that time. A stage that reads newer columns has a new version itself."""
    old, new = (each if isinstance(each, tuple) else (each,) for each in (before, now))
    return len(old) == len(new) and all(_equal(*pair, columns) for pair in zip(old, new, strict=True))


def _equal(before: Row, now: Row, columns: Collection[str]) -> bool:
    names = (each.name for each in fields(cast(Any, before)) if each.name in columns)
    return all(getattr(before, name) == getattr(now, name) for name in names)
