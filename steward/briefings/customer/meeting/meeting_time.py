"""When a meeting begins, as people write it: a time of day, and the place whose clock is meant."""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from steward.exhibits.units import MINUS

_TIME = re.compile(r"(\d{1,2})(?:[:.h](\d{2})?)?\s*(am|pm|a\.m\.|p\.m\.)?(?:\s*uhr)?", re.IGNORECASE)


def time_of_day(text: str) -> time | None:
    """`14:00`, `9.30`, `2 pm`; None for anything else."""
    found = _TIME.fullmatch(text.strip())
    if not found:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def zone_of(text: str) -> ZoneInfo | None:
    """The time zone of a name such as Europe/Berlin; None for anything else."""
    try:
        return ZoneInfo(text.strip()) if text.strip() else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_said(text: str, day: date, begins: time) -> str:
    """A time zone as people say it, with what their clocks call it then: `Copenhagen, CEST`; what is no zone as it is
    written."""
    zone = zone_of(text)
    if zone is None:
        return text.strip()
    area, _, city = text.strip().rpartition("/")
    place = city.replace("_", " ") if area and area != "Etc" else ""
    then = datetime.combine(day, begins, zone)
    clock = then.strftime("%Z")
    return ", ".join(filter(None, (place, clock if clock.isalpha() else _offset(then))))


def _offset(then: datetime) -> str:
    """`UTC+5:45`, for a zone whose clocks have no name."""
    ahead = then.utcoffset() or timedelta()
    hours, minutes = divmod(abs(ahead) // timedelta(minutes=1), 60)
    return f"UTC{'+' if ahead >= timedelta() else MINUS}{hours}{f':{minutes:02}' if minutes else ''}"
