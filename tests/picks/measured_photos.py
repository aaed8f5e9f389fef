"""Measurements of licensed photos from scikit-image and scikit-learn: whole, in parts, and with a moved focus."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import pyvips
from numpy.typing import NDArray

from runner.imaging import sample_photos, samples
from runner.imaging.exposure import exposure
from runner.imaging.noise import noise
from runner.imaging.phash import phash
from runner.imaging.sharpness import sharpness
from runner.imaging.tiles import luma, tiles
from runner.picks.detail import detail

Measures = dict[str, Any]
Picture = NDArray[np.uint8]

SOURCES = (
    sample_photos.ASTRONAUT, sample_photos.COFFEE, sample_photos.CAT, sample_photos.ROCKET, sample_photos.HUBBLE,
    sample_photos.CAMERAMAN, sample_photos.PALACE, sample_photos.FLOWER,
)  # fmt: skip
WIDE = (sample_photos.ROCKET, sample_photos.PALACE, sample_photos.CAT, sample_photos.FLOWER)
"""Photos with structure all over, from which the frames of panoramas are cut."""


@cache
def picture(source: sample_photos.Source) -> Picture:
    """The photo, scaled down to 960 pixels."""
    image = pyvips.Image.thumbnail(str(samples._locate(source)), 960).colourspace("srgb")
    return np.asarray(image.flatten().numpy() if image.hasalpha() else image.numpy(), np.uint8)[:, :, :3]


def measured(pixels: Picture) -> Measures:
    """What the stages `derive` and `detail` measure in a picture."""
    values = luma(pixels)
    grid = tiles(values)
    light, own = exposure(values), detail(pixels)
    small = pyvips.Image.new_from_array(values).thumbnail_image(32, height=32, size="force").numpy()
    return {
        "phash": phash(small.reshape(32, 32).astype(np.float64)),
        "sharpness": sharpness(grid, noise(values, grid)),
        "tonal_range": light.tonal_range,
        "highlights_clipped": light.highlights_clipped,
        "shadows_clipped": light.shadows_clipped,
        "tiles": list(own.tiles),
        "miniature": own.miniature,
    }


@cache
def wholes() -> Sequence[Measures]:
    """Each photo as it is."""
    return [measured(picture(source)) for source in SOURCES]


@cache
def panoramas() -> Sequence[Sequence[Measures]]:
    """Frames that overlap by a third to two thirds, from left to right; one list per panorama."""
    overlaps = (0.35, 0.5, 0.65)
    found = [[measured(part) for part in swept(picture(source), each)] for source in WIDE for each in overlaps]
    return [frames for frames in found if len(frames) >= 3]


def swept(pixels: Picture, overlap: float) -> Sequence[Picture]:
    """Overlapping parts, three quarters of the picture's height high and half of it wide, with a drifting hand."""
    high, wide = pixels.shape[0] * 3 // 4, pixels.shape[0] // 2
    step = max(1, round(wide * (1 - overlap)))
    starts = range(0, pixels.shape[1] - wide + 1, step)
    return [pixels[4 * (n % 3) : 4 * (n % 3) + high, left : left + wide] for n, left in enumerate(starts)]


@cache
def stacks() -> Sequence[Sequence[Measures]]:
    """Six frames for each stack, with the focus moving from left to right."""
    return [[measured(focused(picture(source), n / 5)) for n in range(6)] for source in WIDE]


def focused(pixels: Picture, at: float) -> Picture:
    """The picture, sharp around one column and increasingly blurred away from it."""
    image = pyvips.Image.new_from_array(pixels).copy(interpretation="srgb")
    layers = [pixels, *(image.gaussblur(sigma).numpy() for sigma in (1.5, 3.0, 6.0))]
    away = np.abs(np.linspace(0, 1, pixels.shape[1]) - at)
    level = np.minimum((away * 6).astype(int), len(layers) - 1)
    rows, columns = np.arange(pixels.shape[0])[:, None], np.arange(pixels.shape[1])[None, :]
    return np.asarray(np.stack(layers)[level[None, :], rows, columns], np.uint8)


def flipped(phash: str, bits: int, draw: np.random.Generator) -> str:
    """The hash of a picture that differs in this many bits."""
    value = int(phash, 16)
    for bit in draw.choice(64, bits, replace=False).tolist():
        value ^= 1 << bit
    return f"{value:016x}"


def exposed(measures: Mapping[str, Any], stops: float, draw: np.random.Generator) -> Measures:
    """A frame with another exposure: nearly every bit of its hash may differ, and highlights or shadows are clipped."""
    lost = min(0.6, 0.02 * math.expm1(abs(stops)))
    clipped = {"highlights_clipped": lost if stops > 0 else 0.0, "shadows_clipped": lost if stops < 0 else 0.0}
    return {**measures, **clipped, "phash": flipped(measures["phash"], int(draw.integers(8, 40)), draw)}
