"""The height of the sun when and where a photo was taken, and the name of the light at that height."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from astral import Observer
from astral.sun import elevation

NIGHT, HORIZON, GOLDEN = -12.0, -0.833, 6.0
"""Heights of the sun's centre in degrees: end of nautical twilight, sunrise and sunset with refraction (both US Naval
Observatory, Astronomical Applications), and the upper end of what photographers call the golden hour."""

_STEP = timedelta(minutes=5)


def light(captured_at: datetime, utc_offset_min: int, latitude: float, longitude: float) -> tuple[float, str | None]:
    """The sun's height in degrees, and night, dawn, dusk or golden hour; None in plain daylight.

    `captured_at` is the camera's local time, `utc_offset_min` its offset from UTC in minutes.
    """
    moment = captured_at.replace(tzinfo=timezone(timedelta(minutes=utc_offset_min)))
    place = Observer(latitude, longitude)
    height = elevation(place, moment)
    if height >= GOLDEN:
        return round(height, 2), None
    if height >= HORIZON:
        return round(height, 2), "golden hour"
    if height < NIGHT:
        return round(height, 2), "night"
    return round(height, 2), "dawn" if elevation(place, moment + _STEP) > height else "dusk"
