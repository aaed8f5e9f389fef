"""Luma, and figures of its tiles of 32 × 32 pixels: the common basis of sharpness, noise and negative space."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

EDGE = 32
"""Pixels along the side of a tile."""

BLOCK = 4
"""Pixels along the side of a block: its mean has a quarter of the noise."""

Pixels = npt.NDArray[np.uint8]
Grid = npt.NDArray[np.float32]

_BAND = 8 * EDGE

# ITU-R BT.709-6 (2015), item 3.2: weights of red, green and blue, whose primaries are those of sRGB.
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)


@dataclass(frozen=True, slots=True)
class Tiles:
    """Figures of each complete tile of a picture, by row and column, in 8-bit luma steps."""

    slope: Grid  # largest step between two neighbouring pixels
    broad_slope: Grid  # largest step between two neighbouring blocks, per pixel of their distance
    low: Grid  # darkest pixel
    high: Grid  # lightest pixel


def luma(rgb: Pixels) -> Pixels:
    """Luma of an sRGB picture (height × width × 3), 0 to 255, rounded."""
    return (rgb @ _LUMA + np.float32(0.5)).astype(np.uint8)


def tiles(values: Pixels) -> Tiles:
    """The tiles of a picture's luma. Pixels on the right and at the bottom that do not fill a tile are left out."""
    grids = zip(*(_grids(band) for band in bands(values)), strict=True)
    return Tiles(*(np.concatenate(grid).astype(np.float32) for grid in grids))


def bands(values: Pixels) -> Iterator[Pixels]:
    """The complete tiles of a picture, in bands of rows that fit into a processor's cache; at least one band."""
    rows, columns = (length // EDGE * EDGE for length in values.shape)
    for top in range(0, max(rows, 1), _BAND):
        yield values[top : min(top + _BAND, rows), :columns]


def reduce(values: npt.NDArray[Any], by: np.ufunc, edge: int = EDGE) -> npt.NDArray[Any]:
    """One value for each tile, which has `edge` values along its side. Rows come first: that runs along the memory."""
    rows, columns = values.shape[0] // edge, values.shape[1] // edge
    kind = np.int32 if by is np.add else None
    rows_reduced = by.reduce(values.reshape(rows, edge, columns * edge), axis=1, dtype=kind)
    return np.asarray(by.reduce(rows_reduced.reshape(rows, columns, edge), axis=2))


def _grids(band: Pixels) -> tuple[npt.NDArray[Any], ...]:
    slope = _steepest(band, EDGE)
    broad = _steepest(_block_sums(band), EDGE // BLOCK) / np.float32(BLOCK**2 * BLOCK)
    return slope, broad, reduce(band, np.minimum), reduce(band, np.maximum)


def _steepest(values: npt.NDArray[Any], edge: int) -> npt.NDArray[Any]:
    """The largest step in each tile, down or across. A step into the next tile does not count."""
    down, across = np.empty_like(values), np.empty_like(values)
    _distance(values[1:], values[:-1], down[:-1])
    down[edge - 1 :: edge] = 0
    _distance(values[:, 1:], values[:, :-1], across[:, :-1])
    across[:, edge - 1 :: edge] = 0
    return reduce(np.maximum(down, across, out=down), np.maximum, edge)


def _distance(a: npt.NDArray[Any], b: npt.NDArray[Any], out: npt.NDArray[Any]) -> None:
    """|a − b| of unsigned numbers."""
    np.subtract(np.maximum(a, b), np.minimum(a, b), out=out)


def _block_sums(values: Pixels) -> npt.NDArray[np.uint16]:
    rows, columns = values.shape[0] // BLOCK, values.shape[1] // BLOCK
    summed = values.reshape(rows, BLOCK, columns * BLOCK).sum(axis=1, dtype=np.uint16)
    return np.asarray(summed.reshape(rows, columns, BLOCK).sum(axis=2, dtype=np.uint16))
