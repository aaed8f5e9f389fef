"""What cameras write only into their own notes, as far as exiv2 names it.

Source of the formulas: exiftool's tag tables (Canon, Nikon, Minolta, Olympus, Pentax, Panasonic), read as documentation.
"""

from __future__ import annotations

import re

from runner.imaging.camera_tags import CameraTags

# Lens names from before Exif 2.3 gave them a tag of their own.
_LENSES = ("Canon.LensModel", "OlympusEq.LensModel", "Panasonic.LensType")
_NUMBER = re.compile(r"-?\d+(?:/\d+)?")


def maker_lens(tags: CameraTags) -> str | None:
    """The name of the lens."""
    return next((name for each in _LENSES if (name := tags.maker(each))), None)


def maker_iso(tags: CameraTags) -> float | None:
    """Sensitivity."""
    return None


def maker_exposure(tags: CameraTags) -> float | None:
    """Exposure time in seconds."""
    return None


def maker_f_number(tags: CameraTags) -> float | None:
    """f-number."""
    return None
