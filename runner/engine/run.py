"""One execution of one graph on one set: plan, reuse, work, record."""

from __future__ import annotations

import hashlib
import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any, cast

import polars as pl

from runner.engine import artifacts, keys, ledger, stage_states
from runner.engine.discovery import Discovery
from runner.engine.early_cutoff import EarlyCutoff
from runner.engine.executors.protocol import Executor
from runner.engine.flow import Flow
from runner.engine.limits import Budget
from runner.engine.model_affinity import ModelAffinity
from runner.engine.observer import Observer
from runner.engine.parts import Parts, Said, Taken
from runner.engine.pause import Pause
from runner.engine.picture_turns import PictureTurns
from runner.engine.supervisor import Supervisor, Task
from runner.engine.surroundings import Surroundings
from runner.errors import ItemError
from runner.graph import Graph, Node
from runner.schema import Common, Options
from runner.stage import Folders, Item, SetFunction
from runner.store import evidence
from runner.store.tables import RunTables

_log = logging.getLogger(__name__)
_PATIENCE_S = 0.2
_MOVE_ON_S = 1.0
"""Seconds that an answer waits for the rest of its task before its photo moves on: other stages may be idle."""


@dataclass(slots=True)
class Results:
    """Item ids by stage: good or failed for good in earlier runs, and those that the next run will retry."""

    good: dict[str, set[str]] = field(default_factory=dict)
    failed: dict[str, set[str]] = field(default_factory=dict)
    retryable: dict[str, set[str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Progress:
    """How many items of a stage are answered, and how many of these have moved on."""

    answered: int = 0
    final: int = 0


@contextmanager
def _said(what: str) -> Iterator[None]:
    """Log an exception of the block and go on: another error is already being raised."""
    try:
        yield
    except Exception as error:
        _log.error("%s: %s", what, error)


class Run:
    """Executes a graph with `execute`. Recorded results stay recorded however it ends.

    Answers are written when they fill a shard, or have waited for `save_s` seconds.
    """

    def __init__(
        self,
        graph: Graph,
        discovery: Discovery,
        folders: Folders,
        catalog: sqlite3.Connection,
        executor: Executor,
        observer: Observer,
        hashes: Mapping[Path, str],
        metadata: Mapping[str, str],
        save_s: float = 30.0,
        budget: Budget = Budget(),  # noqa: B008 (it is frozen)
    ) -> None:
        self._graph, self._discovery, self._folders = graph, discovery, folders
        self._catalog, self._executor, self._observer = catalog, Supervisor(executor), observer
        self._items = {item.item_id: item for item in discovery.items}
        states = stage_states.noted(graph, folders)
        self._stage_keys = keys.stage_keys(graph, hashes, None, states[0])
        self._surroundings = Surroundings(graph, self._items)
        self._parts = Parts(folders, catalog, metadata, self._surroundings)
        self._results = Results()
        self._early_cutoff = EarlyCutoff(graph, hashes, catalog, folders, self._surroundings, states)
        self._set_keys: dict[str, str] = {}
        self._open: dict[str, _Progress] = {}
        self._save_s, self._budget, self._affinity = save_s, budget, ModelAffinity(graph)
        self._pause, self._turns = Pause(folders.run, self._executor, observer), PictureTurns(())

    def execute(self, reuse: bool) -> dict[str, list[str]]:
        """Bring every item through every stage. If `reuse` is False, no results of earlier runs are used.

        Returns the items that are left at each stage: empty unless the budget was spent. In that case the photos that
        were being processed are finished, and the stages over the whole set have not started.
        """
        evidence.write_sources(self._folders.run, self._discovery.sources)
        item_nodes = [node for node in self._graph.nodes if node.stage.scope == "item"]
        for node in item_nodes:
            self._reuse(node, reuse)
        flow = Flow(self._graph, list(self._items), self._results.good, self._results.failed)
        self._announce(flow, item_nodes)
        self._work(flow, item_nodes)
        left = {name: flow.left(name) for name in self._open}
        for node in self._graph.nodes if not left else ():
            if node.stage.scope == "set":
                self._pause.wait()
                self._whole_set(node, reuse)
        self._parts.write_manifest()
        return left

    def _reuse(self, node: Node, reuse: bool) -> None:
        """Link the parts of earlier runs that hold results for this set's items."""
        found = ledger.find(self._catalog, self._stage_keys[node.name], self._folders.runs) if reuse else []
        good, failed = set[str](), set[str]()
        useful = []
        for part, link in found:
            path = self._folders.runs / link.path
            stale = self._surroundings.stale(node, part)
            new = {i for i in (*part.good, *part.failed) if i in self._items} - stale - good - failed
            if not new or not artifacts.stands(node, path, self._catalog, self._folders):
                continue
            good.update(new.intersection(part.good))
            if stale:
                self._parts.keep_some(node, self._stage_keys[node.name], path, new.intersection(part.good))
            else:
                useful.append((part, link))
                failed.update(new.intersection(part.failed))
        self._link(node, useful)
        self._parts.save(node)
        self._results.good[node.name], self._results.failed[node.name] = good, failed
        self._results.retryable[node.name] = set()
        if reuse and (todo := self._items.keys() - good - failed):
            self._early_cutoff.look_for(node, todo)

    def _link(self, node: Node, useful: Sequence[tuple[ledger.Part, ledger.Link]]) -> None:
        self._parts.link(node, useful)
        adopted = {part.key: self._surroundings.adopted(node, part) for part, _ in useful}
        ledger.adopt(self._catalog, {key: basis for key, basis in adopted.items() if basis is not None})

    def _announce(self, flow: Flow, nodes: Sequence[Node]) -> None:
        for node in nodes:
            todo, reused = flow.todo(node.name), len(self._results.good[node.name])
            _log.info("%s: %d to do, %d reused, stage key %s", node.name, todo, reused, self._stage_keys[node.name])
            self._observer.planned(node.name, todo, reused, certain=flow.certain(node.name))
        self._open = {node.name: _Progress() for node in nodes if flow.todo(node.name)}
        for node in nodes:
            if node.stage.ready is not None and node.name in self._open:
                node.stage.ready(node.options)
        expected = [node for node in nodes if node.name in self._open]
        self._turns = PictureTurns(expected)
        self._executor.expect(expected)

    def _work(self, flow: Flow, nodes: Sequence[Node]) -> None:
        try:
            while self._open:
                at_work = [node for node in nodes if node.name in self._open]
                if not (paused := self._pause.holds()):
                    self._dispatch(flow, at_work)
                self._listen(flow)
                self._save([node for node in at_work if self._parts.due(node, self._save_s)])
                if self._budget.spent() and not paused:  # paused workers would never finish
                    self._come_to_rest(flow)
                    self._save(nodes)
                    return
        except BaseException:
            self._save_unfinished()
            raise

    def _listen(self, flow: Flow) -> None:
        for task in self._executor.wait(_PATIENCE_S):
            self._advance(flow, task)

    def _come_to_rest(self, flow: Flow) -> None:
        """Let every photo that is being processed finish, and start no other: a shard can take hours."""
        begun = [(task, len(task.answers)) for task in self._under_way()]
        while any(len(task.answers) == before for task, before in begun):
            self._listen(flow)
        for task in self._under_way():
            self._settle(flow, task)
            flow.give_back(task.node, [item.item_id for item in task.items[len(task.answers) :]])
        self._close(flow)

    def _under_way(self) -> list[Task]:
        """Tasks with answers missing; the executor also lists those whose child has not yet said that it is done."""
        return [task for task in self._executor.unfinished() if not task.finished]

    def _dispatch(self, flow: Flow, nodes: Sequence[Node]) -> None:
        """Start whatever can start, the latest stage first, so that the first photos are finished early."""
        for node in nodes:
            self._keep(flow, node)
        for node in reversed([node for node in nodes if node.name in self._open]):
            while self._executor.idle(node) and not self._waits(node, flow):
                most = self._turns.most(node, flow, self._executor.capacity(node, flow.ready(node.name)))
                if not (items := flow.next(node, most)):
                    break
                slot = self._turns.begin(node, items, flow)
                self._executor.start(Task(node, self._with_rows(node, items, slot)))

    def _waits(self, node: Node, flow: Flow) -> bool:
        held = partial(self._affinity.waits, flow=flow)
        return held(node) or self._turns.waits(node, flow, held)

    def _keep(self, flow: Flow, node: Node) -> None:
        """Let items pass whose results of an earlier release are still valid."""
        if not (pending := self._early_cutoff.pending(node)):
            return
        since = time.monotonic()
        candidates = flow.take(node.name, pending)
        rows = self._early_cutoff.kept(node, candidates, self._final_rows)
        items = self._parts.keep(node, self._stage_keys[node.name], rows, since) if rows else []
        flow.give_back(node, sorted(set(candidates).difference(items)))
        if items:
            flow.settle(node, items, [])
            self._observer.kept(node.name, len(items), flow.todo(node.name))
            self._close(flow)

    def _final_rows(self, node: Node, item_ids: Sequence[str]) -> dict[str, Said]:
        """The output of the node for these items, without those that the next run will retry."""
        retryable = self._results.retryable[node.name]
        return self._parts.rows(node, [item for item in item_ids if item not in retryable])

    def _with_rows(self, node: Node, item_ids: Sequence[str], slot: int | None) -> tuple[Item, ...]:
        """The items with the rows of all needs; an optional need may have none."""
        bindings = self._graph.bindings(node)
        said = {need: self._parts.rows(self._graph[need], item_ids) for need in node.needs}
        return tuple(
            replace(
                self._items[item_id],
                rows={need: rows[item_id] for need, rows in said.items() if item_id in rows},
                bindings=bindings,
                slot=slot,
            )
            for item_id in item_ids
        )

    def _advance(self, flow: Flow, task: Task) -> None:
        """Handle an answer: let the task's items move on if it is time, and report the stage's progress."""
        node, last, progress = task.node, task.answers[-1], self._open[task.node.name]
        progress.answered += 1
        item = task.items[len(task.answers) - 1]
        self._turns.end(node, item.item_id)
        if isinstance(last.result, ItemError):
            _log.warning("%s: %s failed, %s: %s", node.name, item.path, last.result.kind, last.result)
        if task.finished or time.monotonic() - task.taken_at > min(self._save_s, _MOVE_ON_S):
            self._settle(flow, task)
        left = flow.todo(node.name) - (progress.answered - progress.final)
        self._observer.advanced(node.name, item, last.result, left)
        if task.finished:
            self._close(flow)

    def _settle(self, flow: Flow, task: Task) -> None:
        """Take the answers that have not been taken yet, and let their items move on."""
        taken = self._take(task)
        flow.settle(task.node, taken.good, taken.failed)
        self._open[task.node.name].final += len(taken.good) + len(taken.failed)

    def _close(self, flow: Flow) -> None:
        """Finish every stage that has nothing left to do, including those that no item has reached."""
        for name in [name for name in self._open if not flow.todo(name)]:
            self._save([self._graph[name]])
            self._executor.release(self._graph[name])
            self._observer.finished(name, self._open.pop(name).answered)

    def _take(self, task: Task) -> Taken:
        """Take the answers that have not been taken yet."""
        since = task.taken_at
        items, answers = task.take()
        node, retryable = task.node, self._results.retryable
        provisional = set().union(*(retryable[need] for need in node.needs))
        taken = self._parts.take(node, self._stage_keys[node.name], items, answers, provisional, since)
        retryable[node.name].update(taken.retryable)
        return taken

    def _save(self, nodes: Iterable[Node]) -> None:
        """Write the answers taken for these nodes, after those of the nodes that they need."""
        for node in nodes:
            self._save(self._graph[need] for need in node.needs)
            self._parts.save(node)

    def _save_unfinished(self) -> None:
        """Keep the answers of tasks that were being worked on, and everything not written yet.

        If the answers of one stage cannot be kept, those of the other stages are still written.
        """
        for task in self._executor.unfinished():
            with _said(f"the answers of '{task.node.name}' that were under way are lost"):
                self._take(task)
        for node in self._graph.nodes:
            if node.stage.scope == "item":
                with _said(f"what '{node.name}' had not written yet is lost"):
                    self._save([node])

    def _whole_set(self, node: Node, reuse: bool) -> None:
        """Run a set stage, unless it has been computed for the same set before."""
        stage_key = self._set_key(node)
        found = ledger.find(self._catalog, stage_key, self._folders.runs)[:1] if reuse else []
        if found:
            ((part, _),) = found
            self._observer.planned(node.name, 0, len(part.good), certain=True)
            self._parts.link(node, found)
            self._observer.finished(node.name, 0)
        else:
            self._observer.began(node.name, len(self._items))
            self._observer.finished(node.name, self._compute_set(node, stage_key))

    def _compute_set(self, node: Node, stage_key: str) -> int:
        """Write the stage's table as one part; returns how many photos are in it."""
        needs = [each for each in self._graph.nodes if each.name in node.needs]
        tables = RunTables(self._folders.run, needs, node)
        since = time.perf_counter()
        own = cast("SetFunction[Options]", node.stage.run)(tables, node.options, self._folders)
        ms = (time.perf_counter() - since) * 1000 / max(1, own.height)
        part = ledger.Part(keys.part_key(stage_key), stage_key, node.stage.kind, tuple(sorted(set(own["item_id"]))), ())
        common = Common(
            self._folders.run.name, "", node.name, "ok", None, None, None, None, round(ms, 3), part.key, None
        )
        schema = evidence.table_schema(node.stage.row)
        fixed = [
            pl.lit(v, dtype=schema[k]).alias(k) for k, v in evidence.to_record(common).items() if k not in own.columns
        ]
        added = [name for name in own.columns if name not in schema] if node.stage.collects else []
        self._parts.commit(node, part, own.with_columns(fixed).select(*schema, *added).cast(cast(Any, schema)))
        return len(part.good)

    def _set_key(self, node: Node) -> str:
        """The work key of the stage's table: stage key, set, its own state, and the keys of the set stages it needs."""
        state = node.stage.state(node.options, self._folders) if node.stage.state else ""
        needed = [self._set_keys[need] for need in node.needs if need in self._set_keys]
        rests = [each] if (each := self._surroundings.of_set(node)) else []
        made = keys.part_key(self._stage_keys[node.name], [self._fingerprint], [state], needed, *rests)
        self._set_keys[node.name] = made
        return made

    @cached_property
    def _fingerprint(self) -> str:
        """Digest of the set's files and identities, to be read when all items are done.

        It is unique to this run if any item is to be retried.
        """
        digest = hashlib.sha256(self._folders.run.name.encode() if any(self._results.retryable.values()) else b"")
        for source in self._discovery.sources:
            digest.update(f"{source.item_id}\0{source.source_path}\0{source.error}\n".encode())
        return digest.hexdigest()
