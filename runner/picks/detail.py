"""Measures where a picture is sharp, and makes its miniature: focus stacks and panoramas are recognised by these."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from runner.imaging.noise import noise
from runner.imaging.sharpness import clean_slope
from runner.imaging.tiles import EDGE, Grid, luma
from runner.imaging.tiles import tiles as tiles_of
from runner.picks.detail_row import DetailRow
from runner.picks.frames import COLUMNS, ROWS, TILES

_LEAST_SPREAD = 16.0
"""A tile can hold an edge if its darkest and lightest pixels differ by at least this in luma."""


def detail(picture: NDArray[np.uint8]) -> DetailRow:
    """Measure the detail of a picture in sRGB, height × width × 3."""
    values = luma(picture)
    small = _averaged(values.astype(np.float32), ROWS, COLUMNS)
    sharp = _sharpness(values)
    return DetailRow(tuple(np.round(sharp.ravel(), 4).tolist()), np.round(small).astype(np.uint8).tobytes().hex())


def _sharpness(values: NDArray[np.uint8]) -> Grid:
    """The reciprocal edge width of the sharpest small tile in each of 8 × 8 tiles."""
    if min(values.shape) < EDGE * TILES:
        factor = -(-EDGE * TILES // min(values.shape))
        values = np.kron(values, np.ones((factor, factor), np.uint8))
    grid = tiles_of(values)
    spread = grid.high - grid.low
    widths = np.where(spread >= _LEAST_SPREAD, clean_slope(grid, noise(values, grid)) / np.maximum(spread, 1), 0)
    rows, columns = (np.array_split(np.arange(side), TILES) for side in widths.shape)
    return np.array([[widths[np.ix_(row, column)].max() for column in columns] for row in rows], np.float32)


def _averaged(values: NDArray[np.float32], rows: int, columns: int) -> NDArray[np.float32]:
    """The picture scaled down to this size; each pixel is the mean of those it stands for."""
    down = np.linspace(0, values.shape[0], rows + 1).astype(int)[:-1]
    across = np.linspace(0, values.shape[1], columns + 1).astype(int)[:-1]
    sums = np.add.reduceat(np.add.reduceat(values, down, axis=0), across, axis=1)
    counts = np.diff(np.append(down, values.shape[0]))[:, None] * np.diff(np.append(across, values.shape[1]))[None, :]
    return np.asarray(sums / counts, np.float32)
