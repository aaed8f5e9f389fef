"""The ledger: which results exist, for which stage key and items, and the path and hash of their files."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from runner.store.proof import sha256_of
from runner.store.transactions import transaction

_log = logging.getLogger(__name__)

UNKNOWN, NOTHING = "f" * 16, "0" * 16
"""In place of the digest of what rows rest on: it was not recorded; they rest on nothing but the photo's bytes."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet part: its work key, and the items that have a final result in it, good or failed."""

    key: str
    stage_key: str
    stage: str
    good: tuple[str, ...]
    failed: tuple[str, ...]
    # for each of them, a digest of what its rows rest on besides the photo's bytes; empty if none rests on anything,
    # None if an earlier version wrote the part
    basis: tuple[str, ...] | None = ()

    def bases(self) -> Iterator[tuple[str, str]]:
        """Each item with the digest of what its rows rest on, `UNKNOWN` if that was not recorded."""
        items = (*self.good, *self.failed)
        basis = (UNKNOWN,) * len(items) if self.basis is None else self.basis or (NOTHING,) * len(items)
        return zip(items, basis, strict=True)


@dataclass(frozen=True, slots=True)
class Link:
    """A file of a part; each run that uses the part has one."""

    key: str
    path: str  # below the runs folder
    sha256: str | None  # None if written by version 0.1.0 and not read since


def record(catalog: sqlite3.Connection, part: Part, link: Link) -> None:
    """Record that this part exists. Call it only once the file is safely on disk."""
    with transaction(catalog):
        enter(catalog, [part], [link])


def enter(catalog: sqlite3.Connection, parts: Iterable[Part], links: Iterable[Link]) -> None:
    """Insert parts and their files into the ledger, within the caller's transaction."""
    rows = [
        (part.key, part.stage_key, part.stage, _pack(part.good), _pack(part.failed), _packed_basis(part.basis))
        for part in parts
    ]
    # The key determines the row, so a row that exists already is equal, or damaged.
    catalog.executemany(
        "INSERT OR REPLACE INTO parts (key, stage_key, stage, good, failed, basis) VALUES (?, ?, ?, ?, ?, ?)", rows
    )
    _enter_links(catalog, links)


def adopt(catalog: sqlite3.Connection, bases: Mapping[str, tuple[str, ...]]) -> None:
    """Record what the rows of parts rest on, by key, where an earlier version did not."""
    with transaction(catalog):
        catalog.executemany(
            "UPDATE parts SET basis = ? WHERE key = ?", [(_pack(basis), key) for key, basis in bases.items()]
        )


def record_links(catalog: sqlite3.Connection, links: Iterable[Link]) -> None:
    """Record further files of parts."""
    with transaction(catalog):
        _enter_links(catalog, links)


def find(catalog: sqlite3.Connection, stage_key: str, runs: Path) -> list[tuple[Part, Link]]:
    """Return every part with this stage key that has an undamaged file, with that file; the largest parts first.

    Each file is read and compared with its hash. A damaged file is reported in the log and counts as missing: its
    photos are computed again, unless another run holds a good copy.
    """
    rows = catalog.execute(
        "SELECT key, stage, good, failed, basis FROM sound_parts WHERE stage_key = ?", (stage_key,)
    ).fetchall()
    parts = (
        Part(key, stage_key, stage, _unpack(good), _unpack(failed), None if basis is None else _unpack(basis))
        for key, stage, good, failed, basis in rows
    )
    found = [(part, link) for part in parts if (link := _sound(catalog, part.key, runs))]
    return sorted(found, key=lambda pair: (-len(pair[0].good) - len(pair[0].failed), pair[0].key))


def parts_of(catalog: sqlite3.Connection, items: Collection[str]) -> list[str]:
    """Keys of the parts that hold a result for any of these items."""
    rows = catalog.execute("SELECT key, good, failed FROM sound_parts")
    wanted = frozenset(items)
    return [key for key, good, failed in rows if not wanted.isdisjoint([*_unpack(good), *_unpack(failed)])]


def links(catalog: sqlite3.Connection, below: str) -> Iterator[Link]:
    """The files that the ledger knows below this folder of the runs folder (all if it is empty), sorted by path."""
    query = "SELECT key, path, sha256 FROM sound_part_files WHERE substr(path, 1, ?) = ? ORDER BY path"
    return (Link(*row) for row in catalog.execute(query, (len(below), below)))


def _sound(catalog: sqlite3.Connection, key: str, runs: Path) -> Link | None:
    """An undamaged file of the part, or None. A file of version 0.1.0 has no hash; it must end like a Parquet file."""
    query = "SELECT key, path, sha256 FROM sound_part_files WHERE key = ? ORDER BY path DESC"
    for link in [Link(*row) for row in catalog.execute(query, (key,))]:
        try:
            now = sha256_of(runs / link.path)
            ends = link.sha256 is not None or _ends_as_parquet(runs / link.path)
        except OSError:
            continue
        if link.sha256 == now:
            return link
        if link.sha256 is None and ends:
            return Link(key, link.path, now)
        _log.warning("%s is damaged: its bytes are not those that were written; it is not used", runs / link.path)
    return None


def _ends_as_parquet(path: Path) -> bool:
    with path.open("rb") as part:
        part.seek(-4, 2)
        return part.read() == b"PAR1"


def _enter_links(catalog: sqlite3.Connection, entries: Iterable[Link]) -> None:
    rows = [(link.key, link.path, link.sha256) for link in entries]
    catalog.executemany("INSERT OR REPLACE INTO part_files (key, path, sha256) VALUES (?, ?, ?)", rows)


def _packed_basis(basis: tuple[str, ...] | None) -> bytes | None:
    return None if basis is None else _pack(basis)


def _pack(item_ids: Sequence[str]) -> bytes:
    return bytes.fromhex("".join(item_ids))


def _unpack(packed: bytes) -> tuple[str, ...]:
    text = packed.hex()
    return tuple(text[start : start + 16] for start in range(0, len(text), 16))
