"""Times of day as people write them, and as they are shown to people."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from runner.errors import ConfigError


def moment(written: str, now: datetime) -> datetime:
    """The next moment in local time that `22:00` means, or a date with a time (`2026-12-24T22:00`).

    `now` is local time; a time of day that has passed means tomorrow's. The result has the local time zone. Raises
    ConfigError for anything else, and for a date that has passed.
    """
    try:
        at = datetime.combine(now.date(), time.fromisoformat(written))
        at = at if at > now.replace(tzinfo=None) else at + timedelta(days=1)
    except ValueError:
        at = _dated(written)
    if at <= now.replace(tzinfo=None):
        raise ConfigError([f"at={written}: that time has passed."])
    return at.astimezone()


def said(at: datetime, now: datetime) -> str:
    """A moment in local time: 22:00 within the next 18 hours, otherwise with its date."""
    local = at.astimezone()
    return f"{local:%H:%M}" if local - now.astimezone() < timedelta(hours=18) else f"{local:%Y-%m-%d %H:%M}"


def _dated(written: str) -> datetime:
    try:
        return datetime.fromisoformat(written).replace(tzinfo=None)
    except ValueError:
        raise ConfigError(
            [f"at={written}: write a time of day, at=22:00, or a date with it, at=2026-12-24T22:00."]
        ) from None
