"""Memory for decoded pictures: private to a process, or shared between processes so that only one of them decodes.

A shared slot has no name: a parent passes its descriptor to its children, and the system frees it when the last of
these processes ends, however it ends. Only Linux has such memory (memfd_create(2)); elsewhere nothing is shared, and
every process decodes for itself.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Pixels: TypeAlias = "NDArray[np.uint8]"
"""[height, width, 3]: upright; sRGB unless stated otherwise."""


class Decoded(NamedTuple):
    """A photo's pixels as they come out of its file, upright."""

    pixels: Pixels
    profile: bytes = b""  # ICC profile of the pixels; empty if they are sRGB


Memory: TypeAlias = "Callable[[int, int], Pixels]"
"""Provides memory for a picture of this height and width: [height, width, 3]."""

MOST = 200_000_000
"""Bytes of the largest picture that a slot holds, 66 megapixels. Larger ones get private memory and are not kept."""

PROFILE = 1 << 20
"""Bytes of the largest ICC profile that a slot holds. Those of cameras and phones have 500 to 4,000."""

_HEADER = struct.Struct("=64sIII")  # identity, height, width, bytes of the profile
_START = mmap.PAGESIZE


class PictureSlot:
    """Room for one picture. It takes as much memory as the largest picture so far, and keeps it for the next."""

    def __init__(self, descriptor: int | None = None) -> None:
        """Open a new slot, or, by its descriptor, one that another process opened.

        All processes that have the descriptor see the same picture. Raises OSError if the system has no such memory.
        """
        self.descriptor = _anonymous() if descriptor is None else descriptor
        self._bytes = mmap.mmap(self.descriptor, _START + MOST + PROFILE)

    def picture(self, identity: str, decode: Callable[[Memory], Decoded]) -> Decoded:
        """The picture with this identity: the one in the slot, or what `decode` makes in the memory that it is given.

        Other processes that need the slot wait meanwhile. Raises what `decode` raises; the slot is then empty.
        """
        with self._alone():
            held = self._held(identity)
            return self._decoded(identity, decode) if held is None else held

    def passing(self, identity: str, decode: Callable[[Memory], Decoded]) -> Decoded:
        """The picture with this identity if the slot holds it, else what `decode` makes, which is not kept."""
        with self._alone():
            held = self._held(identity)
            if held is not None:
                return held
            self._forget()
            return decode(self._memory)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Lock the slot against other processes. The lock of a process that is killed is released."""
        fcntl.lockf(self.descriptor, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.lockf(self.descriptor, fcntl.LOCK_UN)

    def _held(self, identity: str) -> Decoded | None:
        name, height, width, length = _HEADER.unpack_from(self._bytes)
        if not height or name.rstrip(b"\0") != identity.encode():
            return None
        return Decoded(self._room(height, width), self._bytes[_START + MOST : _START + MOST + length])

    def _decoded(self, identity: str, decode: Callable[[Memory], Decoded]) -> Decoded:
        self._forget()
        made = decode(self._memory)
        if made.pixels.size <= MOST and len(made.profile) <= PROFILE:
            self._bytes[_START + MOST : _START + MOST + len(made.profile)] = made.profile
            _HEADER.pack_into(self._bytes, 0, identity.encode(), *made.pixels.shape[:2], len(made.profile))
        return made

    def _forget(self) -> None:
        _HEADER.pack_into(self._bytes, 0, b"", 0, 0, 0)

    def _memory(self, height: int, width: int) -> Pixels:
        return self._room(height, width) if height * width * 3 <= MOST else blank(height, width)

    def _room(self, height: int, width: int) -> Pixels:
        import numpy as np  # not imported at the top: a run with nothing to do needs no NumPy

        return np.frombuffer(self._bytes, np.uint8, height * width * 3, _START).reshape(height, width, 3)


def _anonymous() -> int:
    if sys.platform != "linux":
        raise OSError("this system has no anonymous files in memory")
    descriptor = os.memfd_create("pictures")
    os.ftruncate(descriptor, _START + MOST + PROFILE)
    return descriptor


def blank(height: int, width: int) -> Pixels:
    """Private memory for a picture, uninitialised."""
    import numpy as np

    return np.empty((height, width, 3), np.uint8)


def slots(count: int) -> list[PictureSlot]:
    """Open this many slots; the list is empty if the system has no such memory."""
    try:
        return [PictureSlot() for _ in range(count)]
    except OSError:
        return []


_shared: list[PictureSlot] = []
_own: list[PictureSlot] = []


def share(descriptors: Sequence[int]) -> None:
    """Make the slots of these descriptors the shared ones, which items name by number."""
    _shared[:] = [PictureSlot(descriptor) for descriptor in descriptors]


@contextmanager
def slot(number: int | None) -> Iterator[PictureSlot | None]:
    """The shared slot with this number, else a private one; None if the system has no such memory.

    Blocks that are open at the same time get different private slots. One of them is kept for the next picture.
    """
    if number is not None and number < len(_shared):
        yield _shared[number]
        return
    own = _own.pop() if _own else next(iter(slots(1)), None)
    try:
        yield own
    finally:
        if own is not None and not _own:
            _own.append(own)
