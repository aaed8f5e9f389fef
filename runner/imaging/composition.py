"""Measures composition: where detail is and where there is none."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from runner.imaging.sharpness import clean_slope
from runner.imaging.tiles import Tiles

# The least step between neighbours that is seen as detail rather than shading.
_DETAIL = 6.0
# H. Liu, R. Chen, L. Wolf and D. Cohen-Or, "Optimizing Photo Composition", Computer Graphics Forum 29(2), 2010, eq. 3.
_SPREAD = 0.17
# Radius of the final smoothing, in pixels of the 64 × 64 map.
_SMOOTHING = 2.5
# What stands out is this many times as salient as the mean. Hou and Zhang use 3; with 2 fewer photos have nothing.
_SALIENT = 2.0
# Standard deviation of luma below which a picture is only rounding noise.
_LEAST_STRUCTURE = 1.0


def negative_space(tiles: Tiles, noise: float | None) -> float | None:
    """Fraction of the tiles without detail, 0 to 1; None for a picture smaller than one tile."""
    if not tiles.slope.size:
        return None
    return float(np.mean(clean_slope(tiles, noise) < _DETAIL))


def thirds(luma: npt.NDArray[np.float64]) -> float | None:
    """How near salient parts are to the four points of the rule of thirds, 0 to 1; None if nothing stands out.

    `luma` is the picture scaled to 64 × 64. 1 means that everything salient is on a point.
    """
    if luma.std() < _LEAST_STRUCTURE:
        return None
    saliency = _saliency(luma)
    weights = np.where(saliency > _SALIENT * saliency.mean(), saliency, 0)
    return float((weights * _nearness(len(luma))).sum() / weights.sum()) if weights.any() else None


def _nearness(size: int) -> npt.NDArray[np.float64]:
    """Liu's point term for each pixel: a Gaussian of the distance to the nearest point, in sides of the picture."""
    position = (np.arange(size) + 0.5) / size
    offset = np.minimum(np.abs(position - 1 / 3), np.abs(position - 2 / 3))
    return np.asarray(np.exp(-(offset[:, None] ** 2 + offset[None, :] ** 2) / (2 * _SPREAD**2)))


def _saliency(luma: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """X. Hou and L. Zhang, "Saliency Detection: A Spectral Residual Approach", CVPR 2007, section 2."""
    spectrum = np.fft.fft2(luma)
    log = np.log(np.abs(spectrum) + 1e-9)
    rows = (np.roll(log, 1, 0) + log + np.roll(log, -1, 0)) / 3
    mean = (np.roll(rows, 1, 1) + rows + np.roll(rows, -1, 1)) / 3
    energy = np.abs(np.fft.ifft2(np.exp(log - mean + 1j * np.angle(spectrum)))) ** 2
    frequency = np.fft.fftfreq(len(luma))
    blur = np.exp(-2 * (np.pi * _SMOOTHING * frequency) ** 2)
    return np.asarray(np.fft.ifft2(np.fft.fft2(energy) * blur[:, None] * blur[None, :]).real)
