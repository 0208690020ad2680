"""Invitations and tasks as calendar files, read back by a calendar's own rules."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from steward.domain.clocks import time_of_day, zone_of
from steward.exhibits.calendar_events import Appointment, Guest, Task
from steward.output.calendar_files import invitation_file, reminders_file, tasks_file

STAMP = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
MEETING = Appointment(
    uid="u-1",
    sequence=3,
    stamp=STAMP,
    title="Business review Q3 2026",
    day=date(2026, 10, 6),
    starts_at=time(14),
    zone=ZoneInfo("Europe/Berlin"),
    minutes=90,
    place="Room 4",
    description="Agenda\n- Goals",
    organizer=Guest("Ben Hall", "ben@ours.example", True),
    guests=(Guest("Ben Hall", "Ben@ours.example", True), Guest("Anna Koch", "anna@theirs.example"), Guest("No Mail")),
)
TASK = Task(
    uid="t-1", subject="Second line", description="We promised it.", due=date(2026, 10, 15), overdue=False,
    account_id="A1", account="Alder Mills", owner_id="P1", owner="Ben Hall", owner_email="ben@ours.example",
    as_of=date(2026, 9, 30),
)  # fmt: skip
HOSTILE = [
    "BEGIN:VCALENDAR",
    "two\nlines\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil",
    'a "quoted" name; with, marks: and \\ more',
    "👩🏽‍💻 team 鹿特丹 שירותי",
    "null\x00 bell\x07 escape\x1b tab\t end",
    "x" * 300,
    "\u202efdp.exe\u2028next\x85line",
    "^n ^' caret",
    "half \ud83d of it",
]


def read(content: bytes) -> Event:
    """The only event of a file."""
    (event,) = Calendar.from_ical(content).events
    assert not event.errors
    return event


def meeting(**changed: Any) -> Event:
    return read(invitation_file(replace(MEETING, **changed)))


def test_an_invitation_says_when_where_who_and_which_version() -> None:
    content = invitation_file(MEETING)
    calendar, event = Calendar.from_ical(content), read(content)
    assert str(calendar["method"]) == "REQUEST"
    assert event["dtstart"].dt == datetime(2026, 10, 6, 12, tzinfo=UTC)
    assert event["dtend"].dt == datetime(2026, 10, 6, 13, 30, tzinfo=UTC)
    assert (str(event["uid"]), int(event["sequence"]), event["dtstamp"].dt) == ("u-1", 3, STAMP)
    assert (str(event["location"]), str(event["description"])) == ("Room 4", "Agenda\n- Goals")
    assert str(event["organizer"]) == "mailto:ben@ours.example"
    invited = {str(one): (one.params["CN"], one.params["PARTSTAT"]) for one in event["attendee"]}
    assert invited == {
        "mailto:Ben@ours.example": ("Ben Hall", "ACCEPTED"),
        "mailto:anna@theirs.example": ("Anna Koch", "NEEDS-ACTION"),
    }


@pytest.mark.parametrize(
    ("zone", "day", "expected"),
    [
        ("Europe/Berlin", date(2026, 7, 1), "20260701T120000Z"),
        ("Europe/Berlin", date(2026, 12, 1), "20261201T130000Z"),
        ("America/New_York", date(2026, 10, 30), "20261030T180000Z"),
        ("Pacific/Kiritimati", date(2026, 1, 1), "20260101T000000Z"),
        ("UTC", date(2026, 1, 1), "20260101T140000Z"),
    ],
)
def test_the_clock_of_the_place_counts(zone: str, day: date, expected: str) -> None:
    assert f"DTSTART:{expected}".encode() in invitation_file(replace(MEETING, zone=ZoneInfo(zone), day=day))


def test_without_a_zone_the_time_floats_and_without_a_time_it_is_the_whole_day() -> None:
    assert b"DTSTART:20261006T140000\r\n" in invitation_file(replace(MEETING, zone=None))
    whole = invitation_file(replace(MEETING, starts_at=None, zone=None))
    assert b"DTSTART;VALUE=DATE:20261006\r\n" in whole
    assert b"DTEND;VALUE=DATE:20261007\r\n" in whole


def test_where_none_of_us_has_an_address_nobody_is_asked_to_answer() -> None:
    for organizer in (None, Guest("Ben Hall"), Guest("Ben Hall", "no address")):
        content = invitation_file(replace(MEETING, organizer=organizer))
        assert b"METHOD:PUBLISH" in content
        assert b"ATTENDEE" not in content
        assert b"ORGANIZER" not in content


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    """In one line each: no second event, no broken line, nothing lost that a calendar can hold."""
    guests = (Guest(text, "anna@theirs.example"), Guest("Evil", f"a@b.example\r\nX-EVIL:{text}"))
    organizer = Guest(text, "ben@ours.example", True)
    content = invitation_file(
        replace(MEETING, title=text, place=text, description=text, guests=guests, organizer=organizer)
    )
    _sound(content)
    event = read(content)
    assert str(event["attendee"]) == "mailto:anna@theirs.example"
    for task in (tasks_file, reminders_file):
        _sound(task([replace(TASK, subject=text, description=text, account=text)]))


def _sound(content: bytes) -> None:
    """Lines of at most 75 bytes, each ended by CRLF, one part, no control character."""
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if any(byte < 32 and byte != 9 for byte in line)]
    unfolded = content.replace(b"\r\n ", b"").decode().split("\r\n")
    assert sum(line.startswith("BEGIN:") for line in unfolded) == 2
    assert not [line for line in unfolded if line.startswith(("X-EVIL", "UID:evil"))]


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_one_event_and_nothing_is_added_to_it(title: str, words: str) -> None:
    event = meeting(title=title, description=words, place=words)
    assert set(str(event["summary"])) <= {*title, " "}


@example("C:\\New, \\\\Nothing; \\n")
@given(st.text(st.characters(codec="ascii", categories=("L", "N", "P", "S", "Zs")), max_size=200))
def test_plain_text_comes_back_as_it_was(words: str) -> None:
    event = meeting(title=words, description=words)
    assert str(event["summary"]) == " ".join(words.split())
    assert str(event.get("description", "")) == words


def test_the_same_meeting_is_the_same_bytes() -> None:
    assert invitation_file(MEETING) == invitation_file(replace(MEETING))
    assert tasks_file([TASK]) == tasks_file([TASK])


def test_a_task_has_its_day_and_its_weight() -> None:
    calendar = Calendar.from_ical(tasks_file([TASK, replace(TASK, uid="t-2", due=None, overdue=True)]))
    first, second = calendar.todos
    assert (str(first["summary"]), first["due"].dt, first["priority"]) == (
        "Alder Mills: Second line", date(2026, 10, 15), 5,
    )  # fmt: skip
    assert ("due" in second, second["priority"]) == (False, 1)


def test_a_reminder_is_a_day_and_without_one_there_is_none() -> None:
    event = read(reminders_file([TASK, replace(TASK, uid="t-2", due=None)]))
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:00", time(14)), ("9.30", time(9, 30)), ("2 pm", time(14)), ("12 am", time(0)), ("12:15 PM", time(12, 15)),
        ("14h30", time(14, 30)), ("9 Uhr", time(9)), ("9", time(9)), ("24:00", None), ("9:75", None), ("13 pm", None),
        ("after lunch", None), ("", None), ("14:00; rm -rf", None),
    ],
)  # fmt: skip
def test_a_time_of_day_as_people_write_it(text: str, expected: time | None) -> None:
    assert time_of_day(text) == expected


@pytest.mark.parametrize("text", ["", "Berlin time", "../../etc/passwd", "/etc/passwd", "Europe", "x" * 5000, "a\x00b"])
def test_what_is_no_zone_is_none(text: str) -> None:
    assert zone_of(text) is None
