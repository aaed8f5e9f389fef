"""When a photo was taken: the camera's local time and its offset from UTC.

The order of the tags follows the MWG Guidelines for Handling Image Metadata 2.0, chapter 5 (original date: EXIF, XMP,
IPTC), then the date of digitisation, then GPS time. The date of the last change is never used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from runner.imaging.camera_tags import CameraTags

_DATE = re.compile(
    r"(\d{4})[:/.-] ?(\d{1,2})[:/.-] ?(\d{1,2})(?:[ T]+|T?)(\d{1,2}) ?: ?(\d{1,2})(?: ?: ?(\d{1,2})(?:[.,](\d*))?)?"
    r"\s*(?:UTC|GMT)?\s*(Z|[+-]\d\d:?\d\d)?"
)
_OFFSET = re.compile(r"([+-]) ?(\d{1,2}):?([0-5]\d)")
_FIRST_PHOTO = 1826
_ZONES = timedelta(days=2)
"""So far ahead of this machine's clock a right one may be: there are time zones, and clocks that are a little off."""
_WRITTEN = datetime(2026, 1, 1)
"""A clock that shows an earlier time than that at which this was written is wrong."""
_STEP_MIN = 15
"""Time zones differ from UTC by a multiple of this many minutes."""
_TOLERANCE_S = 120
"""The receiver's time may be this much older than the picture, or the camera's clock wrong by this much."""


class Moment(NamedTuple):
    """When the shutter opened: the camera's local time, and its offset from UTC in minutes."""

    at: datetime | None
    utc_offset_min: int | None
    source: str | None = None  # where the time was found
    offset_source: str | None = None
    ahead: datetime | None = None  # the first date that was passed over because it is in the future


class _Written(NamedTuple):
    """A date as one tag has it, with its fraction of a second and its offset from other tags, if there are any."""

    source: str
    date: str | None
    fraction: str | None = None
    offset: str | None = None


def moment(tags: CameraTags) -> Moment:
    """When the photo was taken, else digitised, else the GPS time; time and offset are None if nothing tells.

    A date in the future tells nothing.
    """
    latest, ahead = _latest(), None
    for written in _all(tags):
        at = _date(written.date or "", written.fraction)
        if at and at <= latest:
            return _with_offset(at, written, tags)._replace(ahead=ahead)
        ahead = ahead or at
    return _by_satellite(tags, latest)._replace(ahead=ahead)


def _latest() -> datetime:
    """The last moment that is not in the future; any moment if this machine's clock was never set."""
    now = datetime.now()
    return now + _ZONES if now >= _WRITTEN else datetime.max


def _all(tags: CameraTags) -> Iterator[_Written]:
    yield _exif(tags, "Original")
    for name in ("exif.DateTimeOriginal", "photoshop.DateCreated"):
        yield _Written(f"XMP {name}", tags.xmp(name))
    yield _iptc(tags, "Date", "Created")
    yield _exif(tags, "Digitized")
    yield _Written("XMP exif.DateTimeDigitized", tags.xmp("exif.DateTimeDigitized"))
    if not _drawn(tags):
        yield _Written("XMP xmp.CreateDate", tags.xmp("xmp.CreateDate"))
    yield _iptc(tags, "Digitization", "")


def _drawn(tags: CameraTags) -> bool:
    """Whether a program made the picture and no camera is named: its date is then that of the work on a computer."""
    cameras = (tags.text("Image Model"), tags.text("Image Make"), tags.xmp("tiff.Model"), tags.xmp("tiff.Make"))
    return tags.xmp("xmp.CreatorTool") is not None and not any(cameras)


def _exif(tags: CameraTags, kind: str) -> _Written:
    offset = tags.text(f"EXIF OffsetTime{kind}") or tags.text("EXIF OffsetTime")
    return _Written(f"EXIF DateTime{kind}", tags.text(f"EXIF DateTime{kind}"), _digits(tags, kind), offset)


def _digits(tags: CameraTags, kind: str) -> str | None:
    written = tags.text(f"EXIF SubSecTime{kind}")
    return written if written and written.isascii() and written.isdigit() else None


def _iptc(tags: CameraTags, prefix: str, kind: str) -> _Written:
    date = tags.iptc(f"Date{kind}" if kind else f"{prefix}Date")
    time = tags.iptc(f"Time{kind}" if kind else f"{prefix}Time")
    return _Written(f"IPTC {prefix} {kind}".strip(), f"{date} {time}" if date and time else None)


def _date(written: str, fraction: str | None) -> datetime | None:
    match = _DATE.fullmatch(written)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    # Some phones write 24 for the first hour of the day, and clocks show 60 in a leap second.
    hour, second = (0 if hour == 24 else hour), min(second, 59) if second == 60 else second
    try:
        at = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    digits = match[7] or fraction or "0"
    return at + timedelta(microseconds=int(digits[:6].ljust(6, "0"))) if at.year >= _FIRST_PHOTO else None


def _with_offset(at: datetime, written: _Written, tags: CameraTags) -> Moment:
    match = _DATE.fullmatch(written.date or "")
    inside = _offset(match[8] if match else None)
    beside = _offset(written.offset)
    if inside is not None or beside is not None:
        return Moment(at, inside if beside is None else beside, written.source, written.source)
    satellites = _satellites(tags)
    offset = _between(at, satellites) if satellites and written.source.startswith("EXIF") else None
    return Moment(at, offset, written.source, None if offset is None else "GPS time")


def _offset(written: str | None) -> int | None:
    """Minutes from UTC; None if out of bounds: the time zones in use reach from -12:00 to +14:00."""
    if written in ("Z", "z"):
        return 0
    match = _OFFSET.fullmatch(written or "")
    if not match:
        return None
    minutes = int(match[1] + "1") * (int(match[2]) * 60 + int(match[3]))
    return minutes if -12 * 60 <= minutes <= 14 * 60 else None


def _satellites(tags: CameraTags) -> datetime | None:
    """The time of the GPS receiver, in UTC; None if it is missing or impossible."""
    date, time = tags.text("GPS GPSDate") or tags.text("GPS GPSDateStamp"), tags.numbers("GPS GPSTimeStamp")
    day = re.fullmatch(r"(\d{4})[:/.-](\d{1,2})[:/.-](\d{1,2})", date or "")
    if not day or len(time) != 3 or time[0] is None or time[1] is None:
        return None
    try:
        start = datetime(int(day[1]), int(day[2]), int(day[3]))
        clock = timedelta(hours=time[0], minutes=time[1], seconds=time[2] or 0)
    except (ValueError, OverflowError):
        return None
    return start + clock if start.year >= 1980 and timedelta(0) <= clock <= timedelta(days=1) else None


def _between(at: datetime, utc: datetime) -> int | None:
    """The time zone, in minutes, that explains the difference between two clocks; None if none does."""
    seconds = (at - utc).total_seconds()
    minutes = round(seconds / 60 / _STEP_MIN) * _STEP_MIN
    near = abs(seconds - minutes * 60) <= _TOLERANCE_S
    return minutes if near and -12 * 60 <= minutes <= 14 * 60 else None


def _by_satellite(tags: CameraTags, latest: datetime) -> Moment:
    at = _satellites(tags)
    return Moment(at, 0, "GPS time", "GPS time") if at and at <= latest else Moment(None, None)
