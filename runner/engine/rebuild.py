"""Restores a lost catalogue from the parts of earlier runs, so that their results and names are not made again."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from polars.exceptions import PolarsError

from runner.engine import ledger
from runner.schema import NameRow
from runner.store import part_files
from runner.store.evidence import PARTS, columns
from runner.store.names import NAMES
from runner.store.proof import sha256_of
from runner.store.transactions import transaction

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """How many parts and names were restored."""

    parts: int
    names: int


def is_behind(catalog: sqlite3.Connection, runs: Path, run: Path) -> bool:
    """True if the catalogue has no part of this earlier run: it is new, or an old copy replaced it."""
    below = f"{run.relative_to(runs).as_posix()}/"
    known = catalog.execute("SELECT 1 FROM part_files WHERE substr(path, 1, ?) = ? LIMIT 1", (len(below), below))
    return known.fetchone() is None


def rebuild(catalog: sqlite3.Connection, runs: Path, progress: Callable[[int, int], None]) -> Rebuilt:
    """Enter every undamaged part below `runs` and the names in them; returns what was new to the catalogue.

    Edits, decisions and publications are not in parts and stay lost. `progress` is called with the number of parts read
    and the total. Everything is entered at once: an interrupted rebuild starts again with the next run.
    """
    found = _enter(catalog, runs, _places(_all_parts(runs)), progress)
    _log.info("catalogue rebuilt: %d parts new to it, and %d names", found.parts, found.names)
    return found


def adopt(catalog: sqlite3.Connection, runs: Path, killed: Sequence[Path]) -> Rebuilt:
    """Enter parts that runs below `runs` wrote but did not enter before they were killed; returns what was new.

    A part is written as a file first and entered second: if a run is killed between the two, the file is on disk, but
    its photos would be processed again.
    """
    known = {
        path.path for run in killed for path in ledger.links(catalog, f"{run.resolve().relative_to(runs.resolve())}/")
    }
    every = (path for run in killed for path in run.resolve().glob("evidence/*/part-*.parquet"))
    unknown = (path for path in every if path.relative_to(runs.resolve()).as_posix() not in known)
    found = _enter(catalog, runs.resolve(), _places(unknown), lambda _done, _total: None)
    if found.parts:
        _log.info("%d parts of runs that were killed: written, and entered now", found.parts)
    return found


def _enter(
    catalog: sqlite3.Connection,
    runs: Path,
    places: Mapping[str, Sequence[Path]],
    progress: Callable[[int, int], None],
) -> Rebuilt:
    parts: list[ledger.Part] = []
    names: list[tuple[str, str, str, int]] = []
    for number, (key, paths) in enumerate(places.items(), start=1):
        part, path = next(_readable(key, paths), (None, None))
        if part and path:
            parts.append(part)
            names.extend(_names(path))
        progress(number, len(places))
    links = [
        ledger.Link(part.key, path.relative_to(runs).as_posix(), sha256_of(path))
        for part in parts
        for path in places[part.key]
        if part_files.is_whole(path)
    ]
    before = _size(catalog)
    with transaction(catalog):
        ledger.enter(catalog, parts, links)
        catalog.executemany(f"INSERT OR IGNORE INTO {NAMES} VALUES (?, ?, ?, ?)", names)
    after = _size(catalog)
    return Rebuilt(after.parts - before.parts, after.names - before.names)


def _size(catalog: sqlite3.Connection) -> Rebuilt:
    return Rebuilt(*catalog.execute("SELECT (SELECT count(*) FROM parts), (SELECT count(*) FROM names)").fetchone())


def _all_parts(runs: Path) -> Iterator[Path]:
    every = (path for pattern in PARTS for path in runs.glob(pattern))
    # `latest` is a second name of a run, and will later be that of another run.
    return (path for path in every if not path.parents[2].is_symlink())


def _places(parts: Iterable[Path]) -> Mapping[str, Sequence[Path]]:
    """The files of each part by its key, those of the newest runs first: their names are the current ones."""
    found: dict[str, list[Path]] = {}
    for path in sorted(parts, key=_run, reverse=True):
        found.setdefault(part_files.key_of(path), []).append(path)
    return found


def _run(path: Path) -> str:
    return path.parents[2].name


def _readable(key: str, paths: Sequence[Path]) -> Iterator[tuple[ledger.Part, Path]]:
    """Yield the part as described by each of its readable files, if any result in it is final."""
    for path in paths:
        if not part_files.is_whole(path):
            _log.warning("%s is damaged: its bytes are not those that were written; it is left out", path)
            continue
        try:
            about = pl.read_parquet_metadata(path)
            if about.get("final", about.get("settled")) == "true":
                yield _part(key, about, pl.read_parquet(path, columns=["item_id", "status"])), path
        except (PolarsError, OSError) as error:
            _log.warning("%s cannot be read and is left out: %s", path, error)


def _part(key: str, about: Mapping[str, str], rows: pl.DataFrame) -> ledger.Part:
    good = rows.filter(pl.col("status") != "failed")["item_id"].unique(maintain_order=True)
    failed = rows.filter(pl.col("status") == "failed")["item_id"].unique(maintain_order=True)
    return ledger.Part(key, about.get("stage_key") or about["recipe"], about["kind"], tuple(good), tuple(failed), None)


def _names(path: Path) -> list[tuple[str, str, str, int]]:
    """File name, item, prefix and number of each row if it is a part of names; otherwise empty."""
    if not columns(NameRow).keys() <= pl.read_parquet_schema(path).keys():
        return []
    wanted = ["file_name", "item_id", "prefix", "number"]
    return list(pl.read_parquet(path, columns=wanted).select(wanted).iter_rows())
