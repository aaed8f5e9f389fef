"""What the camera wrote, typed: how the photo was taken. Source of tag meanings: CIPA DC-008 (Exif 2.32)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator

from runner.imaging.camera_tags import CameraTags, Found
from runner.imaging.maker_notes import maker_exposure, maker_f_number, maker_iso, maker_lens

_ISO_BEYOND_16_BITS = 65535

# The longest exposure that cameras count themselves, and apertures from the fastest lens made (f/0.33) to pinholes.
_LONGEST_S, _SMALLEST_APERTURE = 86_400.0, 1024.0
_LONGEST_LENS_MM, _UNKNOWN_MM = 20_000.0, 65535.0
_LARGEST_ISO = 10_000_000

# What cameras write instead of the name of an unknown lens.
_NO_LENS = re.compile(r"[-. ]*|unknown.*|none|n/?a|0(\.0)? ?mm f/0(\.0)?|manual lens no cpu|65535", re.I)


def exposure(tags: CameraTags) -> Found[float] | None:
    """Exposure time in seconds."""
    candidates = (
        ("EXIF ExposureTime", lambda: tags.number("EXIF ExposureTime")),
        ("XMP exif.ExposureTime", lambda: tags.xmp_number("exif.ExposureTime")),
        ("EXIF ShutterSpeedValue", lambda: _of_shutter(tags.number("EXIF ShutterSpeedValue"))),
        ("maker note", lambda: maker_exposure(tags)),
    )
    return _first(candidates, _LONGEST_S)


def f_number(tags: CameraTags) -> Found[float] | None:
    """Aperture as the denominator of f/…."""
    candidates = (
        ("EXIF FNumber", lambda: tags.number("EXIF FNumber")),
        ("XMP exif.FNumber", lambda: tags.xmp_number("exif.FNumber")),
        ("EXIF ApertureValue", lambda: _of_aperture(tags.number("EXIF ApertureValue"))),
        ("maker note", lambda: maker_f_number(tags)),
    )
    return _first(candidates, _SMALLEST_APERTURE)


def focal_length(tags: CameraTags) -> Found[float] | None:
    """Focal length in millimetres."""
    candidates = (
        ("EXIF FocalLength", lambda: tags.number("EXIF FocalLength")),
        ("XMP exif.FocalLength", lambda: tags.xmp_number("exif.FocalLength")),
    )
    return _first(candidates, _LONGEST_LENS_MM)


def focal_length_35mm(tags: CameraTags) -> Found[float] | None:
    """Focal length as 35 mm equivalent, in millimetres."""
    candidates = (
        ("EXIF FocalLengthIn35mmFilm", lambda: tags.number("EXIF FocalLengthIn35mmFilm")),
        ("XMP exif.FocalLengthIn35mmFilm", lambda: tags.xmp_number("exif.FocalLengthIn35mmFilm")),
    )
    return _first(candidates, _LONGEST_LENS_MM)


_Candidate = tuple[str, Callable[[], float | None]]


def _first(candidates: tuple[_Candidate, ...], most: float) -> Found[float] | None:
    """The first value above 0, which many cameras write for "unknown", and at most `most`, with its source."""
    for source, value in candidates:
        number = value()
        if number is not None and 0 < number <= most:
            return Found(number, source)
    return None


def _of_shutter(apex: float | None) -> float | None:
    """Seconds from the APEX value Tv (CIPA DC-008, annex C); rounded to the usual names of shutter speeds."""
    if apex is None or not -17 <= apex <= 20:
        return None
    seconds = math.pow(2.0, -apex)
    return 1 / round(1 / seconds) if seconds < 0.3 else round(seconds, 1)


def _of_aperture(apex: float | None) -> float | None:
    """f-number from the APEX value Av (CIPA DC-008, annex C), to one decimal place."""
    return None if apex is None or not -3 <= apex <= 20 else round(2.0 ** (apex / 2), 1)


def iso(tags: CameraTags) -> Found[int] | None:
    """Sensitivity. 65535 means that it is in one of the longer tags; of several values the first above 0 counts."""
    return next((found for found in _sensitivities(tags) if 0 < found.value <= _LARGEST_ISO), None)


def _sensitivities(tags: CameraTags) -> Iterator[Found[int]]:
    names = ("ISOSpeedRatings", "RecommendedExposureIndex", "ISOSpeed", "StandardOutputSensitivity")
    for name in names:
        for value in tags.numbers(f"EXIF {name}"):
            if value is not None and value != _ISO_BEYOND_16_BITS:
                yield Found(int(value), f"EXIF {name}")
    for name in ("exifEX.PhotographicSensitivity", "exif.ISOSpeedRatings"):
        if (value := tags.xmp_number(name)) is not None and value != _ISO_BEYOND_16_BITS:
            yield Found(int(value), f"XMP {name}")
    if (value := maker_iso(tags)) is not None:
        yield Found(round(value), "maker note")


def lens(tags: CameraTags) -> Found[str] | None:
    """The lens model from the standard tag, else from a maker note or XMP."""
    candidates = [("EXIF LensModel", tags.text("EXIF LensModel")), ("maker note", maker_lens(tags))]
    candidates += [(f"XMP {name}", tags.xmp(name)) for name in ("exifEX.LensModel", "aux.Lens")]
    found = ((source, name) for source, name in candidates if name and is_lens(name))
    return next((Found(name, source) for source, name in found), None)


def orientation(tags: CameraTags) -> Found[int] | None:
    """1 to 8, or None."""
    candidates = (("EXIF Orientation", tags.number("Image Orientation")),
                  ("XMP tiff.Orientation", tags.xmp_number("tiff.Orientation")))  # fmt: skip
    known = ((source, value) for source, value in candidates if value is not None and value in range(1, 9))
    return next((Found(int(value), source) for source, value in known), None)


def is_lens(name: str) -> bool:
    """Whether a text is the name of a lens, and not what cameras write for an unknown one."""
    return not _NO_LENS.fullmatch(name)
