"""Any decoded picture as sRGB: 8 bits, three bands, no transparency."""

from __future__ import annotations

from runner.imaging import adobe_rgb
from runner.imaging.vips import pyvips

_WHITE = 255
_PROFILE = "icc-profile-data"


def to_srgb(image: pyvips.Image) -> pyvips.Image:
    """The picture in sRGB, on white where it is transparent.

    An embedded profile is honoured, with relative colorimetric intent and black point compensation. One that cannot be
    used (made for other bands, damaged) is ignored, as browsers do: the numbers are then taken as they are. CMYK
    without a profile goes through the profile that libvips carries, Adobe RGB without one through its own.
    """
    if not image.get_typeof(_PROFILE) and adobe_rgb.named_by_exif(image):
        image = image.copy()
        image.set_type(pyvips.GValue.blob_type, _PROFILE, adobe_rgb.profile())
    coloured = _by_profile(image) if _needs_profile(image) else image.colourspace("srgb")
    if coloured.hasalpha():
        coloured = coloured.flatten(background=_WHITE)
    return coloured.cast("uchar")


def _needs_profile(image: pyvips.Image) -> bool:
    if image.interpretation == "cmyk":
        return True
    return bool(image.get_typeof(_PROFILE)) and not describes_srgb(image.get(_PROFILE))


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


def describes_srgb(profile: bytes) -> bool:
    """Whether an ICC profile calls itself sRGB, so that converting would change nothing but rounding.

    ICC.1:2022, clauses 7.3 and 9.2.41: the tag table, and the description in ASCII (version 2) or UTF-16 (version 4).
    """
    for at in range(132, min(len(profile), 132 + 12 * 64), 12):
        if profile[at : at + 4] == b"desc":
            start, length = (int.from_bytes(profile[at + n : at + n + 4]) for n in (4, 8))
            text = profile[start : start + length].replace(b"\0", b"")
            return b"sRGB" in text
    return False
