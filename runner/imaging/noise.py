"""Noise, measured where a picture is smoothest."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from runner.imaging.tiles import EDGE, Pixels, Tiles, bands, reduce

# A tile that touches black or white has part of its noise clipped.
_DARKEST, _LIGHTEST = 4, 251
# Tiles below this quantile show noise and hardly any texture.
_SMOOTHEST = 0.02


def noise(values: Pixels, tiles: Tiles) -> float | None:
    """Standard deviation of the noise in 8-bit luma steps; None if every tile is clipped.

    J. Immerkær, "Fast Noise Variance Estimation", Computer Vision and Image Understanding 64(2), 1996, in each tile;
    the result is their second percentile. A picture that is textured everywhere gets an upper bound.
    """
    usable = (tiles.low > _DARKEST) & (tiles.high < _LIGHTEST)
    if not usable.any():
        return None
    response = np.concatenate([reduce(_second_differences(band), np.add) for band in bands(values)])
    sigmas = response[usable] / (EDGE - 2) ** 2 * math.sqrt(math.pi / 2) / 6
    return float(np.quantile(sigmas, _SMOOTHEST))


def _second_differences(band: Pixels) -> npt.NDArray[np.int16]:
    """|band ∗ [1 −2 1]ᵀ[1 −2 1]| inside each tile, and 0 on its border."""
    signed = band.astype(np.int16)
    across = signed[:, 2:] - 2 * signed[:, 1:-1] + signed[:, :-2]
    response = np.zeros(band.shape, np.int16)
    response[1:-1, 1:-1] = np.abs(across[2:] - 2 * across[1:-1] + across[:-2])
    for rim in (0, EDGE - 1):
        response[rim::EDGE] = 0
        response[:, rim::EDGE] = 0
    return response
