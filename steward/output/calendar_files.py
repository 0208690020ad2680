"""Meetings and tasks as iCalendar files (RFC 5545, 5546): the same meeting gives the same bytes."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event, Todo, vCalAddress

from steward.exhibits.calendar_events import Appointment, DatedEntry, Guest, Task

PRODUCT = "-//Steward//Account plans//EN"
_UNSAFE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ue000]")
# icalendar takes these two characters for a line break, as in the path C:\New. Until the file is written, another
# character, which is as long in UTF-8 and stands in no text, keeps their place.
_SLASH_N, _ITS_PLACE = "\\N", "\ue000"
_ADDRESS = re.compile(r"""[^\s@<>()\[\]\\,;:"'^]+@[\w.-]+\.\w+""")
HIGH, NORMAL = 1, 5


def has_address(guest: Guest) -> bool:
    """Whether an invitation can be sent to somebody."""
    return bool(_ADDRESS.fullmatch(guest.email))


def invitation_file(meeting: Appointment) -> bytes:
    """An invitation that can be answered; where nobody of us has an address, an entry to put into a calendar."""
    event = Event()
    event.add("uid", meeting.uid)
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.stamp.astimezone(UTC).replace(microsecond=0))
    event.add("summary", _line(meeting.title))
    _when(event, meeting)
    _said(event, "location", _line(meeting.place))
    _said(event, "description", _text(meeting.description))
    event.add("status", "CONFIRMED")
    event.add("transp", "OPAQUE" if meeting.starts_at else "TRANSPARENT")
    answerable = meeting.organizer is not None and has_address(meeting.organizer)
    if meeting.organizer and answerable:
        event.add("organizer", vCalAddress.new(meeting.organizer.email, cn=_name(meeting.organizer)), encode=False)
        for guest in filter(has_address, meeting.guests):
            event.add("attendee", _attendee(guest, meeting.organizer), encode=False)
    return _calendar([event], "REQUEST" if answerable else "PUBLISH")


def tasks_file(tasks: Iterable[Task]) -> bytes:
    """Tasks for a list of tasks."""
    return _calendar([_todo(task) for task in tasks], "PUBLISH")


def reminders_file(tasks: Iterable[Task]) -> bytes:
    """Tasks as entries of a whole day, for calendars that know no tasks; without a date there is no entry."""
    return _calendar([_reminder(task, task.due) for task in tasks if task.due], "PUBLISH")


def dates_file(entries: Iterable[DatedEntry]) -> bytes:
    """Days for a calendar; one of a uid that is there already takes its place."""
    return _calendar([_dated(entry) for entry in entries], "PUBLISH")


def _dated(entry: DatedEntry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", datetime(entry.as_of.year, entry.as_of.month, entry.as_of.day, tzinfo=UTC))
    event.add("summary", _line(f"{entry.by}: {entry.title}"))
    _said(event, "description", _text(entry.description))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("categories", [_line(entry.by)])
    return event


def _calendar(parts: Iterable[Event | Todo], method: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    for part in parts:
        calendar.add_component(part)
    written: bytes = calendar.to_ical()
    return written.replace(_ITS_PLACE.encode(), b"\\\\N")


def _when(event: Event, meeting: Appointment) -> None:
    """A whole day, the time of a place (written as UTC, which every calendar reads alike), or everybody's own time."""
    if meeting.starts_at is None:
        event.add("dtstart", meeting.day)
        event.add("dtend", meeting.day + timedelta(days=1))
        return
    start = datetime.combine(meeting.day, meeting.starts_at, meeting.zone)
    start = start.astimezone(UTC) if meeting.zone else start
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=meeting.minutes))


def _attendee(guest: Guest, organizer: Guest) -> vCalAddress:
    """Somebody who is to answer; whoever invites has said yes."""
    if guest.email.casefold() == organizer.email.casefold():
        return vCalAddress.new(guest.email, cn=_name(guest), role="CHAIR", partstat="ACCEPTED")
    return vCalAddress.new(guest.email, cn=_name(guest), role="REQ-PARTICIPANT", partstat="NEEDS-ACTION", rsvp=True)


def _todo(task: Task) -> Todo:
    todo = Todo()
    _told(todo, task)
    if task.due:
        todo.add("due", task.due)
    todo.add("status", "NEEDS-ACTION")
    todo.add("priority", HIGH if task.overdue else NORMAL)
    return todo


def _reminder(task: Task, due: date) -> Event:
    event = Event()
    _told(event, task)
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def _told(part: Event | Todo, task: Task) -> None:
    """What tasks and reminders have in common."""
    part.add("uid", task.uid)
    part.add("dtstamp", datetime(task.as_of.year, task.as_of.month, task.as_of.day, tzinfo=UTC))
    part.add("summary", _line(f"{task.account}: {task.subject}"))
    _said(part, "description", _text(task.description))
    part.add("categories", [_line(task.account)])


def _said(part: Event | Todo, name: str, text: str) -> None:
    if text:
        part.add(name, text)


def _name(guest: Guest) -> str:
    """A name as a parameter may hold it: in one line and without quotes."""
    return _line(guest.name).replace('"', "'").replace("^", "").replace(_ITS_PLACE, _SLASH_N) or guest.email


def _line(text: str) -> str:
    return " ".join(_text(text).split())


def _text(text: str) -> str:
    """The text without what no calendar can hold, with plain line ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\x85", "\n")
    return _UNSAFE.sub("", lines).replace(_SLASH_N, _ITS_PLACE)
