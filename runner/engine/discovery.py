"""Finds a set's photos and identifies each by its content, reading only what changed since the last time."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import sqlite3
import stat
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from runner.engine.left_out import EXCLUDED, HIDDEN, beside_a_picture, is_left_out, name_of
from runner.errors import EnvError
from runner.imaging import raw_formats
from runner.messages import say, word
from runner.original import Identified, Stamp, StillChanging, identify, stamp
from runner.schema import SourceRow
from runner.stage import Item
from runner.store.transactions import transaction

PICTURES = frozenset(".jpg .jpeg .jpe .jfif .mpo .insp .png .webp .tif .tiff .heic .heif .hif .avif".split())
EXTENSIONS = PICTURES | raw_formats.EXTENSIONS
"""Extensions that suggest a photo. The intake stage decides from the bytes whether it is one."""

_PHONE = re.compile(r"\.raw-\d+\.[\w.]+$")
"""What phones append to the name of a shot: PXL_1.RAW-01.COVER.jpg and PXL_1.RAW-02.ORIGINAL.dng are the same shot."""

ID_LENGTH = 16
_BATCH = 256


@dataclass(frozen=True, slots=True)
class Found:
    """One file as its folder lists it, or a folder that cannot be listed; what cannot be read of it is -1."""

    path: str
    size: int
    mtime_ns: int
    is_link: bool
    ctime_ns: int = -1
    stamp: Stamp = b""
    is_folder: bool = False  # a folder that cannot be listed; nothing below it is known


@dataclass(frozen=True, slots=True)
class Discovery:
    """The contents of a folder: photos by content, a source row for each file, and how many were left out, by kind."""

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

    Raises EnvError if `folder` itself cannot be listed; anything below it that cannot be read becomes a source row that
    says why. The folder `runs`, which holds renditions, is left out wherever it is. A file whose path, size and times
    (mtime and ctime: a copy can have the mtime of its original) are known is not read again, unless `rehash`.
    `progress` is called with the number of files done and the total.
    """
    ignored: Counter[str] = Counter()
    _must_list(folder)
    found = sorted(walk(folder, runs, exclude, ignored), key=lambda file: (file.is_link, os.fsencode(file.path)))
    known = {} if rehash else _known(catalog, folder)
    hashes = _identify(found, known, catalog, progress)
    items, sources = items_of(found, hashes)
    return Discovery(items, sources, ignored)


def hash_files(paths: Sequence[Path], catalog: sqlite3.Connection) -> dict[Path, str]:
    """SHA-256 of each file, from the catalogue if size and times are unchanged.

    Raises OSError if one cannot be read.
    """
    found = [_found(str(path), path.stat(), False) for path in paths]
    known = {key: value for path in paths for key, value in _known(catalog, path.parent).items()}
    hashes = _identify(found, known, catalog, lambda _done, _total: None)
    for digest in hashes:
        if isinstance(digest, OSError):
            raise digest
    return {path: each.sha256.hex() for path, each in zip(paths, hashes, strict=True) if not isinstance(each, OSError)}


def printable(path: str) -> str:
    r"""The path as valid text: bytes that are not UTF-8 become \xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _must_list(folder: Path) -> None:
    try:
        os.scandir(folder).close()
    except OSError as error:
        raise EnvError(
            f"{folder} cannot be read: {error.strerror or error}.",
            "Check its rights and its drive, or point set.source at another folder.",
        ) from error


def walk(folder: Path, runs: Path, exclude: Sequence[str], ignored: Counter[str]) -> Iterator[Found]:
    """Yield the photos below `folder`, following symbolic links and visiting each real folder once.

    A folder that cannot be listed is yielded itself.

    Hidden names, names that `exclude` matches, and folders that systems and other programs keep for themselves are left
    out and counted in `ignored`. `runs` is left out.
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
            yield Found(str(current), -1, -1, False, is_folder=True)
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
    except OSError:  # a link that points to itself
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
    """Yield the photos among the files of one folder.

    Of a raw file and the picture of the same shot, only the picture.
    """
    # Building a Path for each entry takes seconds for 700,000 files.
    named = [(entry, *os.path.splitext(entry.name.lower())) for entry in entries]  # noqa: PTH122
    shots = {_PHONE.sub("", stem) for _, stem, extension in named if extension in PICTURES}
    for entry, stem, extension in named:
        if extension not in EXTENSIONS:
            ignored[name_of(extension)] += 1
            continue
        if extension not in PICTURES and _PHONE.sub("", stem) in shots:
            ignored[beside_a_picture(extension)] += 1
            continue
        try:
            about = entry.stat()
        except OSError:
            yield Found(entry.path, -1, -1, entry.is_symlink())
        else:
            if stat.S_ISREG(about.st_mode):
                yield _found(entry.path, about, entry.is_symlink())


def _found(path: str, about: os.stat_result, is_link: bool) -> Found:
    return Found(path, about.st_size, about.st_mtime_ns, is_link, about.st_ctime_ns, stamp(about))


_Memory = tuple[int, int, int | None, bytes]
"""Size, mtime_ns, ctime_ns (None if stored by version 0.1.0) and SHA-256."""


def _known(catalog: sqlite3.Connection, folder: Path) -> dict[bytes, _Memory]:
    """What the catalogue has stored about the files below `folder`, by path."""
    below = os.fsencode(folder) + b"/"
    after = below[:-1] + bytes([ord("/") + 1])
    rows = catalog.execute(
        "SELECT path, bytes, mtime_ns, ctime_ns, sha256 FROM sound_files WHERE path >= ? AND path < ?", (below, after)
    )
    return {path: memory for path, *memory in rows}


def _identify(
    found: Sequence[Found],
    known: Mapping[bytes, _Memory],
    catalog: sqlite3.Connection,
    progress: Callable[[int, int], None],
) -> list[Identified | OSError]:
    hashes: dict[int, Identified | OSError] = {}
    for index, file in enumerate(found):
        memory = known.get(os.fsencode(file.path))
        if memory and _is_as_remembered(file, memory):
            hashes[index] = Identified(memory[-1], file.size, file.mtime_ns, file.ctime_ns, file.stamp)
    progress(len(hashes), len(found))
    unknown = [index for index in range(len(found)) if index not in hashes]
    with ThreadPoolExecutor(min(8, os.cpu_count() or 1)) as pool:
        for start in range(0, len(unknown), _BATCH):
            batch = unknown[start : start + _BATCH]
            read = list(pool.map(_identified, (found[index] for index in batch)))
            hashes.update(zip(batch, read, strict=True))
            _remember(catalog, [(found[index].path, each) for index, each in zip(batch, read, strict=True)])
            progress(len(hashes), len(found))
    return [hashes[index] for index in range(len(found))]


def _is_as_remembered(file: Found, memory: _Memory) -> bool:
    size, mtime_ns, ctime_ns, _ = memory
    return (size, mtime_ns) == (file.size, file.mtime_ns) and ctime_ns in (file.ctime_ns, None)


def _identified(file: Found) -> Identified | OSError:
    return _listed(file.path) if file.is_folder else hash_of(file.path)


def _listed(folder: str) -> OSError:
    """Why a folder cannot be listed; an error of the drive if it could not be a moment ago and now can."""
    try:
        os.scandir(folder).close()
    except OSError as error:
        return error
    return OSError(errno.EIO, os.strerror(errno.EIO))


def hash_of(path: str) -> Identified | OSError:
    """Identify a file by its bytes, or return the error that prevented it."""
    try:
        return identify(path)
    except OSError as error:
        return error


def _remember(catalog: sqlite3.Connection, batch: Iterable[tuple[str, Identified | OSError]]) -> None:
    """Store the hashes of files.

    A file that was written just before it was read is skipped, so that it is read again: a later write could have the
    same time.
    """
    rows = [
        (os.fsencode(path), read.size, read.mtime_ns, read.ctime_ns, read.sha256)
        for path, read in batch
        if isinstance(read, Identified) and read.stamp
    ]
    with transaction(catalog):
        catalog.executemany(
            "INSERT OR REPLACE INTO files (path, bytes, mtime_ns, ctime_ns, sha256) VALUES (?, ?, ?, ?, ?)", rows
        )


def items_of(
    found: Sequence[Found], hashes: Sequence[Identified | OSError]
) -> tuple[tuple[Item, ...], tuple[SourceRow, ...]]:
    """Return one item for each distinct content, in source order, and a source row for every file."""
    items: dict[str, Item] = {}
    sources = []
    for file, identity in zip(found, hashes, strict=True):
        if isinstance(identity, OSError):
            sources.append(_unreadable(file, identity))
            continue
        digest, size = identity.sha256.hex(), identity.size
        item_id = digest[:ID_LENGTH]
        sources.append(SourceRow(item_id, printable(file.path), item_id in items, digest, size, None, None))
        items.setdefault(item_id, Item(item_id, Path(file.path), digest, size, stamp=identity.stamp))
    return tuple(items.values()), tuple(sources)


def _unreadable(file: Found, error: OSError) -> SourceRow:
    """The row of a file that cannot be read, or of a folder that cannot be listed.

    Without content its id is a hash of the path: it never reaches a stage and is never reused.
    """
    item_id = hashlib.sha256(os.fsencode(file.path)).hexdigest()[:ID_LENGTH]
    reason = error.strerror or str(error)
    message = say("file.dead_link", reason=reason) if file.is_link else say("file.unreadable", reason=reason)
    message = say("file.still_changing") if isinstance(error, StillChanging) else message
    message = say("file.unlisted_folder", reason=reason) if file.is_folder else message
    return SourceRow(
        item_id, printable(file.path), False, None, None, "unreadable", word(message), message.id, message.arguments
    )
