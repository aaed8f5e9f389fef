"""Perceptual hash: the hashes of pictures that look alike differ in few bits."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

_SIZE, _KEPT = 32, 8
# Coefficients of a picture without structure are rounding noise of about this size, in luma steps.
_LEAST_STRUCTURE = 0.5


def _cosines() -> npt.NDArray[np.float64]:
    """Rows 1 to 8 of the orthonormal DCT-II of 32 points. Row 0 is left out: it only measures brightness."""
    frequency, point = np.arange(1, _KEPT + 1)[:, None], np.arange(_SIZE)[None, :]
    return math.sqrt(2 / _SIZE) * np.cos(math.pi * (2 * point + 1) * frequency / (2 * _SIZE))


_COSINES = _cosines()


def phash(luma: npt.NDArray[np.float64]) -> str | None:
    """64-bit hash of a picture scaled to 32 × 32 luma values, as 16 hex digits; None for one without structure.

    C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions", 2010, section 3.2.1: the 8 × 8
    lowest frequencies of the cosine transform without the constant ones; a bit is set if its value exceeds the median.
    """
    coefficients = (_COSINES @ luma @ _COSINES.T).ravel()
    if np.median(np.abs(coefficients)) < _LEAST_STRUCTURE:
        return None
    return np.packbits(coefficients > np.median(coefficients)).tobytes().hex()
