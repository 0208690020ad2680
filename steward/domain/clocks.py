"""A time of day and the place whose clock is meant, as people write them; and what moment it is to a company."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

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


def moment_of(today: date) -> datetime:
    """This moment; noon of a day that a company's data names as its own."""
    return datetime.now(UTC) if goes_on(today) else datetime.combine(today, time(12), UTC)


def goes_on(today: date) -> bool:
    """Whether the clock goes on by itself: where a company's data names a day, it stands at its noon."""
    return abs((datetime.now(UTC).date() - today).days) <= 1
