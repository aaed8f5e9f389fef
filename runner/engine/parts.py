"""Parts of a run: written from answers, linked from earlier runs, read back as rows."""

from __future__ import annotations

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from runner import evidence
from runner.engine import keys, ledger
from runner.engine.worker import DISK_MEND, Answer
from runner.errors import EnvironmentProblem, ItemError
from runner.graph import Node
from runner.schema import Common, Row
from runner.stage import Folders, Item, Result

_CACHED_PARTS = 16


@dataclass(frozen=True, slots=True)
class Written:
    """Item ids of answers that were written: good ones, failed ones, and those of either that are not settled."""

    good: tuple[str, ...]
    failed: tuple[str, ...]
    unsettled: tuple[str, ...]


class Parts:
    """The parts that one run holds, and where each item's row is."""

    def __init__(self, folders: Folders, catalog: sqlite3.Connection, metadata: Mapping[str, str]) -> None:
        self._folders, self._catalog, self._metadata = folders, catalog, dict(metadata)
        self._place: dict[str, dict[str, Path]] = {}
        self._cache: OrderedDict[tuple[Path, type[Row]], dict[str, Row]] = OrderedDict()

    def write(
        self, node: Node, recipe: str, items: Sequence[Item], answers: Sequence[Answer], provisional: Collection[str]
    ) -> Written:
        """Write answers: what is settled as a part of the ledger, the rest as a part of this run alone.

        Not settled are errors that may pass, rows that say so of themselves, and results of `provisional` items, which
        rest on rows that are not settled. The next run computes all three anew.
        """
        pairs = list(zip(items, answers, strict=True))
        settled = [(i, a) for i, a in pairs if _settles(a.result) and i.item_id not in provisional]
        kept = {item.item_id for item, _ in settled}
        rest = [(i, a) for i, a in pairs if i.item_id not in kept]
        if settled:
            good, failed = _good(settled), _failed(settled)
            self._write(
                node,
                ledger.Part(keys.part_key(recipe, good, failed, []), recipe, node.stage.kind, good, failed),
                settled,
            )
        if rest:
            key = keys.part_key(recipe, [item.item_id for item, _ in rest], [self._folders.run.name])
            self._write(node, ledger.Part(key, recipe, node.stage.kind, (), ()), rest)
        return Written(_good(pairs), _failed(pairs), tuple(item.item_id for item, _ in rest))

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
            self._index(node, part.good, own)
        ledger.record_links(self._catalog, links)

    def rows(self, node: Node, item_ids: Sequence[str]) -> list[Row]:
        """The rows of these items, which this node settled as good."""
        place = self._place[node.name]
        return [self._load(place[item_id], node.stage.row)[item_id] for item_id in item_ids]

    def _load(self, path: Path, row_type: type[Row]) -> dict[str, Row]:
        key = (path, row_type)
        if key not in self._cache:
            table = pl.read_parquet(path).filter(pl.col("status") == "ok")
            self._cache[key] = dict(zip(table["item_id"], evidence.to_rows(row_type, table), strict=True))
            if len(self._cache) > _CACHED_PARTS:
                self._cache.popitem(last=False)
        self._cache.move_to_end(key)
        return self._cache[key]

    def _write(self, node: Node, part: ledger.Part, pairs: Sequence[tuple[Item, Answer]]) -> None:
        records = [self._record(node, part.key, item, answer) for item, answer in pairs]
        table = pl.DataFrame(records, schema=evidence.table_schema(node.stage.row), orient="row")
        self._index(node, _good(pairs), self.commit(node, part, table))

    def _record(self, node: Node, key: str, item: Item, answer: Answer) -> dict[str, Any]:
        error = answer.result if isinstance(answer.result, ItemError) else None
        common = Common(
            run_id=self._folders.run.name,
            item_id=item.item_id,
            stage=node.name,
            status="failed" if error else "ok",
            error_kind=error.kind if error else None,
            error=str(error) if error else None,
            duration_ms=round(answer.ms, 3),
            key=key,
            reused_from=None,
        )
        own = {} if error else evidence.to_record(answer.result)
        return {**evidence.to_record(common), **own}

    def _index(self, node: Node, good: Sequence[str], path: Path) -> None:
        place = self._place.setdefault(node.name, {})
        for item_id in good:
            place.setdefault(item_id, path)

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
