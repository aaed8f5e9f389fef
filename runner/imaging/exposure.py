"""Exposure from the histogram of luma."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from runner.imaging.tiles import Pixels

# JPEG changes a clipped pixel by a few levels.
_BLACK, _WHITE = 4, 251
# Shares of the pixels between which the tonal range is measured: it ignores single lights and dead pixels.
_LOWEST, _HIGHEST = 0.005, 0.995


@dataclass(frozen=True, slots=True)
class Exposure:
    """How a picture uses the scale from black (0) to white (1)."""

    brightness: float  # mean luma, 0 to 1
    shadows_clipped: float  # share of the pixels at black, 0 to 1
    highlights_clipped: float  # share of the pixels at white, 0 to 1
    contrast: float  # standard deviation of luma, 0 to 0.5
    tonal_range: float  # luma from the darkest half per cent of the pixels to the lightest, 0 to 1


def exposure(values: Pixels) -> Exposure:
    """The exposure of a picture's luma."""
    counts = np.bincount(values.ravel(), minlength=256)
    shares = counts / counts.sum()
    levels = np.arange(256) / 255
    mean = float(shares @ levels)
    cumulated = np.cumsum(shares)
    low, high = np.searchsorted(cumulated, (_LOWEST, _HIGHEST))
    return Exposure(
        brightness=mean,
        shadows_clipped=float(shares[: _BLACK + 1].sum()),
        highlights_clipped=float(shares[_WHITE:].sum()),
        contrast=math.sqrt(float(shares @ (levels - mean) ** 2)),
        tonal_range=float(high - low) / 255,
    )
