"""The parts of a run: collected from answers and written, linked from earlier runs, and read back as rows."""

from __future__ import annotations

import os
import sqlite3
import time
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

import polars as pl

from runner.engine import artifacts, keys, ledger
from runner.engine.executors.protocol import Answer
from runner.engine.surroundings import Surroundings
from runner.errors import EnvError, ItemError
from runner.graph import Node
from runner.schema import Common, Row
from runner.stage import Folders, Item, Result
from runner.store import evidence, manifest
from runner.store.disk import DISK_MEND
from runner.store.proof import sha256_of

_CACHED_PARTS = 16

Said = Row | tuple[Row, ...]
"""The output of a node for one photo: its row, or all of its rows."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Item ids of the answers that were taken: good ones, failed ones, and those to be computed again."""

    good: tuple[str, ...]
    failed: tuple[str, ...]
    retryable: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Gathered:
    """Answers of a stage that will be written as one part: tables without work key, and the items with a result."""

    stage_key: str
    since: float
    tables: list[pl.DataFrame] = field(default_factory=list)
    good: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    @property
    def items(self) -> int:
        return len(self.good) + len(self.failed)


@dataclass(slots=True, eq=False)
class _Unwritten:
    """The place of a row that is not in a file yet."""

    table: pl.DataFrame


class Parts:
    """The parts of one run, and the place of each item's row.

    A row can be read as soon as it is taken. It is written together with others of its stage, so that parts have a
    useful size however few photos a stage processes at a time.
    """

    def __init__(
        self,
        folders: Folders,
        catalog: sqlite3.Connection,
        metadata: Mapping[str, str],
        surroundings: Surroundings,
    ) -> None:
        self._folders, self._catalog, self._metadata = folders, catalog, dict(metadata)
        self._surroundings = surroundings
        self._held: dict[str, str] = {}
        self._reuses: set[str] = set()
        self._gathered: dict[tuple[str, bool], _Gathered] = {}
        self._place: dict[str, dict[str, Path | _Unwritten]] = {}
        self._cache: OrderedDict[tuple[Path | _Unwritten, str], dict[str, Said]] = OrderedDict()

    def take(
        self,
        node: Node,
        stage_key: str,
        items: Sequence[Item],
        answers: Sequence[Answer],
        provisional: Collection[str],
        since: float,
    ) -> Taken:
        """Take answers; the oldest of them arrived after `since` on the monotonic clock.

        Retryable are errors that may pass, rows that are not final by their own account, and results of `provisional`
        items, which depend on retryable rows. The next run computes all three again.
        """
        pairs = list(zip(items, answers, strict=True))
        final = [(i, a) for i, a in pairs if _is_final(a.result) and i.item_id not in provisional]
        kept = {item.item_id for item, _ in final}
        rest = [(i, a) for i, a in pairs if i.item_id not in kept]
        for each, is_final in ((final, True), (rest, False)):
            if each:
                gathered = self._gathered.setdefault((node.name, is_final), _Gathered(stage_key, since))
                self._gather(node, each, gathered)
        return Taken(_good(pairs), _failed(pairs), tuple(item.item_id for item, _ in rest))

    def keep(self, node: Node, stage_key: str, rows: Sequence[pl.DataFrame], since: float) -> list[str]:
        """Take rows of an earlier release as results of this one; returns the item ids.

        The rows keep the name of the run that computed them.
        """
        table = pl.concat(rows)
        items = table["item_id"].unique(maintain_order=True).to_list()
        gathered = self._gathered.setdefault((node.name, True), _Gathered(stage_key, since))
        gathered.tables.append(table)
        gathered.good += items
        self._index(node, items, _Unwritten(table))
        return items

    def due(self, node: Node, save_s: float) -> bool:
        """True if the answers taken fill a part, or have waited for more than `save_s` seconds."""
        return any(
            each.items >= node.stage.shard or time.monotonic() - each.since > save_s
            for is_final in (True, False)
            if (each := self._gathered.get((node.name, is_final)))
        )

    def save(self, node: Node) -> None:
        """Write the answers taken: final ones as a part in the ledger, the others as a part of this run alone."""
        final, rest = (self._gathered.pop((node.name, is_final), None) for is_final in (True, False))
        if final and final.tables:
            good, failed = tuple(final.good), tuple(final.failed)
            basis = self._surroundings.basis(node, (*good, *failed))
            rests = [map("".join, zip((*good, *failed), basis, strict=True))] if basis else []
            key = keys.part_key(final.stage_key, good, failed, [], *rests)
            self._write(node, ledger.Part(key, final.stage_key, node.stage.kind, good, failed, basis), final)
        if rest and rest.tables:
            key = keys.part_key(rest.stage_key, [*rest.good, *rest.failed], [self._folders.run.name])
            self._write(node, ledger.Part(key, rest.stage_key, node.stage.kind, (), ()), rest)

    def commit(self, node: Node, part: ledger.Part, table: pl.DataFrame) -> Path:
        """Write a finished table as a part: file first, ledger second. Returns the file.

        A part without final results is not entered in the ledger, and its metadata says so.
        """
        is_final = bool(part.good or part.failed)
        about = {**self._metadata, "stage_key": part.stage_key, "kind": part.stage, "final": str(is_final).lower()}
        about["row"] = node.stage.row.__name__
        try:
            path, sha256 = evidence.write_part(self._folders.run, node.name, part.key, table, about)
        except OSError as error:
            folder = evidence.stage_folder(self._folders.run, node.name)
            raise EnvError(f"{folder} cannot be written: {error.strerror or error}.", DISK_MEND) from error
        self._held[f"{node.name}/{path.name}"] = sha256
        if is_final:
            ledger.record(self._catalog, part, ledger.Link(part.key, self._below_runs(path), sha256))
        if node.stage.artifacts is not None:
            artifacts.record(self._catalog, node.stage.artifacts(table), self._folders.runs)
        return path

    def keep_some(self, node: Node, stage_key: str, path: Path, items: Collection[str]) -> None:
        """Take the rows of some photos from a part of an earlier run whose other rows do not apply to this one."""
        table = read_part(path, node)
        self.keep(node, stage_key, [table.filter(pl.col("item_id").is_in(list(items)))], time.monotonic())

    def link(self, node: Node, found: Sequence[tuple[ledger.Part, ledger.Link]]) -> None:
        """Use parts of earlier runs as this run's own, by links instead of copies."""
        folder = evidence.stage_folder(self._folders.run, node.name)
        folder.mkdir(parents=True, exist_ok=True)
        links = []
        for part, held in found:
            path = self._folders.runs / held.path
            own = folder / path.name
            link(path, own)
            links.append(ledger.Link(part.key, self._below_runs(own), held.sha256))
            self._held[f"{node.name}/{own.name}"] = held.sha256 or sha256_of(own)
            self._reuses.add(PurePosixPath(held.path).parents[2].as_posix())
            known = self._place.get(node.name, {})
            self._index(node, [item_id for item_id in part.good if item_id not in known], own)
        ledger.record_links(self._catalog, links)

    def write_manifest(self) -> None:
        """Write into the run's folder which parts it consists of, and which runs it reuses."""
        reuses = {run: manifest.digest_of(self._folders.runs / run) for run in sorted(self._reuses)}
        held = dict(sorted(self._held.items()))
        manifest.write(self._folders.run, manifest.Manifest(self._folders.run.name, held, reuses))

    def rows(self, node: Node, item_ids: Sequence[str]) -> dict[str, Said]:
        """The output of this node for these items, by item id; items without a good result are missing."""
        places = self._place.get(node.name, {})
        known = [(item_id, places[item_id]) for item_id in item_ids if item_id in places]
        return {item_id: self._load(place, node)[item_id] for item_id, place in known}

    def _load(self, place: Path | _Unwritten, node: Node) -> dict[str, Said]:
        key = (place, node.name)
        if key not in self._cache:
            table = place.table if isinstance(place, _Unwritten) else read_part(place, node)
            self._cache[key] = by_item(node, table)
            if len(self._cache) > _CACHED_PARTS:
                self._cache.popitem(last=False)
        self._cache.move_to_end(key)
        return self._cache[key]

    def _gather(self, node: Node, pairs: Sequence[tuple[Item, Answer]], gathered: _Gathered) -> None:
        # A table from the start, so that a row reads the same before and after it is written.
        records = [record for item, answer in pairs for record in self._records(node, item, answer)]
        table = pl.DataFrame(records, schema=evidence.table_schema(node.stage.row), orient="row")
        good = _good(pairs)
        gathered.tables.append(table)
        gathered.good += good
        gathered.failed += _failed(pairs)
        self._index(node, good, _Unwritten(table))

    def _write(self, node: Node, part: ledger.Part, gathered: _Gathered) -> None:
        table = pl.concat(gathered.tables).with_columns(key=pl.lit(part.key))
        self._index(node, gathered.good, self.commit(node, part, table))

    def _records(self, node: Node, item: Item, answer: Answer) -> list[dict[str, object]]:
        """The evidence rows of an answer: one, or several if the stage gives several rows per photo."""
        result = answer.result
        error = result if isinstance(result, ItemError) else None
        rows: Sequence[Row] = () if isinstance(result, ItemError) else (result,) if isinstance(result, Row) else result
        common = Common(
            run_id=self._folders.run.name,
            item_id=item.item_id,
            stage=node.name,
            status="failed" if error else "ok" if rows else "none",
            error_kind=error.kind if error else None,
            error=str(error) if error else None,
            error_id=error.message.id if error else None,
            error_arguments=error.message.arguments if error else None,
            duration_ms=round(answer.ms, 3),
            key="",
            reused_from=None,
        )
        about = evidence.to_record(common)
        return [{**about, **evidence.to_record(row)} for row in rows] or [about]

    def _index(self, node: Node, good: Sequence[str], place: Path | _Unwritten) -> None:
        places = self._place.setdefault(node.name, {})
        for item_id in good:
            places[item_id] = place

    def _below_runs(self, path: Path) -> str:
        return path.relative_to(self._folders.runs).as_posix()


def read_part(part: Path, node: Node) -> pl.DataFrame:
    """The rows of a part with today's columns; columns that did not exist then are null."""
    return evidence.scan_parts([part], node.stage.row).collect()


def by_item(node: Node, table: pl.DataFrame) -> dict[str, Said]:
    """The node's output in this table for each photo that did not fail, by item id."""
    good = table.filter(pl.col("status") == "ok")
    rows = evidence.to_rows(node.stage.row, good)
    if node.stage.key is None:
        return dict(zip(good["item_id"], rows, strict=True))
    many: dict[str, list[Row]] = {item_id: [] for item_id in table.filter(pl.col("status") != "failed")["item_id"]}
    for item_id, row in zip(good["item_id"], rows, strict=True):
        many[item_id].append(row)
    return {item_id: tuple(each) for item_id, each in many.items()}


def _is_final(result: Result) -> bool:
    if isinstance(result, ItemError):
        return result.lasting
    return result.final if isinstance(result, Row) else all(row.final for row in result)


def _good(pairs: Sequence[tuple[Item, Answer]]) -> tuple[str, ...]:
    return tuple(item.item_id for item, answer in pairs if not answer.failed)


def _failed(pairs: Sequence[tuple[Item, Answer]]) -> tuple[str, ...]:
    return tuple(item.item_id for item, answer in pairs if answer.failed)


def link(source: Path, target: Path) -> None:
    """Make `target` the same file as `source` without copying; does nothing if it exists."""
    if target.exists():
        return
    try:
        os.link(source, target)
    except OSError:
        # File systems without hard links (exFAT, some network mounts): a relative symbolic link reads the same.
        target.symlink_to(os.path.relpath(source, target.parent))
