"""Finds a set's photos and gives each its identity, reading only what changed since the last time."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from runner.engine.left_out import EXCLUDED, HIDDEN, is_left_out, name_of
from runner.errors import EnvironmentProblem
from runner.messages import say, word
from runner.schema import SourceRow
from runner.stage import Item
from runner.store.catalog import transaction

EXTENSIONS = frozenset(".jpg .jpeg .jpe .jfif .mpo .insp .png .webp .tif .tiff .heic .heif .hif .avif".split())
"""Names that promise a picture. Whether it is one, the intake stage decides from the bytes."""

ID_LENGTH = 16
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Found:
    """One file as the folder lists it; size and time are -1 when it has neither."""

    path: str
    bytes: int
    mtime_ns: int
    is_link: bool


@dataclass(frozen=True, slots=True)
class Discovery:
    """What a folder holds: photos by content, every file's source row, and how much was left out, by its name."""

    items: tuple[Item, ...]
    sources: tuple[SourceRow, ...]
    ignored: Counter[str]


def discover(
    folder: Path,
    runs: Path,
    exclude: Sequence[str],
    rehash: bool,
    catalog: sqlite3.Connection,
    progress: Callable[[int, int], None],
) -> Discovery:
    """List `folder` and identify every picture in it by the SHA-256 of its bytes.

    EnvironmentProblem when `folder` itself cannot be listed; what cannot be read below it becomes a source row that
    says why. The folder `runs`, which holds renditions, is left out wherever it lies. A file whose path, size and
    modification time are known is not read again, unless `rehash`. `progress` is called with files done and files in
    all.
    """
    ignored: Counter[str] = Counter()
    _must_list(folder)
    found = sorted(walk(folder, runs, exclude, ignored), key=lambda file: (file.is_link, os.fsencode(file.path)))
    known = {} if rehash else _known(catalog, folder)
    hashes = _identify(found, known, catalog, progress)
    items, sources = items_of(found, hashes)
    return Discovery(items, sources, ignored)


def hash_files(paths: Sequence[Path], catalog: sqlite3.Connection) -> dict[Path, str]:
    """SHA-256 of each file, from memory where size and modification time are as before. OSError when one is gone."""
    found = [Found(str(path), path.stat().st_size, path.stat().st_mtime_ns, False) for path in paths]
    known = {key: value for path in paths for key, value in _known(catalog, path.parent).items()}
    hashes = _identify(found, known, catalog, lambda _done, _total: None)
    for digest in hashes:
        if isinstance(digest, OSError):
            raise digest
    return {path: digest.hex() for path, digest in zip(paths, hashes, strict=True) if isinstance(digest, bytes)}


def printable(path: str) -> str:
    r"""The path as valid text: bytes that are not UTF-8 stand as \xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _must_list(folder: Path) -> None:
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise EnvironmentProblem(
            f"{folder} cannot be read: {error.strerror or error}.",
            "Check its rights and its drive, or point set.source at another folder.",
        ) from error


def walk(folder: Path, runs: Path, exclude: Sequence[str], ignored: Counter[str]) -> Iterator[Found]:
    """Files below `folder`, symbolic links followed, each real folder once.

    Hidden names, `runs`, and folders that systems and other programs keep for themselves are left out and counted.
    """
    seen = {(about.st_dev, about.st_ino) for about in [runs.stat()]}
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            about = current.stat()
            with os.scandir(current) as entries:
                visible = [entry for entry in entries if not _hidden(entry, folder, exclude, ignored)]
        except OSError:
            yield Found(str(current), -1, -1, False)
            continue
        if (about.st_dev, about.st_ino) in seen:
            continue
        seen.add((about.st_dev, about.st_ino))
        below = {entry.name for entry in visible if _is_folder(entry)}
        others = {name for name in below if is_left_out(name)}
        ignored.update(f"folders {name}" for name in others)
        waiting.extend(Path(entry.path) for entry in visible if entry.name in below - others)
        yield from _pictures((entry for entry in visible if entry.name not in below), ignored)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads to itself
        return False


def _hidden(entry: os.DirEntry[str], folder: Path, exclude: Sequence[str], ignored: Counter[str]) -> bool:
    below = os.path.relpath(entry.path, folder) if exclude else ""
    if entry.name.startswith("."):
        ignored[HIDDEN] += 1
        return True
    if any(fnmatch(below, pattern) for pattern in exclude):
        ignored[EXCLUDED] += 1
        return True
    return False


def _pictures(entries: Iterable[os.DirEntry[str]], ignored: Counter[str]) -> Iterator[Found]:
    for entry in entries:
        extension = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122 - a Path for each entry costs seconds at 700,000
        if extension not in EXTENSIONS:
            ignored[name_of(extension)] += 1
            continue
        try:
            about = entry.stat()
        except OSError:
            yield Found(entry.path, -1, -1, entry.is_symlink())
        else:
            if stat.S_ISREG(about.st_mode):
                yield Found(entry.path, about.st_size, about.st_mtime_ns, entry.is_symlink())


def _known(catalog: sqlite3.Connection, folder: Path) -> dict[bytes, tuple[int, int, bytes]]:
    """What the catalogue remembers of files below `folder`: size, modification time and hash by path."""
    below = os.fsencode(folder) + b"/"
    after = below[:-1] + bytes([ord("/") + 1])
    rows = catalog.execute(
        "SELECT path, bytes, mtime_ns, sha256 FROM files WHERE path >= ? AND path < ?", (below, after)
    )
    return {path: (size, mtime, digest) for path, size, mtime, digest in rows}


def _identify(
    found: Sequence[Found],
    known: Mapping[bytes, tuple[int, int, bytes]],
    catalog: sqlite3.Connection,
    progress: Callable[[int, int], None],
) -> list[bytes | OSError]:
    """SHA-256 of each file, or why it cannot be had."""
    hashes: dict[int, bytes | OSError] = {}
    for index, file in enumerate(found):
        memory = known.get(os.fsencode(file.path))
        if memory and memory[:2] == (file.bytes, file.mtime_ns):
            hashes[index] = memory[2]
    progress(len(hashes), len(found))
    unknown = [index for index in range(len(found)) if index not in hashes]
    with ThreadPoolExecutor(min(8, os.cpu_count() or 1)) as pool:
        for start in range(0, len(unknown), _BATCH):
            batch = unknown[start : start + _BATCH]
            hashes.update(zip(batch, pool.map(hash_of, (found[index].path for index in batch)), strict=True))
            _remember(catalog, [(found[index], hashes[index]) for index in batch])
            progress(len(hashes), len(found))
    return [hashes[index] for index in range(len(found))]


def hash_of(path: str) -> bytes | OSError:
    """SHA-256 of a file's bytes, or why it cannot be had."""
    try:
        with open(path, "rb") as handle:  # noqa: PTH123
            return hashlib.file_digest(handle, "sha256").digest()
    except OSError as error:
        return error


def _remember(catalog: sqlite3.Connection, batch: Iterable[tuple[Found, bytes | OSError]]) -> None:
    rows = [(os.fsencode(f.path), f.bytes, f.mtime_ns, h) for f, h in batch if isinstance(h, bytes)]
    with transaction(catalog):
        catalog.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)


def items_of(
    found: Sequence[Found], hashes: Sequence[bytes | OSError]
) -> tuple[tuple[Item, ...], tuple[SourceRow, ...]]:
    """Photos by content in source order, and the row of every file."""
    items: dict[str, Item] = {}
    sources = []
    for file, digest in zip(found, hashes, strict=True):
        if isinstance(digest, OSError):
            sources.append(_unreadable(file, digest))
            continue
        item_id = digest.hex()[:ID_LENGTH]
        sources.append(SourceRow(item_id, printable(file.path), item_id in items, digest.hex(), file.bytes, None, None))
        items.setdefault(item_id, Item(item_id, Path(file.path), digest.hex(), file.bytes))
    return tuple(items.values()), tuple(sources)


def _unreadable(file: Found, error: OSError) -> SourceRow:
    """There is no content to hash, so the id is of the path: it never reaches a stage and is never reused."""
    item_id = hashlib.sha256(os.fsencode(file.path)).hexdigest()[:ID_LENGTH]
    reason = error.strerror or str(error)
    message = say("file.dead_link", reason=reason) if file.is_link else say("file.unreadable", reason=reason)
    return SourceRow(
        item_id, printable(file.path), False, None, None, "unreadable", word(message), message.id, message.arguments
    )
