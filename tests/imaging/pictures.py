"""Real photographs from installed packages, and functions that degrade them."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from runner.imaging.tiles import Pixels, luma
from runner.imaging.vips import pyvips
from runner.schema import DeriveRow

_PLACES = {
    "china": ("sklearn", "datasets/images/china.jpg"),
    "flower": ("sklearn", "datasets/images/flower.jpg"),
    "rocket": ("skimage", "data/rocket.jpg"),
    "coffee": ("skimage", "data/coffee.png"),
    "cat": ("skimage", "data/chelsea.png"),
    "astronaut": ("skimage", "data/astronaut.png"),
    "motorcycle": ("skimage", "data/motorcycle_left.png"),
    "gravel": ("skimage", "data/gravel.png"),
    "coins": ("skimage", "data/coins.png"),
    "stars": ("skimage", "data/hubble_deep_field.jpg"),
    "clock": ("skimage", "data/clock_motion.png"),
}

SHARP = ("china", "flower", "rocket", "coffee", "cat", "astronaut", "motorcycle", "gravel", "coins")


@cache
def photograph(name: str) -> pyvips.Image:
    package, path = _PLACES[name]
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    image = pyvips.Image.new_from_file(str(Path(spec.origin).parent / path))
    image = image.flatten() if image.hasalpha() else image
    return _bare(image.colourspace("srgb")).copy_memory()


def large(name: str, size: tuple[int, int] = (3000, 2000)) -> pyvips.Image:
    """A mosaic of the photograph at its own scale, mirrored so that seams do not show."""
    tile = photograph(name)
    pair = tile.join(tile.fliphor(), "horizontal")
    block = pair.join(pair.flipver(), "vertical")
    width, height = size
    return block.replicate(width // block.width + 1, height // block.height + 1).crop(0, 0, width, height).copy_memory()


def luma_of(image: pyvips.Image) -> Pixels:
    return luma(image.numpy())


def blurred(image: pyvips.Image, sigma: float) -> pyvips.Image:
    return image.gaussblur(sigma, min_ampl=0.01) if sigma else image


def noisy(values: Pixels, sigma: float) -> Pixels:
    grain = np.random.default_rng(7).normal(0, sigma, values.shape)
    return rounded(values + grain)


def rounded(values: npt.NDArray[np.floating]) -> Pixels:
    return np.clip(np.round(values), 0, 255).astype(np.uint8)


def derived(**known: Any) -> DeriveRow:
    """A row in which only these figures are known."""
    none: dict[str, Any] = {field.name: None for field in fields(DeriveRow)}
    return DeriveRow(**none | {"width": 1, "height": 1, "renditions": (), "colours": ()} | known)


def _bare(image: pyvips.Image) -> pyvips.Image:
    """The image without profile and camera data, so that a test adds only what it needs."""
    image = image.copy()
    for field in image.get_fields():
        if field.startswith(("icc", "exif", "xmp", "iptc", "orientation")):
            image.remove(field)
    return image
