"""Parts of a run: written from answers, linked from earlier runs, read back as rows."""

from __future__ import annotations

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from runner import evidence
from runner.engine import keys, ledger
from runner.engine.worker import DISK_MEND, Answer
from runner.errors import EnvironmentProblem, ItemError
from runner.graph import Node
from runner.schema import Common, Row
from runner.stage import Folders, Item

_CACHED_PARTS = 16


class Parts:
    """The parts that one run holds, and where each item's row is."""

    def __init__(self, folders: Folders, catalog: sqlite3.Connection, metadata: Mapping[str, str]) -> None:
        self._folders, self._catalog, self._metadata = folders, catalog, dict(metadata)
        self._place: dict[str, dict[str, Path]] = {}
        self._cache: OrderedDict[tuple[Path, type[Row]], dict[str, Row]] = OrderedDict()

    def write(self, node: Node, recipe: str, items: Sequence[Item], answers: Sequence[Answer]) -> ledger.Part:
        """Write answers as one part and enter it in the ledger. Returns what it settled.

        An item whose error is not lasting is in the part but not in the ledger: the next run tries it again.
        """
        good = [i.item_id for i, a in zip(items, answers, strict=True) if not isinstance(a.result, ItemError)]
        lasting = [i.item_id for i, a in zip(items, answers, strict=True) if _lasting(a)]
        passing = sorted({i.item_id for i in items} - {*good, *lasting})
        key = keys.part_key(recipe, good, lasting, [*passing, self._folders.run.name] if passing else [])
        records = [self._record(node, key, item, answer) for item, answer in zip(items, answers, strict=True)]
        table = pl.DataFrame(records, schema=evidence.table_schema(node.stage.row), orient="row")
        part = ledger.Part(key, recipe, node.stage.kind, tuple(good), tuple(lasting))
        self.commit(node, part, table)
        return part

    def commit(self, node: Node, part: ledger.Part, table: pl.DataFrame) -> None:
        """Make a finished table a part: file first, ledger second."""
        path = evidence.stage_folder(self._folders.run, node.name) / evidence.part_name(part.key)
        try:
            evidence.write_parquet(path, table, {**self._metadata, "recipe": part.recipe})
        except OSError as error:
            raise EnvironmentProblem(
                f"{path.parent} cannot be written: {error.strerror or error}.", DISK_MEND
            ) from error
        if part.good or part.failed:
            ledger.record(self._catalog, part, self._below_runs(path))
        self._index(node, part.good, path)

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

    def tables(self, node: Node) -> pl.DataFrame:
        """All rows of a node in this run, with the columns of its row type even when there are none."""
        table = evidence.read(self._folders.run, node.name)
        return table if table.width else pl.DataFrame(schema=evidence.table_schema(node.stage.row))

    def _load(self, path: Path, row_type: type[Row]) -> dict[str, Row]:
        key = (path, row_type)
        if key not in self._cache:
            table = pl.read_parquet(path).filter(pl.col("status") == "ok")
            self._cache[key] = dict(zip(table["item_id"], evidence.to_rows(row_type, table), strict=True))
            if len(self._cache) > _CACHED_PARTS:
                self._cache.popitem(last=False)
        self._cache.move_to_end(key)
        return self._cache[key]

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


def _lasting(answer: Answer) -> bool:
    return isinstance(answer.result, ItemError) and answer.result.lasting


def link(source: Path, target: Path) -> None:
    """Let `target` be the same file as `source`, without copying a byte; nothing happens when it exists."""
    if target.exists():
        return
    try:
        os.link(source, target)
    except OSError:
        # File systems without hard links (exFAT, some network mounts): a relative symbolic link reads the same.
        target.symlink_to(os.path.relpath(source, target.parent))
