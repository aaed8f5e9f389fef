"""Where a photo was taken. Source of tag meanings: CIPA DC-008 (Exif 2.32), 4.6.6; XMP: Part 2, GPSCoordinate."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from runner.imaging.camera_tags import CameraTags

_XMP = re.compile(r"(\d+(?:\.\d+)?),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?([NSEW])", re.I)
_ABOVE, _BELOW = {"0", ""}, {"1", "\x01"}


class Position(NamedTuple):
    """Degrees, north and east positive."""

    latitude: float | None
    longitude: float | None
    source: str | None = None


def position(tags: CameraTags) -> Position:
    """Where the camera was, as both coordinates or none.

    They are None if one is out of range or has no hemisphere, or for exactly 0, 0, which receivers write without a fix.
    """
    for source, axis in (("EXIF GPS", _by_exif), ("XMP exif.GPS", _by_xmp)):
        latitude, longitude = axis(tags, "Latitude", "NS", 90), axis(tags, "Longitude", "EW", 180)
        if latitude is not None and longitude is not None and not latitude == longitude == 0:
            return Position(latitude, longitude, source)
    return Position(None, None)


def _by_exif(tags: CameraTags, axis: str, hemispheres: str, most: float) -> float | None:
    degrees = _degrees(tags.numbers(f"GPS GPS{axis}"))
    hemisphere = (tags.text(f"GPS GPS{axis}Ref") or "?")[0].upper()
    if degrees is None or hemisphere not in hemispheres or abs(degrees) > most:
        return None
    return -abs(degrees) if hemisphere == hemispheres[1] else degrees


def _degrees(parts: Sequence[float | None]) -> float | None:
    """Degrees, minutes and seconds as one number; a minus sign anywhere applies to all of it.

    Unknown seconds are left out: the minutes then have decimals. So are unknown minutes after degrees with decimals.
    """
    degrees, minutes, seconds = [*parts, 0.0, 0.0, 0.0][:3]
    if not parts or degrees is None or (minutes is None and degrees == int(degrees)):
        return None
    size = abs(degrees) + abs(minutes or 0) / 60 + abs(seconds or 0) / 3600
    return -size if any(part is not None and part < 0 for part in parts) else size


def _by_xmp(tags: CameraTags, axis: str, hemispheres: str, most: float) -> float | None:
    match = _XMP.fullmatch(tags.xmp(f"exif.GPS{axis}") or "")
    if not match or match[4].upper() not in hemispheres:
        return None
    degrees = float(match[1]) + float(match[2]) / 60 + float(match[3] or 0) / 3600
    return None if degrees > most else -degrees if match[4].upper() == hemispheres[1] else degrees


def altitude(tags: CameraTags) -> float | None:
    """Metres above sea level. A missing reference means above; one other than 0 and 1 is not about the sea: None."""
    metres, sign = tags.number("GPS GPSAltitude"), _reference(tags)
    if metres is None:
        metres, written = tags.xmp_number("exif.GPSAltitude"), tags.xmp("exif.GPSAltitudeRef")
        sign = _sign(written or "0")
    return None if metres is None or sign is None else sign * metres


def _reference(tags: CameraTags) -> int | None:
    """1 above the sea, -1 below, else None. The first readable value counts: the tag may be text, or occur twice."""
    written = tags.text("GPS GPSAltitudeRef")
    candidates = [*tags.raw("GPS GPSAltitudeRef"), *([written] if written else [])]
    if not candidates:
        number = tags.number("GPS GPSAltitudeRef")
        candidates = ["0" if number is None else f"{number:g}"]
    return next((sign for each in candidates if (sign := _sign(each)) is not None), None)


def _sign(written: str) -> int | None:
    text = written.strip(" \0")
    return 1 if text in _ABOVE else -1 if text in _BELOW else None
