"""An original: the file that a photo was identified by, and the proof that its bytes have not changed.

Bytes are read once for their SHA-256. From then on the file system is trusted: whoever opens the file compares
device, inode, size and both times before and after. In doubt the bytes are hashed again: if the file was written so
recently that a later write could carry the same time, or if nothing is known about it.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from runner.errors import UnreadableFile
from runner.messages import say

_TRIES = 3
"""How often a file is read before giving up, if it is written to each time while it is read."""

_TICK_NS, _COARSE_TICK_NS = 20_000_000, 2_000_000_000
"""Two writes within this time can carry the same timestamp: two ticks of the kernel's clock (CONFIG_HZ is 100 or more),
and the 2 s of FAT for file systems that count in whole seconds."""

_FUTURE_NS = 1_000_000_000
"""A time further in the future than this was set on purpose, or by another machine's clock."""


Stamp = bytes
"""What the file system reports about a file, see `stamp`; empty if that proves nothing."""


class ReplacedFile(UnreadableFile):
    """The file was changed, replaced, renamed or removed after the photo was identified."""


class StillChanging(OSError):
    """The file was written to during every attempt to read it."""


class Identified(NamedTuple):
    """The hash of a file's bytes, and what the file system reported about it while they were read."""

    sha256: bytes
    size: int
    mtime_ns: int
    ctime_ns: int
    stamp: Stamp


def stamp(about: os.stat_result) -> Stamp:
    """Device, inode, size, and the times of the last change of the bytes and of the inode, packed into 40 bytes."""
    return struct.pack("=QQqqq", about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)


def identify(path: Path | str) -> Identified:
    """Read the file and hash it. Raises OSError if it cannot be read, StillChanging if it keeps changing."""
    for _ in range(_TRIES):
        with open(path, "rb") as file:  # noqa: PTH123 - a Path costs more than opening
            before, since = os.fstat(file.fileno()), time.time_ns()
            digest = hashlib.file_digest(file, "sha256").digest()
            after = os.fstat(file.fileno())
        if stamp(before) == stamp(after):
            times = before.st_size, before.st_mtime_ns, before.st_ctime_ns
            return Identified(digest, *times, stamp(before) if is_certain(before, since) else b"")
    raise StillChanging


def is_certain(about: os.stat_result, now_ns: int) -> bool:
    """True if any write from `now_ns` on would change the stamp, because the last one was long enough before."""
    times = about.st_mtime_ns, about.st_ctime_ns
    past = [each for each in times if each <= now_ns + _FUTURE_NS]
    return bool(past) and now_ns - max(past) > tick_ns(*times)


def tick_ns(*times_ns: int) -> int:
    """How long after a write another one can carry the same time, on a file system that reported these times."""
    return _COARSE_TICK_NS if all(each % 1_000_000_000 == 0 for each in times_ns) else _TICK_NS


@contextmanager
def held(path: Path, identity: str, known: Stamp = b"") -> Iterator[Path]:
    """Give the path to a block that reads the file, and guarantee that it read the bytes with this identity.

    `identity` is their SHA-256 in hex, or its beginning; `known` is the stamp from when they were hashed. Raises
    ReplacedFile, at the beginning or the end, if the bytes have changed, even if the block itself raised something
    else; raises UnreadableFile if they cannot be read.
    """
    before, certain = _proved(path, identity, known)
    try:
        yield path
    except Exception as error:
        if not _is_as_before(path, identity, before, certain):
            raise ReplacedFile(say("file.changed")) from error
        raise
    if not _is_as_before(path, identity, before, certain):
        raise ReplacedFile(say("file.changed"))


def _proved(path: Path, identity: str, known: Stamp) -> tuple[Stamp, bool]:
    """Check the file's identity; return its stamp, and whether any later write would change the stamp."""
    try:
        now = _stamped(path)
        if known and now == known:
            return now, True
        found = identify(path)
        now = found.stamp or _stamped(path)
    except StillChanging as error:
        raise ReplacedFile(say("file.changed")) from error
    except OSError as error:
        raise UnreadableFile(say("file.unreadable", reason=error.strerror or str(error))) from error
    if not found.sha256.hex().startswith(identity):
        raise ReplacedFile(say("file.changed"))
    return now, bool(found.stamp)


def _is_as_before(path: Path, identity: str, before: Stamp, certain: bool) -> bool:
    try:
        same = _stamped(path) == before
        return same and (certain or identify(path).sha256.hex().startswith(identity))
    except OSError:
        return False


def _stamped(path: Path) -> Stamp:
    """The stamp, taken from the opened file: network file systems then ask their server instead of a cache."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ReplacedFile(say("file.changed"))
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return stamp(os.fstat(descriptor))
    finally:
        os.close(descriptor)
