"""The tones of a picture for display: histograms of luma and of each channel, and where it is clipped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from runner.errors import DecodeError
from runner.messages import verbatim
from runner.store.artifacts import read_artifact

LARGEST = 1024
"""A picture is reduced to at most this many pixels along its longer side."""

# JPEG changes a clipped pixel by a few levels; the same bounds as in `runner.imaging.exposure`.
_BLACK, _WHITE = 4, 251
_LUMA = np.array((0.2126, 0.7152, 0.0722))
"""Weights of red, green and blue in luma: ITU-R BT.709."""

_DARK, _LIGHT = (58, 120, 255, 210), (255, 48, 48, 210)
"""Red, green, blue and opacity of the overlay over clipped shadows and highlights."""


@dataclass(frozen=True, slots=True, eq=False)
class Tones:
    """What is shown about a picture's tones."""

    luma: npt.NDArray[np.int64]  # number of pixels at each of 256 levels
    red: npt.NDArray[np.int64]
    green: npt.NDArray[np.int64]
    blue: npt.NDArray[np.int64]
    dark: float  # share of the pixels that are black in all channels, 0 to 1
    light: float  # share of the pixels that are white in at least one channel, 0 to 1
    cover: npt.NDArray[np.uint8]  # height × width × RGBA: coloured where a pixel is clipped, else transparent


def tones(path: Path) -> Tones:
    """The tones of a rendition. Raises DecodeError if it is no picture, DamagedArtifact if its bytes have changed."""
    from runner.imaging.vips import pyvips  # not needed to open a review

    try:
        image = pyvips.Image.thumbnail_buffer(read_artifact(path), LARGEST, height=LARGEST, size="down")
        pixels = _three_channels(image.colourspace("srgb").numpy())
    except pyvips.Error as error:
        raise DecodeError(verbatim(str(error).strip())) from error
    return tones_of(pixels)


def tones_of(pixels: npt.NDArray[np.uint8]) -> Tones:
    """The tones of an array of height × width × RGB, 8 bits per channel."""
    counts = [np.bincount(pixels[..., channel].ravel(), minlength=256) for channel in range(3)]
    luma = np.rint(pixels @ _LUMA).astype(np.uint8)
    dark, light = (pixels <= _BLACK).all(axis=2), (pixels >= _WHITE).any(axis=2)
    cover = np.zeros((*dark.shape, 4), dtype=np.uint8)
    cover[dark], cover[light] = _DARK, _LIGHT
    red, green, blue = counts
    return Tones(
        np.bincount(luma.ravel(), minlength=256), red, green, blue, float(dark.mean()), float(light.mean()), cover
    )


def _three_channels(pixels: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """The pixels without an alpha channel; grey is repeated as three equal channels."""
    if pixels.ndim == 2:
        pixels = pixels[..., np.newaxis]
    return np.repeat(pixels[..., :1], 3, axis=2) if pixels.shape[2] < 3 else pixels[..., :3]
