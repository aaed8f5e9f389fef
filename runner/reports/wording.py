"""Formats figures and outcomes for photographers: "1/250 s", "f/5.6", "ISO 400", "50 mm", "2 h 5 min"."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

MEANINGS = {
    "passed": "texts are ready for review",
    "repaired": "corrected, then clean",
    "blocked": "a text breaks a rule or is missing",
    "failed": "could not be processed",
    "copy": "same bytes as another file",
}
"""Every outcome with its meaning."""

_OUTLIERS: dict[str, tuple[str, str, Callable[[float], str]]] = {
    "size": ("larger than the others", "smaller than the others", lambda value: f"{value:.1f} megapixels"),
    "brightness": ("lighter than the others", "darker than the others", lambda value: f"{100 * value:.0f} %"),
    "colour": ("another colour than the others", "", lambda value: f"a distance of {value:.2f}"),
    "sharpness": ("sharper than the others", "softer than the others", lambda value: f"{value:.2f}"),
}
"""For each figure: the words for a high and a low value, and the format of a value."""

_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def exposure(seconds: float | None) -> str | None:
    """Return an exposure time as cameras show it: "1/250 s", "0.3 s", "30 s"; None if it is missing or invalid.

    A fraction up to a quarter of a second, a decimal above: the convention of ExifTool's PrintExposureTime.
    """
    if seconds is None or not 0 < seconds < math.inf:
        return None
    return f"1/{round(1 / seconds)} s" if seconds < 0.25001 else f"{_short(seconds)} s"


def aperture(f_number: float | None) -> str | None:
    """Return an aperture as "f/5.6"; None if it is missing or, as reported with manual lenses, zero."""
    if f_number is None or not 0 < f_number < math.inf:
        return None
    return f"f/{f_number:.2g}" if f_number < 1 else f"f/{_short(f_number)}"


def sensitivity(iso: int | None) -> str | None:
    """Return a sensitivity as "ISO 400"; None if it is missing or zero."""
    return f"ISO {iso}" if iso else None


def focal_length(millimetres: float | None) -> str | None:
    """Return a focal length as "50 mm"; None if it is missing or, as reported with manual lenses, zero."""
    if millimetres is None or not 0 < millimetres < math.inf:
        return None
    return f"{_short(millimetres)} mm"


def duration(milliseconds: float | None) -> str:
    """Return a time as people say it: "0.4 ms", "85 ms", "1.2 s", "3 min 20 s", "2 h 5 min"; a dash if missing."""
    if milliseconds is None or not math.isfinite(milliseconds):
        return "–"
    if milliseconds < 999.5:
        return f"{_short(milliseconds) if milliseconds < 9.95 else round(milliseconds)} ms"
    seconds = milliseconds / 1000
    if seconds < 59.95:
        return f"{_short(seconds)} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def count(number: int, thing: str) -> str:
    """Return a number with its noun, in the plural if needed: "1 photo", "42,923 photos"."""
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def outlier(figure: str, value: float, usual: float, z: float) -> str:
    """Return why a photo differs from its set: "darker than the others: 4 % where 48 % is usual, z = −5.1"."""
    more, less, shown = _OUTLIERS[figure]
    score = f"z = {z:.1f}".replace("-", "−").replace(" ", "\u00a0")
    return f"{more if z > 0 else less}: {shown(value)} where {shown(usual)} is usual, {score}"


def visible(text: str) -> str:
    """Return the text on one line, with escapes for control characters, direction marks and undecodable bytes.

    A file name can contain any of them, and must neither move the cursor nor look like another name.
    """
    return _HIDDEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def token(value: str, kind: str) -> str:
    """Return the word by which a search of the page finds exactly this value: "band:very_low;"."""
    return f"{kind}:{value.lower().replace(' ', '_')};"


def _short(number: float) -> str:
    """The number with one decimal, or none if that is zero."""
    return f"{number:.1f}".removesuffix(".0")
