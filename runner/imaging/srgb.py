"""Converts any decoded picture to sRGB: 8 bits, three bands, no transparency."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from runner.imaging import adobe_rgb
from runner.imaging.code_points import CodePoints
from runner.imaging.vips import pyvips
from runner.imaging.wide_colours import from_code_points, needs_conversion
from runner.pixels import Pixels

_WHITE = 255
_ROUNDING = 2
"""How far, of 255, two conversions of the same colour may lie apart."""
_PROFILE, _CODE_POINTS = "icc-profile-data", "photo-code-points"


def named(image: pyvips.Image, points: CodePoints | None, profile: bytes | None = None) -> pyvips.Image:
    """The picture with what libvips does not read: code points, which are preferred to a profile, or a profile."""
    if points is None and profile is None:
        return image
    image = image.copy()
    if points is not None:
        image.set_type(pyvips.GValue.array_int_type, _CODE_POINTS, list(points))
    if profile is not None:
        image.set_type(pyvips.GValue.blob_type, _PROFILE, profile)
    return image


def profile_of(image: pyvips.Image) -> bytes:
    """The profile by which `from_profile` converts the picture's pixels to sRGB, as `to_srgb` does.

    Empty if they are sRGB, or if a profile alone does not define their colours: if they are not three bands of 8 bits,
    or if the picture has code points.
    """
    if (image.bands, image.format, image.interpretation) != (3, "uchar", "srgb") or image.get_typeof(_CODE_POINTS):
        return b""
    named = _with_profile(image)
    return bytes(named.get(_PROFILE)) if _needs_profile(named) else b""


def from_profile(pixels: Pixels, profile: bytes) -> Pixels:
    """Convert pixels of three bands from the colours of the profile to sRGB."""
    height, width = pixels.shape[:2]
    image = pyvips.Image.new_from_memory(np.ascontiguousarray(pixels).data, width, height, 3, "uchar")
    named = image.copy(interpretation="srgb")
    named.set_type(pyvips.GValue.blob_type, _PROFILE, profile)
    return np.asarray(_by_profile(named).cast("uchar").numpy(), np.uint8)


def to_srgb(image: pyvips.Image) -> pyvips.Image:
    """The picture in sRGB, on white where it is transparent.

    An embedded profile is honoured, with relative colorimetric intent and black point compensation. One that cannot be
    used (made for other bands, damaged) is ignored, as browsers do: the values are then used as they are. CMYK without
    a profile is converted with the profile in libvips, Adobe RGB without one with the profile in `adobe_rgb`.
    """
    coloured = _coloured(_grey_as_light(_within_16_bits(_with_profile(image))))
    if coloured.hasalpha():
        coloured = coloured.flatten(background=_WHITE)
    return coloured.cast("uchar")


def _with_profile(image: pyvips.Image) -> pyvips.Image:
    if image.get_typeof(_PROFILE) or not adobe_rgb.named_by_exif(image):
        return image
    image = image.copy()
    image.set_type(pyvips.GValue.blob_type, _PROFILE, adobe_rgb.profile())
    return image


def _coloured(image: pyvips.Image) -> pyvips.Image:
    points = CodePoints(*image.get(_CODE_POINTS)) if image.get_typeof(_CODE_POINTS) else None
    if points is not None and image.bands >= 3 and image.interpretation != "cmyk":
        # A PNG whose code points are sRGB's is sRGB, whatever its profile says (PNG, Third Edition, 4.3).
        shown = from_code_points(image, points) if needs_conversion(points) else image.colourspace("srgb")
        return _without_names(shown)
    return _by_profile(image) if _needs_profile(image) else image.colourspace("srgb")


def _without_names(image: pyvips.Image) -> pyvips.Image:
    """Remove code points and profile: the colours are sRGB now, and a second conversion would be wrong."""
    image = image.copy()
    for name in (_CODE_POINTS, _PROFILE):
        image.remove(name)
    return image


def _within_16_bits(image: pyvips.Image) -> pyvips.Image:
    """Reduce integers of 32 bits to 16, because libvips takes them for numbers between 0 and 255."""
    if image.format not in ("uint", "int"):
        return image
    scaled = (image / 65537.0).rint() if image.format == "uint" else (image / 32769.0).rint()
    return scaled.cast("ushort").copy(interpretation="grey16" if image.bands < 3 else "rgb16")


def _grey_as_light(image: pyvips.Image) -> pyvips.Image:
    """Read greys in floating point as light from 0 to 1, as libvips reads colours; it takes greys for 0 to 255."""
    if image.bands != 1 or image.format not in ("float", "double") or image.get_typeof(_PROFILE):
        return image
    return image.bandjoin([image, image]).copy(interpretation="scrgb")


def _needs_profile(image: pyvips.Image) -> bool:
    if image.interpretation == "cmyk":
        return True
    return bool(image.get_typeof(_PROFILE)) and not _is_srgb(bytes(image.get(_PROFILE)))


def _by_profile(image: pyvips.Image) -> pyvips.Image:
    try:
        return image.icc_transform(
            "srgb",
            embedded=True,
            input_profile="cmyk" if image.interpretation == "cmyk" else "srgb",
            intent="relative",
            black_point_compensation=True,
        )
    except pyvips.Error:
        return image.colourspace("srgb")


@lru_cache(maxsize=64)
def _is_srgb(profile: bytes) -> bool:
    """Whether an RGB profile changes no colour by more than rounding.

    Its name does not tell: "GIMP built-in Linear sRGB" and "Rec2020-elle-V4-sRGBtrc" are not sRGB.
    """
    if profile[16:20] != b"RGB ":
        return False
    steps = np.array((0, 51, 102, 153, 204, 255), np.uint8)
    colours = np.stack(np.meshgrid(steps, steps, steps, indexing="ij"), axis=-1).reshape(1, -1, 3)
    return int(np.abs(from_profile(colours, profile).astype(int) - colours).max()) <= _ROUNDING
