"""One execution of one graph on one set: plan, reuse, work, record."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import polars as pl

from runner import evidence
from runner.engine import keys, ledger
from runner.engine.discovery import Discovery
from runner.engine.flow import Flow
from runner.engine.local import LocalExecutor, Task
from runner.engine.observer import Observer
from runner.engine.parts import Parts
from runner.errors import ItemError, RunnerError
from runner.graph import Graph, Node
from runner.schema import Common, Row, SourceRow
from runner.stage import Folders, Item, SetFunction

_log = logging.getLogger(__name__)
_PATIENCE_S = 0.2


@dataclass(slots=True)
class Settled:
    """Item ids by stage name: those with a good row, those that failed for good, those to be tried again next time."""

    good: dict[str, set[str]] = field(default_factory=dict)
    failed: dict[str, set[str]] = field(default_factory=dict)
    unsettled: set[str] = field(default_factory=set)


class Run:
    """Carries out a graph. `execute` does it all; what was recorded stays recorded however it ends.

    A shard is recorded when it is finished and, when its items take long, every `save_s` seconds.
    """

    def __init__(
        self,
        graph: Graph,
        discovery: Discovery,
        folders: Folders,
        catalog: sqlite3.Connection,
        executor: LocalExecutor,
        observer: Observer,
        hashes: Mapping[Path, str],
        metadata: Mapping[str, str],
        save_s: float = 30.0,
    ) -> None:
        self._graph, self._discovery, self._folders = graph, discovery, folders
        self._catalog, self._executor, self._observer = catalog, executor, observer
        self._items = {item.item_id: item for item in discovery.items}
        self._recipes = keys.recipes(graph, hashes)
        self._parts = Parts(folders, catalog, metadata)
        self._settled = Settled()
        self._save_s = save_s

    def execute(self, reuse: bool) -> None:
        """Bring every item through every stage. With `reuse` off, nothing of earlier runs is used."""
        evidence.write_sources(self._folders.run, self._discovery.sources)
        item_nodes = [node for node in self._graph.nodes if node.stage.scope == "item"]
        for node in item_nodes:
            self._reuse(node, reuse)
        flow = Flow(self._graph, list(self._items), self._settled.good, self._settled.failed)
        for node in item_nodes:
            todo, reused = flow.todo(node.name), len(self._settled.good[node.name])
            _log.info("%s: %d to do, %d reused, recipe %s", node.name, todo, reused, self._recipes[node.name])
            self._observer.planned(node.name, todo, reused)
        self._work(flow, item_nodes)
        for node in self._graph.nodes:
            if node.stage.scope == "set":
                self._whole_set(node, reuse)

    def _reuse(self, node: Node, reuse: bool) -> None:
        """Link the parts of earlier runs that hold results for this set's items."""
        found = ledger.find(self._catalog, self._recipes[node.name], self._folders.runs) if reuse else []
        good, failed = set[str](), set[str]()
        useful = []
        for part, path in found:
            new = {i for i in (*part.good, *part.failed) if i in self._items and i not in good and i not in failed}
            if new and self._products_exist(node, path):
                useful.append((part, path))
                good.update(new.intersection(part.good))
                failed.update(new.intersection(part.failed))
        self._parts.link(node, useful)
        self._settled.good[node.name], self._settled.failed[node.name] = good, failed

    def _products_exist(self, node: Node, part: Path) -> bool:
        check = node.stage.products
        return check is None or check(pl.read_parquet(part), self._folders)

    def _work(self, flow: Flow, nodes: Sequence[Node]) -> None:
        try:
            while any(flow.todo(node.name) for node in nodes):
                self._dispatch(flow, nodes)
                for task in self._executor.wait(_PATIENCE_S):
                    self._advance(flow, task)
        except BaseException:
            self._save_unfinished()
            raise

    def _dispatch(self, flow: Flow, nodes: Sequence[Node]) -> None:
        """Start what can start, the latest stage first, so that photos come out at the end early."""
        for node in reversed(nodes):
            while self._executor.idle(node) and (shard := flow.next_shard(node)):
                self._executor.start(Task(node, self._with_rows(node, shard)))

    def _with_rows(self, node: Node, item_ids: Sequence[str]) -> tuple[Item, ...]:
        needs = [self._graph[need] for need in node.needs]
        columns = [self._parts.rows(need, item_ids) for need in needs]
        rows = [
            {need.stage.row: row for need, row in zip(needs, each, strict=True)} for each in zip(*columns, strict=True)
        ]
        return tuple(
            _furnish(self._items[i], each) for i, each in zip(item_ids, rows or [{}] * len(item_ids), strict=True)
        )

    def _advance(self, flow: Flow, task: Task) -> None:
        node = task.node
        if task.finished or time.monotonic() - task.saved_at > self._save_s:
            good, failed = self._record(task)
            flow.settle(node, good, failed)
        last = task.answers[-1]
        if isinstance(last.result, ItemError):
            path = task.items[len(task.answers) - 1].path
            _log.warning("%s: %s failed, %s: %s", node.name, path, last.result.kind, last.result)
        self._observer.advanced(node.name, flow.todo(node.name), last.failed)
        if not flow.todo(node.name):
            self._executor.release(node)
            self._observer.finished(node.name)

    def _record(self, task: Task) -> tuple[list[str], list[str]]:
        """Write the answers that are not yet written; returns the ids that came out good and those that failed."""
        items, answers = task.unsaved()
        part = self._parts.write(task.node, self._recipes[task.node.name], items, answers)
        failed = [item.item_id for item in items if item.item_id not in set(part.good)]
        self._settled.unsettled.update(set(failed).difference(part.failed))
        return list(part.good), failed

    def _save_unfinished(self) -> None:
        """Keep the answers of shards that were under way."""
        for task in self._executor.unfinished():
            try:
                if len(task.answers) > task.saved:
                    self._record(task)
            except RunnerError as error:
                _log.error("%s", error)

    def _whole_set(self, node: Node, reuse: bool) -> None:
        """Run a set stage, unless the same set gave the same evidence before."""
        recipe = keys.part_key(self._recipes[node.name], [self._fingerprint()])
        found = ledger.find(self._catalog, recipe, self._folders.runs)[:1] if reuse else []
        self._observer.planned(node.name, 0 if found else len(self._items), len(self._items) if found else 0)
        if found:
            self._parts.link(node, found)
        else:
            self._compute_set(node, recipe)
        self._observer.finished(node.name)

    def _compute_set(self, node: Node, recipe: str) -> None:
        tables: dict[type[Row], pl.DataFrame] = {SourceRow: evidence.read_sources(self._folders.run)}
        tables.update({self._graph[need].stage.row: self._parts.tables(self._graph[need]) for need in node.needs})
        since = time.perf_counter()
        own = cast(SetFunction, node.stage.run)(tables, node.options, self._folders)
        ms = (time.perf_counter() - since) * 1000 / max(1, own.height)
        part = ledger.Part(keys.part_key(recipe), recipe, node.stage.kind, tuple(sorted(set(own["item_id"]))), ())
        common = Common(self._folders.run.name, "", node.name, "ok", None, None, round(ms, 3), part.key, None)
        schema = evidence.table_schema(node.stage.row)
        fixed = [
            pl.lit(v, dtype=schema[k]).alias(k) for k, v in evidence.to_record(common).items() if k not in own.columns
        ]
        self._parts.commit(node, part, own.with_columns(fixed).select(schema.keys()).cast(cast(Any, schema)))

    def _fingerprint(self) -> str:
        """The set as files and identities; unique to this run while any item awaits another try."""
        digest = hashlib.sha256(self._folders.run.name.encode() if self._settled.unsettled else b"")
        for source in self._discovery.sources:
            digest.update(f"{source.item_id}\0{source.source_path}\0{source.error}\n".encode())
        return digest.hexdigest()


def _furnish(item: Item, rows: Mapping[type[Row], Row]) -> Item:
    return Item(item.item_id, item.path, item.sha256, item.bytes, rows)
