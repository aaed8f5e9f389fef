"""A photo's pixels in the colours of its file: what is looked at becomes sRGB, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from runner.pixels import Pixels

Part: TypeAlias = tuple[slice, slice]
"""Rows and columns of a picture."""


class Shown(Protocol):
    """A picture in sRGB, upright, of which parts are asked for: an array of its pixels, or a `Picture`."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Height, width and 3."""

    def __getitem__(self, part: Part, /) -> Pixels:
        """The pixels of a part."""


_EDGE = 64
"""Pixels along the side of what becomes sRGB at a time. Every conversion takes as long to begin as 400 × 400 pixels."""


class Picture:
    """Every pixel of a photo, upright. What it gives is for reading only."""

    def __init__(self, stored: Pixels, to_srgb: Callable[[Pixels], Pixels] | None = None) -> None:
        """Of pixels as they were decoded; `to_srgb` converts any of them, and is None where they are sRGB."""
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
        """Bring parts that will be asked for to sRGB: sooner than one after another."""
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
        """All of it in sRGB."""
        return self.in_srgb(self.stored)

    def in_srgb(self, made: Pixels) -> Pixels:
        """Pixels that were made of the stored ones, in sRGB: colours are converted last, when there are fewer."""
        return made if self._to_srgb is None else self._to_srgb(made)

    def _convert(self, to_srgb: Callable[[Pixels], Pixels], shown: Pixels, blocks: list[list[int]]) -> None:
        """Bring blocks, by row and column, to sRGB all at once: as one picture that is as wide as a block."""
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
    """The blocks under a part of a length."""
    start, stop, _ = part.indices(length)
    return slice(start // _EDGE, _count(stop))


def _count(length: int) -> int:
    """Blocks along a length."""
    return -(-length // _EDGE)
