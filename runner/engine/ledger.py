"""The ledger: which results exist, for which recipe and items, and where their files are."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from runner.store.catalog import transaction


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet part: its work key and the items it settles for good or as failed."""

    key: str
    recipe: str
    stage: str
    good: tuple[str, ...]
    failed: tuple[str, ...]


def record(catalog: sqlite3.Connection, part: Part, path: str) -> None:
    """Say that this part exists at `path` below the runs folder. Call it only once the file is safe on the disk."""
    with transaction(catalog):
        enter(catalog, [part], [(part.key, path)])


def enter(catalog: sqlite3.Connection, parts: Iterable[Part], links: Iterable[tuple[str, str]]) -> None:
    """Put parts and where they are into the ledger, inside the caller's transaction."""
    rows = [(part.key, part.recipe, part.stage, _pack(part.good), _pack(part.failed)) for part in parts]
    catalog.executemany("INSERT OR IGNORE INTO parts VALUES (?, ?, ?, ?, ?)", rows)
    catalog.executemany("INSERT OR IGNORE INTO part_files VALUES (?, ?)", links)


def record_links(catalog: sqlite3.Connection, links: Iterable[tuple[str, str]]) -> None:
    """Say where else parts are: pairs of work key and path below the runs folder."""
    with transaction(catalog):
        catalog.executemany("INSERT OR IGNORE INTO part_files VALUES (?, ?)", links)


def find(catalog: sqlite3.Connection, recipe: str, runs: Path) -> list[tuple[Part, Path]]:
    """Every part made by this recipe whose file is still whole, with that file, the largest part first."""
    rows = catalog.execute("SELECT key, stage, good, failed FROM parts WHERE recipe = ?", (recipe,)).fetchall()
    parts = (Part(key, recipe, stage, _unpack(good), _unpack(failed)) for key, stage, good, failed in rows)
    found = [(part, path) for part in parts if (path := _file(catalog, part.key, runs))]
    return sorted(found, key=lambda pair: (-len(pair[0].good) - len(pair[0].failed), pair[0].key))


def _file(catalog: sqlite3.Connection, key: str, runs: Path) -> Path | None:
    places = catalog.execute("SELECT path FROM part_files WHERE key = ? ORDER BY path DESC", (key,))
    return next((runs / path for (path,) in places if _whole(runs / path)), None)


def _whole(path: Path) -> bool:
    """Whether the file is there and ends as a Parquet file ends; a damaged part counts as not there."""
    try:
        with path.open("rb") as part:
            part.seek(-4, os.SEEK_END)
            return part.read() == b"PAR1"
    except OSError:
        return False


def _pack(item_ids: Sequence[str]) -> bytes:
    return bytes.fromhex("".join(item_ids))


def _unpack(packed: bytes) -> tuple[str, ...]:
    text = packed.hex()
    return tuple(text[start : start + 16] for start in range(0, len(text), 16))
