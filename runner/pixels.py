"""Memory for decoded pictures: of a process for itself, or handed on between processes so that one of them decodes.

A slot that processes share has no name: it goes from parent to child by its descriptor, and the system takes it back
when the last of them ends, however that ends. Linux alone has such memory (memfd_create(2)); elsewhere nothing is
shared, and every process decodes for itself.
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
"""[height, width, 3]: upright; sRGB unless something else is said."""


class Decoded(NamedTuple):
    """A photo's pixels as they come out of its file, upright."""

    pixels: Pixels
    profile: bytes = b""  # the ICC profile of their colours; empty: they are sRGB


Memory: TypeAlias = "Callable[[int, int], Pixels]"
"""Gives room for a picture of so many rows and columns: [height, width, 3]."""

MOST = 200_000_000
"""Bytes of the largest picture that a slot holds, 66 megapixels. Larger ones are in memory while they are looked at."""

PROFILE = 1 << 20
"""Bytes of the largest profile that a slot holds. Those of cameras and phones have 500 to 4,000."""

_HEADER = struct.Struct("=64sIII")  # whose picture it is, its height, its width and the bytes of its profile
_START = mmap.PAGESIZE


class PictureSlot:
    """Room for one picture. Memory is taken as far as pictures have filled it, and kept for the next one."""

    def __init__(self, descriptor: int | None = None) -> None:
        """Open one, or the one that another process opened, by its descriptor. OSError where there is no such memory.

        Pictures of a slot that was opened by its descriptor are seen by all who have it.
        """
        self.descriptor = _anonymous() if descriptor is None else descriptor
        self._bytes = mmap.mmap(self.descriptor, _START + MOST + PROFILE)

    def picture(self, identity: str, decode: Callable[[Memory], Decoded]) -> Decoded:
        """The picture of this identity: the one that is here, or what `decode` makes in the memory that it is given.

        Whoever asks meanwhile for the same one waits. Raises what `decode` raises; the slot then holds nothing.
        """
        with self._alone():
            held = self._held(identity)
            return self._decoded(identity, decode) if held is None else held

    def passing(self, identity: str, decode: Callable[[Memory], Decoded]) -> Decoded:
        """The picture of this identity if it is here, else what `decode` makes here, which nobody finds later."""
        with self._alone():
            held = self._held(identity)
            if held is not None:
                return held
            self._forget()
            return decode(self._memory)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process is here; one that is killed here leaves."""
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
        import numpy as np  # a run with nothing to do needs none

        return np.frombuffer(self._bytes, np.uint8, height * width * 3, _START).reshape(height, width, 3)


def _anonymous() -> int:
    if sys.platform != "linux":
        raise OSError("this system has no anonymous files in memory")
    descriptor = os.memfd_create("pictures")
    os.ftruncate(descriptor, _START + MOST + PROFILE)
    return descriptor


def blank(height: int, width: int) -> Pixels:
    """Memory of its own for a picture."""
    import numpy as np

    return np.empty((height, width, 3), np.uint8)


def slots(count: int) -> list[PictureSlot]:
    """So many slots; none where the system has no such memory."""
    try:
        return [PictureSlot() for _ in range(count)]
    except OSError:
        return []


_shared: list[PictureSlot] = []
_own: list[PictureSlot] = []


def share(descriptors: Sequence[int]) -> None:
    """From now on slots of these descriptors are those that items name by number."""
    _shared[:] = [PictureSlot(descriptor) for descriptor in descriptors]


@contextmanager
def slot(number: int | None) -> Iterator[PictureSlot | None]:
    """The shared slot of this number, else one of this process alone; None where the system has no such memory.

    Another one for every block that is open at a time; the last one is kept for the next picture.
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
