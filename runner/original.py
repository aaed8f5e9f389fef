"""An original: the file that a photo was identified by, and the proof that its bytes are still those.

Bytes are read once for their SHA-256. From then on the file system answers for them: whoever opens the file compares
device, inode, size and both times before and after. In doubt the bytes are hashed again. Doubt is where the file was
written so shortly before that a later write could bear the same time, and wherever nothing is known of it.
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
"""How often a file that is written to while it is read is read again, before it is given up."""

_TICK_NS, _COARSE_TICK_NS = 20_000_000, 2_000_000_000
"""Time within which two writes can bear the same time: two ticks of the kernel's clock (CONFIG_HZ is 100 or more), and
the 2 s of FAT, where a file system counts in whole seconds."""

_FUTURE_NS = 1_000_000_000
"""A time that lies further ahead than this was set by somebody, or by another machine's clock."""


Stamp = bytes
"""What the file system says of a file, see `stamp`; empty where that proves nothing."""


class ReplacedFile(UnreadableFile):
    """The file was changed, replaced, renamed or removed after the photo was identified."""


class StillChanging(OSError):
    """The file is written to whenever it is read."""


class Identified(NamedTuple):
    """What a file's bytes are, and what the file system said of it while they were read."""

    sha256: bytes
    size: int
    mtime_ns: int
    ctime_ns: int
    stamp: Stamp


def stamp(about: os.stat_result) -> Stamp:
    """Device, inode, size, time of the last change of the bytes and of the inode, as 40 bytes to compare."""
    return struct.pack("=QQqqq", about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns, about.st_ctime_ns)


def identify(path: Path | str) -> Identified:
    """Read the file and hash it. OSError when it cannot be had, StillChanging when it does not keep still."""
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
    """Whether any write from `now_ns` on would show: the last one was long enough before."""
    times = about.st_mtime_ns, about.st_ctime_ns
    past = [each for each in times if each <= now_ns + _FUTURE_NS]
    return bool(past) and now_ns - max(past) > tick_ns(*times)


def tick_ns(*times_ns: int) -> int:
    """How long after a write another one can bear the same time, on a file system that gave these times."""
    return _COARSE_TICK_NS if all(each % 1_000_000_000 == 0 for each in times_ns) else _TICK_NS


@contextmanager
def held(path: Path, identity: str, known: Stamp = b"") -> Iterator[Path]:
    """Give the path to a block that reads the file, and vouch that all it read were the bytes of this identity.

    `identity` is their SHA-256 in hex, or its beginning; `known` the stamp of when they were hashed. ReplacedFile, at
    the beginning or the end, when they are others now, whatever the block itself made of them; UnreadableFile when
    they cannot be had.
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
    """The file's stamp, and whether it excludes a later write unseen."""
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
    """The stamp by opening: network file systems ask their server then, and may answer from memory otherwise."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ReplacedFile(say("file.changed"))
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return stamp(os.fstat(descriptor))
    finally:
        os.close(descriptor)
