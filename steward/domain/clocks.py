"""A time of day and the place whose clock is meant, as people write them."""

import re
from datetime import time
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
