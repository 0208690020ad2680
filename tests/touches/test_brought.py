"""Mails and meetings brought as files: what is logged of them, and what is refused."""

from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event, vCalAddress

from steward.errors import MailRefused
from steward.plans.internal.activities import ActivityKind, ActivitySource, Direction
from steward.services.touches import log
from steward.services.touches.brought import Addresses, Brought, addresses_of, read_file
from tests.touches.made import known, log_of, made, plans

KNOWN = Addresses(
    theirs={"jo@alpha.example": {"A1": "K1"}, "lee@alpha.example": {"A1": "K2"}, "ann@beta.example": {"B1": "K3"}},
    ours={"ida@northwind.example": "P1"},
)
NOW = datetime(2026, 9, 30, 12)


def mail(**headers: str) -> bytes:
    message = EmailMessage()
    said = {
        "From": "Ida Falk <Ida@Northwind.example>", "To": "Jo Marsh <jo@alpha.example>", "Subject": "Re: Rollout",
        "Date": "Mon, 28 Sep 2026 09:30:00 +0000", "Message-ID": "<m1@northwind.example>", **headers,
    }  # fmt: skip
    for name, value in said.items():
        if value:
            message[name] = value
    message.set_content("As agreed.\n\nOn Mon, Jo wrote:\n> please")
    return message.as_bytes()


def meeting(
    begins: object = datetime(2026, 9, 28, 8, 0, tzinfo=UTC), *, method: str = "PUBLISH", **said: object
) -> bytes:
    calendar, event = Calendar(), Event()
    calendar.add("method", method)
    event.add("uid", said.pop("uid", "u1"))
    event.add("summary", "Site visit")
    event.add("dtstart", begins)
    for name, value in said.items():
        event.add(name, value)
    event.add("organizer", vCalAddress("mailto:Jo@alpha.example"))
    for who in ("ida@northwind.example", "lee@alpha.example", "stranger@else.example"):
        event.add("attendee", vCalAddress(f"MAILTO:{who}"), encode=False)
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _read(name: str, content: bytes) -> tuple[Brought, ...]:
    return read_file(name, content, KNOWN, "Europe/Berlin", NOW)


def test_a_mail_is_logged_by_its_day_its_people_and_its_own_words() -> None:
    (one,) = _read("a.eml", mail())
    said = one.activity("A1", "Ida Falk")
    assert (said.kind, said.subject, said.on, said.at) == (ActivityKind.MAIL, "Re: Rollout", date(2026, 9, 28), "11:30")
    assert (said.people, said.ours, said.direction) == (("K1",), "P1", Direction.OUT)
    assert (said.uid, said.note, said.source) == ("<m1@northwind.example>", "As agreed.", ActivitySource.MAIL_FILE)
    assert one.accounts == ("A1",) and one.strangers == ()


def test_a_mail_from_them_is_theirs_and_one_to_several_accounts_names_them_all() -> None:
    (one,) = _read(
        "a.EML", mail(From="lee@alpha.example", To="ida@northwind.example, ann@beta.example", Cc="jo@alpha.example")
    )
    assert one.accounts == ("A1", "B1")
    assert one.activity("A1", "x").direction is Direction.IN
    assert [one.activity(key, "x").people for key in ("A1", "B1")] == [("K2", "K1"), ("K3",)]


def test_a_meeting_is_logged_on_the_clock_of_the_company() -> None:
    (one,) = _read("visit.ics", meeting(dtend=datetime(2026, 9, 28, 9, 30, tzinfo=UTC)))
    said = one.activity("A1", "Ida Falk")
    assert (said.kind, said.on, said.at, said.minutes) == (ActivityKind.MEETING, date(2026, 9, 28), "10:00", 90)
    assert (said.people, said.ours, said.uid) == (("K1", "K2"), "P1", "u1")
    assert one.strangers == ("stranger@else.example",)
    (whole_day,) = _read("day.ics", meeting(date(2026, 9, 28)))
    assert (whole_day.activity("A1", "x").at, whole_day.activity("A1", "x").minutes) == ("", None)


@pytest.mark.parametrize(
    ("begins", "ends", "at", "minutes"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC), "01:30", 60),
        (datetime(2025, 10, 26, 1, 30), datetime(2025, 10, 26, 3, 30), "01:30", 180),
    ],
)
def test_a_meeting_is_as_long_as_it_was_though_clocks_were_changed_in_between(
    begins: datetime, ends: datetime, at: str, minutes: int
) -> None:
    (one,) = _read("night.ics", meeting(begins, dtend=ends))
    said = one.activity("A1", "Ida Falk")
    assert (said.at, said.minutes) == (at, minutes)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF"),
        ("a.eml", b""),
        ("a.eml", b"\0" * 1000),
        ("a.eml", mail(From="")),
        ("a.eml", mail(Date="")),
        ("a.eml", mail(Date="Mon, 28 Sep 2099 09:30:00 +0000")),
        ("a.eml", mail(Date="Fri, 31 Dec 9999 23:59:59 -1400")),
        ("a.eml", mail(Date="Fri, 01 Jan 9999 23:59:59 +1400")),
        ("a.eml", b"From: b\xff@x.example\r\nDate: Mon, 28 Sep 2026 09:30:00 +0000\r\n\r\nx"),
        ("a.eml", mail(**{"X-Unsent": "1"})),
        ("a.eml", b"From: a@b.c\r\nDate: " + b"9" * 100_000 + b"\r\n\r\nx"),
        ("a.eml", b"x" * 5_000_001),
        ("a.ics", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n"),
        ("a.ics", b"no calendar"),
        ("a.ics", b"BEGIN:VCALENDAR\r\n" + b"X:1\r\n" * 30_000),
        ("a.ics", meeting(method="CANCEL")),
        ("a.ics", meeting(status="CANCELLED")),
        ("a.ics", meeting(datetime(2027, 1, 4, 9, tzinfo=UTC))),
        ("a.ics", meeting(uid="")),
        ("a.ics", meeting(datetime(1, 1, 1))),
        ("a.eml", mail(Date="Fri, 01 Jan 0100 09:30:00 +0000")),
    ],
)
def test_what_cannot_be_logged_is_refused_in_words(name: str, content: bytes) -> None:
    with pytest.raises(MailRefused) as refused:
        _read(name, content)
    assert str(refused.value).endswith(".")


HEADS = (b"", b"From: a@b.c\n", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n")


@given(st.binary(max_size=400), st.sampled_from(["x.eml", "x.ics"]), st.sampled_from(HEADS))
def test_no_bytes_break_the_reading(content: bytes, name: str, head: bytes) -> None:
    try:
        found = _read(name, head + content)
    except MailRefused as refused:
        assert str(refused)
    else:
        assert all(one.uid and one.moment.year >= 1 for one in found)


def test_each_time_of_a_meeting_that_repeats_is_logged_where_it_is_saved_by_itself(tmp_path: Path) -> None:
    """The first day of the whole, and a time of it that was moved; the same time saved again is the same."""
    weekly = meeting(datetime(2026, 9, 7, 8, tzinfo=UTC), rrule={"FREQ": ["WEEKLY"]})
    moved = {"recurrence-id": datetime(2026, 9, 14, 8, tzinfo=UTC)}
    once = meeting(datetime(2026, 9, 15, 10, tzinfo=UTC), **moved)
    again = meeting(datetime(2026, 9, 16, 10, tzinfo=UTC), **moved)
    workspace = made(tmp_path)
    for content in (weekly, once, again):
        (one,) = _read("a.ics", content)
        log.log(plans(workspace), "A1", [one.activity("A1", "Ida Falk")], "Ida Falk")
    assert [one.on for one in log_of(workspace).logged] == [date(2026, 9, 7), date(2026, 9, 15)]


def test_an_address_with_letters_that_nobody_can_type_is_nobodys() -> None:
    (one,) = _read("a.eml", mail().replace(b"jo@alpha.example", b"jo\xff@alpha.example"))
    assert one.people == ("ida@northwind.example",)


def test_a_long_list_of_addresses_is_not_taken_apart() -> None:
    (one,) = _read("a.eml", mail(To=", ".join(f"p{place}@x.example" for place in range(2_000))))
    assert len(one.people) <= 51


def test_a_mail_without_an_id_of_its_own_is_known_by_its_bytes(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    for _ in range(2):
        (one,) = read_file("a.eml", mail(**{"Message-ID": ""}), addresses_of(known(workspace)), "UTC", NOW)
        log.log(plans(workspace), "A1", [one.activity("A1", "Ida Falk")], "Ida Falk")
    (logged,) = log_of(workspace).logged
    assert logged.uid.startswith("file:") and logged.people == ("K1",)
