"""Pictures as encoded by the vision part of a model, on disk: for repair, for the next run or variant of a sweep."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import zlib
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_log = logging.getLogger(__name__)

SUFFIX = ".f32"
_CHECKSUM_BYTES = 4


class Encodings:
    """A folder of encodings with a maximum size in bytes; the least recently used are removed first.

    It is only a cache: if the disk fails, pictures are encoded again. Processes may share it.
    """

    def __init__(self, folder: Path, most_bytes: int, maker: str) -> None:
        """`maker` names everything that an encoding depends on besides the picture: weights, program, device."""
        self._folder, self._most, self._maker = folder, most_bytes, maker
        self._bytes: int | None = None  # bytes in the folder; None until the first encoding is stored
        self._refused = False

    def find(self, key: tuple[str, int], shape: tuple[int, int]) -> NDArray[np.float32] | None:
        """Return the encoding of a part of a picture, or None if it is missing or damaged."""
        path = self._path(key)
        try:
            stored = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        content = memoryview(stored)[:-_CHECKSUM_BYTES]
        if len(content) != 4 * shape[0] * shape[1] or _checksum(content) != stored[-_CHECKSUM_BYTES:]:
            return None
        return np.frombuffer(content, np.float32).reshape(shape)

    def keep(self, key: tuple[str, int], encoding: NDArray[np.float32]) -> None:
        """Store an encoding. After an error of the disk, a warning is logged and nothing more is stored."""
        content = encoding.tobytes()
        if self._refused or len(content) > self._most:
            return
        try:
            self._make_room(len(content) + _CHECKSUM_BYTES)
            self._write(self._path(key), content)
        except OSError as error:
            self._refused = True
            _log.warning("encodings of pictures are not kept: %s", error)

    def _path(self, key: tuple[str, int]) -> Path:
        name = hashlib.sha256(f"{self._maker}\n{key[0]}\n{key[1]}".encode()).hexdigest()
        return self._folder / f"{name}{SUFFIX}"

    def _write(self, path: Path, content: bytes) -> None:
        temporary = path.with_suffix(f".{os.getpid()}.tmp")
        temporary.write_bytes(content + _checksum(content))
        temporary.replace(path)

    def _make_room(self, size: int) -> None:
        """Remove the oldest until this many bytes fit; other processes may remove and add at the same time."""
        if self._bytes is None or self._bytes + size > self._most:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._bytes = _trimmed(self._folder, self._most - size)
        self._bytes += size


def _trimmed(folder: Path, most: int) -> int:
    """Remove the oldest files until at most `most` bytes are left; return how many are left."""
    found = []
    for path in folder.iterdir():
        with contextlib.suppress(FileNotFoundError):  # another process was quicker
            found.append((path.stat().st_mtime_ns, path.stat().st_size, path))
    found.sort()
    total = sum(size for _, size, _ in found)
    for _, size, path in found:
        if total <= most:
            break
        path.unlink(missing_ok=True)
        total -= size
    return total


def _checksum(content: bytes | memoryview) -> bytes:
    return zlib.crc32(content).to_bytes(_CHECKSUM_BYTES, "big")
