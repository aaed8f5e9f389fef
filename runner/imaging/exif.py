"""What the camera wrote, typed: when, how and where. Source of tag meanings: CIPA DC-008 (Exif 2.32)."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import NamedTuple

from runner.imaging.exif_tags import Tags, number, numbers, positive, text

_DATE = re.compile(r"(\d{4})[:/.-](\d\d)[:/.-](\d\d)[ T](\d\d):(\d\d):(\d\d)")
_OFFSET = re.compile(r"([+-])(\d\d):?([0-5]\d)")
_FIRST_PHOTO = 1826
_ISO_BEYOND_16_BITS = 65535

# What cameras write in place of a lens they do not know.
_NO_LENS = re.compile(r"[-. ]*|unknown.*|none|n/?a|0(\.0)? ?mm f/0(\.0)?|manual lens no cpu", re.I)


class Moment(NamedTuple):
    """When the shutter opened: the camera's local time, and its distance from UTC in minutes."""

    at: datetime | None
    utc_offset_min: int | None


class Position(NamedTuple):
    """Degrees, north and east positive."""

    latitude: float | None
    longitude: float | None


def moment(tags: Tags) -> Moment:
    """When the photo was taken, else digitised; never when the file was last changed."""
    for kind in ("Original", "Digitized"):
        at = _date(text(tags, f"EXIF DateTime{kind}"), text(tags, f"EXIF SubSecTime{kind}"))
        if at:
            return Moment(at, _offset(text(tags, f"EXIF OffsetTime{kind}")))
    return Moment(None, None)


def _date(written: str | None, fraction: str | None) -> datetime | None:
    match = _DATE.fullmatch(written or "")
    if not match:
        return None
    try:
        at = datetime(*(int(part) for part in match.groups()))  # type: ignore[arg-type]
    except ValueError:
        return None
    digits = fraction if fraction and fraction.isascii() and fraction.isdigit() else "0"
    return at + timedelta(microseconds=int(digits[:6].ljust(6, "0"))) if at.year >= _FIRST_PHOTO else None


def _offset(written: str | None) -> int | None:
    """Minutes from UTC. Source of the bounds: the time zones in use reach from -12:00 to +14:00."""
    match = _OFFSET.fullmatch(written or "")
    if not match:
        return None
    minutes = int(match[1] + "1") * (int(match[2]) * 60 + int(match[3]))
    return minutes if -12 * 60 <= minutes <= 14 * 60 else None


def position(tags: Tags) -> Position:
    """Where the camera was, both coordinates or none.

    None for what is out of range, has no hemisphere, or is exactly 0, 0, which receivers write without a fix.
    """
    latitude = _degrees(tags, "Latitude", "NS", 90)
    longitude = _degrees(tags, "Longitude", "EW", 180)
    if latitude is None or longitude is None or latitude == longitude == 0:
        return Position(None, None)
    return Position(latitude, longitude)


def _degrees(tags: Tags, axis: str, hemispheres: str, most: float) -> float | None:
    parts = numbers(tags, f"GPS GPS{axis}")
    hemisphere = (text(tags, f"GPS GPS{axis}Ref") or "?")[0].upper()
    if not parts or min(parts) < 0 or hemisphere not in hemispheres:
        return None
    degrees = sum(part / divisor for part, divisor in zip(parts, (1, 60, 3600), strict=False))
    if degrees > most:
        return None
    return -degrees if hemisphere == hemispheres[1] else degrees


def altitude(tags: Tags) -> float | None:
    """Metres above sea level. A missing reference means above; others than 0 and 1 do not speak of the sea."""
    metres = number(tags, "GPS GPSAltitude")
    reference = number(tags, "GPS GPSAltitudeRef") or 0.0
    if metres is None or reference not in (0.0, 1.0):
        return None
    return -metres if reference else metres


def iso(tags: Tags) -> int | None:
    """Sensitivity. 65535 says that it stands in one of the longer tags."""
    names = ("ISOSpeedRatings", "RecommendedExposureIndex", "ISOSpeed")
    for value in (positive(tags, f"EXIF {name}") for name in names):
        if value and value != _ISO_BEYOND_16_BITS:
            return int(value)
    return None


def lens(tags: Tags) -> str | None:
    """The lens model by the standard tag."""
    return known_lens(text(tags, "EXIF LensModel"))


def known_lens(name: str | None) -> str | None:
    """`name` unless it is one of the fillers that cameras write for a lens they do not know."""
    return None if name is None or _NO_LENS.fullmatch(name) else name


def orientation(tags: Tags) -> int | None:
    """1 to 8, or None."""
    value = number(tags, "Image Orientation")
    return int(value) if value is not None and value in range(1, 9) else None
