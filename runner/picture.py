"""A photo's pixels in the colours of its file; only the parts that are looked at are converted to sRGB."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from runner.pixels import Pixels

Part: TypeAlias = tuple[slice, slice]
"""Rows and columns of a picture."""


class Shown(Protocol):
    """A picture in sRGB, upright, that is read part by part: an array of its pixels, or a `Picture`."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Height, width and 3."""

    def __getitem__(self, part: Part, /) -> Pixels:
        """The pixels of a part."""


_EDGE = 64
"""Side of a block for conversion to sRGB, in pixels. Starting a conversion costs as much as 400 × 400 pixels of it."""


class Picture:
    """All pixels of a photo, upright. The arrays that it returns are for reading only."""

    def __init__(self, stored: Pixels, to_srgb: Callable[[Pixels], Pixels] | None = None) -> None:
        """Take pixels as they were decoded. `to_srgb` converts any part of them; None if they are sRGB already."""
        self.stored = stored
        self._to_srgb = to_srgb
        self._shown: Pixels | None = None
        self._is_shown: NDArray[np.bool_] | None = None

    @property
    def shape(self) -> tuple[int, ...]:
        """Height, width and 3."""
        return self.stored.shape

    def __getitem__(self, part: Part) -> Pixels:
        """A part in sRGB."""
        if self._to_srgb is None:
            return self.stored[part]
        self.ready([part])
        assert self._shown is not None
        shown = self._shown[part]
        shown.flags.writeable = False
        return shown

    def ready(self, parts: Sequence[Part]) -> None:
        """Convert parts that will be needed to sRGB together, which is faster than one by one."""
        if self._to_srgb is None:
            return
        if self._shown is None or self._is_shown is None:
            self._shown = np.empty_like(self.stored)
            self._is_shown = np.zeros(tuple(map(_count, self.shape[:2])), np.bool_)
        wanted = np.zeros_like(self._is_shown)
        for part in parts:
            wanted[tuple(map(_blocks, part, self.shape[:2]))] = True
        self._convert(self._to_srgb, self._shown, np.argwhere(wanted & ~self._is_shown).tolist())
        self._is_shown |= wanted

    def whole(self) -> Pixels:
        """The whole picture in sRGB."""
        return self.in_srgb(self.stored)

    def in_srgb(self, made: Pixels) -> Pixels:
        """Convert pixels computed from the stored ones to sRGB: colours come last, when there are fewer pixels."""
        return made if self._to_srgb is None else self._to_srgb(made)

    def _convert(self, to_srgb: Callable[[Pixels], Pixels], shown: Pixels, blocks: list[list[int]]) -> None:
        """Convert blocks, given by row and column, to sRGB in one call: as one picture as wide as a block."""
        places = [(slice(row * _EDGE, (row + 1) * _EDGE), slice(at * _EDGE, (at + 1) * _EDGE)) for row, at in blocks]
        if not places:
            return
        stored = np.concatenate([self.stored[place].reshape(-1, 3) for place in places])
        padded = np.zeros((_count(len(stored)), _EDGE, 3), np.uint8)
        padded.reshape(-1, 3)[: len(stored)] = stored
        converted, at = to_srgb(padded).reshape(-1, 3), 0
        for place in places:
            room = shown[place]
            pixels = room.shape[0] * room.shape[1]
            room[:] = converted[at : at + pixels].reshape(room.shape)
            at += pixels


def _blocks(part: slice, length: int) -> slice:
    """The range of blocks that a range of pixels touches."""
    start, stop, _ = part.indices(length)
    return slice(start // _EDGE, _count(stop))


def _count(length: int) -> int:
    """Number of blocks along a length in pixels."""
    return -(-length // _EDGE)
