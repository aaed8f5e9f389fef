"""Dominant colours, with plain English names."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from runner.imaging.tiles import Pixels
from runner.schema import Colour

# A colour that covers less is not dominant, and nobody describes a photo with more than five.
_LEAST_SHARE, _MOST = 0.05, 5
# In OKLab: below this chroma a colour has no hue; below this lightness it is black; from this lightness on, white.
_GREY_CHROMA, _BLACK_LIGHTNESS, _WHITE_LIGHTNESS = 0.03, 0.22, 0.92

_Rules = tuple[tuple[float, float, str], ...]

# Hue in degrees below which the rules apply. A rule is the least lightness, the least chroma, and the word; the first
# that fits counts. With them the named colours of CSS Color Module Level 4, section 6.1, get the word a person would
# use: chocolate is brown, tan is beige, crimson is red, salmon is pink, navy is blue.
_WORDS: tuple[tuple[float, _Rules], ...] = (
    (10, ((0.60, 0, "pink"), (0, 0, "red"))),
    (40, ((0.72, 0, "pink"), (0, 0.12, "red"), (0, 0, "brown"))),
    (85, ((0.66, 0.13, "orange"), (0.72, 0, "beige"), (0, 0, "brown"))),
    (95, ((0.72, 0.09, "yellow"), (0.72, 0, "beige"), (0, 0, "brown"))),
    (115, ((0.72, 0.09, "yellow"), (0.72, 0, "beige"), (0, 0, "green"))),
    (165, ((0, 0, "green"),)),
    (200, ((0.45, 0, "turquoise"), (0, 0, "green"))),
    (215, ((0.45, 0, "turquoise"), (0, 0, "blue"))),
    (295, ((0, 0, "blue"),)),
    (335, ((0, 0, "purple"),)),
    (350, ((0.60, 0, "pink"), (0, 0, "purple"))),
    (360, ((0.60, 0, "pink"), (0, 0, "red"))),
)
_NAMES = ("black", "white", "grey", *sorted({word for _, rules in _WORDS for _, _, word in rules}))

# Björn Ottosson, "A perceptual color space for image processing", 2020: linear sRGB to cone responses to OKLab.
_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_OKLAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def dominant(rgb: Pixels) -> tuple[Colour, ...]:
    """Up to five colours of an sRGB picture (height × width × 3), largest share first, each the mean of its pixels."""
    pixels = rgb.reshape(-1, 3)
    words = _table()[tuple(pixels.T >> 3)]
    counts = np.bincount(words, minlength=len(_NAMES))
    largest = np.argsort(-counts, kind="stable")[:_MOST]
    return tuple(
        Colour(_NAMES[word], _hex(pixels[words == word].mean(axis=0)), round(float(counts[word] / len(pixels)), 4))
        for word in largest
        if counts[word] >= _LEAST_SHARE * len(pixels)
    )


def name(red: int, green: int, blue: int) -> str:
    """The word for an sRGB colour, each component 0 to 255."""
    lightness, chroma, hue = _lightness_chroma_hue(np.array([[red, green, blue]]))[0]
    return _word(lightness, chroma, hue)


@cache
def _table() -> npt.NDArray[np.uint8]:
    """Index of the word for each colour, with 32 steps for red, green and blue: one look-up per pixel."""
    steps = np.arange(32) * 8 + 4
    every = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(-1, 3)
    words = [_NAMES.index(_word(*each)) for each in _lightness_chroma_hue(every).tolist()]
    return np.array(words, np.uint8).reshape(32, 32, 32)


def _word(lightness: float, chroma: float, hue: float) -> str:
    if lightness < _BLACK_LIGHTNESS:
        return "black"
    if chroma < _GREY_CHROMA:
        return "white" if lightness >= _WHITE_LIGHTNESS else "grey"
    rules = next(rules for upto, rules in _WORDS if hue < upto)
    return next(word for light, colourful, word in rules if lightness >= light and chroma >= colourful)


def oklab(rgb: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """Lightness (0 to 1), a and b in OKLab for each row of red, green and blue, 0 to 255."""
    shares = rgb / 255
    linear = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    made: npt.NDArray[np.float64] = np.cbrt(linear @ _CONES.T) @ _OKLAB.T
    return made


def _lightness_chroma_hue(rgb: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    """OKLab lightness (0 to 1), chroma (0 to about 0.32) and hue in degrees for each row of red, green and blue."""
    lightness, a, b = oklab(rgb).T
    return np.stack([lightness, np.hypot(a, b), np.degrees(np.arctan2(b, a)) % 360], axis=1)


def _hex(rgb: npt.NDArray[np.float64]) -> str:
    return "#" + "".join(f"{round(part):02x}" for part in rgb)
