"""Parts of a run: gathered from answers and written, linked from earlier runs, read back as rows."""

from __future__ import annotations

import os
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from runner.engine import keys, ledger
from runner.engine.worker import DISK_MEND, Answer
from runner.errors import EnvironmentProblem, ItemError
from runner.graph import Node
from runner.schema import Common, Row
from runner.stage import Folders, Item, Result
from runner.store import evidence
from runner.store.earlier import modern

_CACHED_PARTS = 16


@dataclass(frozen=True, slots=True)
class Taken:
    """Item ids of answers that were taken: good ones, failed ones, and those of either that are not settled."""

    good: tuple[str, ...]
    failed: tuple[str, ...]
    unsettled: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Gathered:
    """Answers of a stage that will be a part together: tables without work key, and the items that they settle."""

    recipe: str
    since: float
    tables: list[pl.DataFrame] = field(default_factory=list)
    good: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def height(self) -> int:
        return sum(table.height for table in self.tables)


@dataclass(slots=True, eq=False)
class _Unwritten:
    """Where a row is that is in no file yet."""

    table: pl.DataFrame


class Parts:
    """The parts that one run holds, and where each item's row is.

    A row can be read as soon as it is taken. It is written with others of its stage, so that parts are of a useful
    size however few photos a stage works on at a time.
    """

    def __init__(self, folders: Folders, catalog: sqlite3.Connection, metadata: Mapping[str, str]) -> None:
        self._folders, self._catalog, self._metadata = folders, catalog, dict(metadata)
        self._gathered: dict[tuple[str, bool], _Gathered] = {}
        self._place: dict[str, dict[str, Path | _Unwritten]] = {}
        self._cache: OrderedDict[tuple[Path | _Unwritten, type[Row]], dict[str, Row]] = OrderedDict()

    def take(
        self,
        node: Node,
        recipe: str,
        items: Sequence[Item],
        answers: Sequence[Answer],
        provisional: Collection[str],
        since: float,
    ) -> Taken:
        """Take answers, the oldest of which came after `since` on the monotonic clock.

        Not settled are errors that may pass, rows that say so of themselves, and results of `provisional` items, which
        rest on rows that are not settled. The next run computes all three anew.
        """
        pairs = list(zip(items, answers, strict=True))
        settled = [(i, a) for i, a in pairs if _settles(a.result) and i.item_id not in provisional]
        kept = {item.item_id for item, _ in settled}
        rest = [(i, a) for i, a in pairs if i.item_id not in kept]
        for each, settles in ((settled, True), (rest, False)):
            if each:
                gathered = self._gathered.setdefault((node.name, settles), _Gathered(recipe, since))
                self._gather(node, each, gathered)
        return Taken(_good(pairs), _failed(pairs), tuple(item.item_id for item, _ in rest))

    def due(self, node: Node, save_s: float) -> bool:
        """Whether what was taken is a part's worth, or has waited this many seconds."""
        return any(
            each.height >= node.stage.shard or time.monotonic() - each.since > save_s
            for settles in (True, False)
            if (each := self._gathered.get((node.name, settles)))
        )

    def save(self, node: Node) -> None:
        """Write what was taken: what is settled as a part of the ledger, the rest as a part of this run alone."""
        settled, rest = (self._gathered.pop((node.name, settles), None) for settles in (True, False))
        if settled:
            good, failed = tuple(settled.good), tuple(settled.failed)
            key = keys.part_key(settled.recipe, good, failed, [])
            self._write(node, ledger.Part(key, settled.recipe, node.stage.kind, good, failed), settled)
        if rest:
            key = keys.part_key(rest.recipe, [*rest.good, *rest.failed], [self._folders.run.name])
            self._write(node, ledger.Part(key, rest.recipe, node.stage.kind, (), ()), rest)

    def commit(self, node: Node, part: ledger.Part, table: pl.DataFrame) -> Path:
        """Make a finished table a part: file first, ledger second. Returns the file.

        One that settles nothing is not entered, and its metadata says so.
        """
        path = evidence.stage_folder(self._folders.run, node.name) / evidence.part_name(part.key)
        settles = bool(part.good or part.failed)
        about = {**self._metadata, "recipe": part.recipe, "kind": part.stage, "settled": str(settles).lower()}
        try:
            evidence.write_parquet(path, table, about)
        except OSError as error:
            raise EnvironmentProblem(
                f"{path.parent} cannot be written: {error.strerror or error}.", DISK_MEND
            ) from error
        if settles:
            ledger.record(self._catalog, part, self._below_runs(path))
        return path

    def link(self, node: Node, found: Sequence[tuple[ledger.Part, Path]]) -> None:
        """Hold parts of earlier runs as this run's own, without copying a byte."""
        folder = evidence.stage_folder(self._folders.run, node.name)
        folder.mkdir(parents=True, exist_ok=True)
        links = []
        for part, path in found:
            own = folder / path.name
            link(path, own)
            links.append((part.key, self._below_runs(own)))
            known = self._place.get(node.name, {})
            self._index(node, [item_id for item_id in part.good if item_id not in known], own)
        ledger.record_links(self._catalog, links)

    def rows(self, node: Node, item_ids: Sequence[str]) -> list[Row]:
        """The rows of these items, which this node settled as good."""
        place = self._place[node.name]
        return [self._load(place[item_id], node.stage.row)[item_id] for item_id in item_ids]

    def _load(self, place: Path | _Unwritten, row_type: type[Row]) -> dict[str, Row]:
        key = (place, row_type)
        if key not in self._cache:
            table = place.table if isinstance(place, _Unwritten) else modern(pl.read_parquet(place))
            table = table.filter(pl.col("status") == "ok")
            self._cache[key] = dict(zip(table["item_id"], evidence.to_rows(row_type, table), strict=True))
            if len(self._cache) > _CACHED_PARTS:
                self._cache.popitem(last=False)
        self._cache.move_to_end(key)
        return self._cache[key]

    def _gather(self, node: Node, pairs: Sequence[tuple[Item, Answer]], gathered: _Gathered) -> None:
        # As a table from the beginning: a row reads the same before and after it is written.
        records = [self._record(node, item, answer) for item, answer in pairs]
        table = pl.DataFrame(records, schema=evidence.table_schema(node.stage.row), orient="row")
        good = _good(pairs)
        gathered.tables.append(table)
        gathered.good += good
        gathered.failed += _failed(pairs)
        self._index(node, good, _Unwritten(table))

    def _write(self, node: Node, part: ledger.Part, gathered: _Gathered) -> None:
        table = pl.concat(gathered.tables).with_columns(key=pl.lit(part.key))
        self._index(node, gathered.good, self.commit(node, part, table))

    def _record(self, node: Node, item: Item, answer: Answer) -> dict[str, Any]:
        error = answer.result if isinstance(answer.result, ItemError) else None
        common = Common(
            run_id=self._folders.run.name,
            item_id=item.item_id,
            stage=node.name,
            status="failed" if error else "ok",
            error_kind=error.kind if error else None,
            error=str(error) if error else None,
            error_id=error.message.id if error else None,
            error_arguments=error.message.arguments if error else None,
            duration_ms=round(answer.ms, 3),
            key="",
            reused_from=None,
        )
        own = {} if error else evidence.to_record(answer.result)
        return {**evidence.to_record(common), **own}

    def _index(self, node: Node, good: Sequence[str], place: Path | _Unwritten) -> None:
        places = self._place.setdefault(node.name, {})
        for item_id in good:
            places[item_id] = place

    def _below_runs(self, path: Path) -> str:
        return path.relative_to(self._folders.runs).as_posix()


def _settles(result: Result) -> bool:
    return result.lasting if isinstance(result, ItemError) else result.settled


def _good(pairs: Sequence[tuple[Item, Answer]]) -> tuple[str, ...]:
    return tuple(item.item_id for item, answer in pairs if not answer.failed)


def _failed(pairs: Sequence[tuple[Item, Answer]]) -> tuple[str, ...]:
    return tuple(item.item_id for item, answer in pairs if answer.failed)


def link(source: Path, target: Path) -> None:
    """Let `target` be the same file as `source`, without copying a byte; nothing happens when it exists."""
    if target.exists():
        return
    try:
        os.link(source, target)
    except OSError:
        # File systems without hard links (exFAT, some network mounts): a relative symbolic link reads the same.
        target.symlink_to(os.path.relpath(source, target.parent))
