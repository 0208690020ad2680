"""Meetings read from an `.ics` file that somebody saved from their calendar; as little is believed as of a mail."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar

from steward.errors import MailRefused

MOST_BYTES = 1_000_000
MOST_LINES = 20_000
MOST_MEETINGS = 50
MOST_PEOPLE = 100
LONGEST, LONGEST_WORDS = 300, 2_000
DAMAGED = "The file is damaged, or no calendar: save the meeting as .ics from your calendar."


class CalendarMeeting(NamedTuple):
    """`begins`: as the clock of the company says; at midnight where it is of a whole day. `people`: addresses of
    whoever organises it or is asked to come, in small letters; `organizer`: of the one."""

    uid: str
    title: str
    begins: datetime
    minutes: int | None
    organizer: str
    people: tuple[str, ...]
    words: str


def meetings_of(content: bytes, zone: ZoneInfo) -> tuple[CalendarMeeting, ...]:
    """The meetings of a file that were not cancelled, the earliest first; of one that repeats its first day, and each
    of its times that the file tells of by itself.

    `zone`: the clock of the company. Raises MailRefused."""
    if len(content) > MOST_BYTES or content.count(b"\n") > MOST_LINES:
        raise MailRefused("The file is longer than a calendar of some meetings: save one meeting at a time.")
    try:
        found = list(_read(Calendar.from_ical(content), zone))
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError, OverflowError) as problem:
        raise MailRefused(DAMAGED) from problem
    if not found:
        raise MailRefused("There is no meeting in it that has a day and was not cancelled.")
    return tuple(sorted(found, key=lambda one: (one.begins, one.uid)))


def _read(calendar: Any, zone: ZoneInfo) -> Iterator[CalendarMeeting]:
    if str(calendar.get("method", "")).upper() == "CANCEL":
        return
    seen: set[str] = set()
    for event in calendar.walk("VEVENT")[:MOST_MEETINGS]:
        uid, begins = _uid(event), _moment(event.get("dtstart"), zone)
        if not uid or begins is None or uid in seen or str(event.get("status", "")).upper() == "CANCELLED":
            continue
        seen.add(uid)
        organizer = _address(event.get("organizer"))
        invited = event.get("attendee") or []
        people = [_address(one) for one in (invited if isinstance(invited, list) else [invited])][:MOST_PEOPLE]
        everybody = tuple(dict.fromkeys(filter(None, (organizer, *people))))
        words = str(event.get("description") or "")[:LONGEST_WORDS].strip()
        minutes = _minutes(event, zone)
        yield CalendarMeeting(uid, _line(event.get("summary")), begins, minutes, organizer, everybody, words)


def _uid(event: Any) -> str:
    """What it is known by. One time of a meeting that repeats bears the UID of all of them, and which one it is."""
    uid, one_of = _line(event.get("uid")), getattr(event.get("recurrence-id"), "dt", None)
    if not uid or not isinstance(one_of, date):
        return uid
    known = one_of.astimezone(UTC) if isinstance(one_of, datetime) and one_of.tzinfo else one_of
    return f"{uid} {known.isoformat()}"


def _moment(said: Any, zone: ZoneInfo) -> datetime | None:
    """On the company's clock; a time without a zone is everybody's own."""
    found = getattr(said, "dt", None)
    if isinstance(found, datetime):
        return (found.astimezone(zone) if found.tzinfo else found).replace(tzinfo=None, second=0, microsecond=0)
    return datetime.combine(found, time.min) if isinstance(found, date) else None


def _minutes(event: Any, zone: ZoneInfo) -> int | None:
    """None where it has no end, or one that no meeting has. A clock that is put forward or back in between changes
    nothing."""
    begins, ends = _instant(event.get("dtstart"), zone), _instant(event.get("dtend"), zone)
    length = getattr(event.get("duration"), "dt", None)
    found = ends - begins if begins and ends else length
    whole = int(found.total_seconds() // 60) if found is not None else 0
    return whole if 0 < whole < 24 * 60 else None


def _instant(said: Any, zone: ZoneInfo) -> datetime | None:
    """None of a whole day, which has no time."""
    found = getattr(said, "dt", None)
    if not isinstance(found, datetime):
        return None
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def _address(said: Any) -> str:
    text = str(said or "").strip()
    found = text[len("mailto:") :] if text.lower().startswith("mailto:") else text
    return found.strip().lower()[:LONGEST] if "@" in found else ""


def _line(said: Any) -> str:
    return " ".join(str(said or "").split())[:LONGEST]
