"""When a meeting begins, as people write it: a time of day, and the place whose clock is meant."""

from datetime import date, datetime, time, timedelta

from steward.domain.clocks import zone_of
from steward.exhibits.units import MINUS


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
