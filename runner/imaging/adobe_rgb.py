"""The Adobe RGB (1998) profile, for photos that state their colours in EXIF only.

Cameras set to Adobe RGB follow DCF 2.0: they write the interoperability index R03 and often embed no profile. Read as
sRGB, such a photo is pale.
"""

from __future__ import annotations

from functools import cache

from runner.imaging.profiles import matrix_profile
from runner.imaging.vips import pyvips

_INDEX = "exif-ifd4-InteroperabilityIndex"

# Adobe RGB (1998) Color Image Encoding, version 2005-05, adapted to D50 as ICC.1:2001-04 requires: X, Y, Z.
_PRIMARIES = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
_GAMMA = 2 + 51 / 256


def named_by_exif(image: pyvips.Image) -> bool:
    """Whether EXIF says that the photo's colours are Adobe RGB."""
    return bool(image.get_typeof(_INDEX)) and str(image.get(_INDEX)).startswith("R03")


@cache
def profile() -> bytes:
    """A matrix profile of Adobe RGB."""
    return matrix_profile("Adobe RGB (1998)", _PRIMARIES, _GAMMA)
