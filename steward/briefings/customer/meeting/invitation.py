"""The invitation to a review: when, where, who, the agenda, and what is to be decided. The customer reads it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from steward.briefings.customer.meeting.meeting_time import zone_said
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.review import CustomerReview
from steward.briefings.customer.reviews.meeting_slides import length, side_of
from steward.domain.clocks import time_of_day, zone_of
from steward.errors import MeetingNotPlanned
from steward.exhibits import Table, listed
from steward.exhibits.calendar_events import Appointment, Guest
from steward.exhibits.wording import counted
from steward.plans.customer.review import Meeting, Review
from steward.plans.customer.success_plan import Side
from steward.warehouse.rows.customer.addresses import Owner, owners, people, who

LONGEST = 24 * 60


@dataclass(frozen=True)
class Invitation:
    """The meeting, and what whoever sends it should know of it."""

    meeting: Appointment
    told: tuple[str, ...]


def invitation(
    review: CustomerReview, prepared: Review, names: PlanSubject, sequence: int, stamp: datetime
) -> Invitation:
    """The invitation to a review as it is prepared. Raises MeetingNotPlanned where it has no day."""
    when = prepared.meeting
    if when.held_on is None:
        raise MeetingNotPlanned(f"The review of {review.quarter.spoken} has no day yet, so nobody can be invited.")
    begins, zone = time_of_day(when.starts_at), zone_of(when.zone)
    guests = _guests(prepared, names)
    organizer = _organizer(names, guests)
    meeting = Appointment(
        uid=str(uuid5(NAMESPACE_URL, f"steward:{review.company}:{review.account_id}:{review.quarter}")),
        sequence=sequence,
        stamp=stamp,
        title=f"{review.company} and {review.account_name}: business review {review.quarter.spoken}",
        day=when.held_on,
        starts_at=begins,
        zone=zone if begins else None,
        minutes=min(max(length(prepared), 1), LONGEST),
        place=when.place,
        description="\n".join(_description(review, prepared, names, begins)),
        organizer=organizer,
        guests=tuple(guests),
    )
    return Invitation(meeting, (*_told(when, meeting), *_gone(prepared, names)))


def _guests(prepared: Review, names: PlanSubject) -> list[Guest]:
    """Everybody who takes part and has not left, once."""
    subject, coming = names.subject, [one for one in prepared.attendees if names.was_there(one.person)]
    found = people(subject.warehouse, [subject.account_id], [one.person for one in coming])
    guests: dict[str, Guest] = {}
    for one in coming:
        known = who(found, subject.account_id, one.person)
        email = (one.email or known.email).strip().removeprefix("mailto:")
        ours = side_of(one, names) is Side.OURS
        guests.setdefault(email.casefold() or one.person, Guest(names.name(one.person), email, ours))
    return list(guests.values())


def _organizer(names: PlanSubject, guests: list[Guest]) -> Guest | None:
    """The account manager; else the first of us who has an address."""
    owner: Owner | None = owners(names.subject.warehouse, [names.subject.account_id]).get(names.subject.account_id)
    if owner and owner.email:
        return Guest(owner.name, owner.email, True)
    return next((one for one in guests if one.ours and one.email), None)


def _description(review: CustomerReview, prepared: Review, names: PlanSubject, begins: time | None) -> Iterator[str]:
    if prepared.meeting.purpose:
        yield from (prepared.meeting.purpose, "")
    if begins and prepared.meeting.zone and prepared.meeting.held_on:
        zone = zone_said(prepared.meeting.zone, prepared.meeting.held_on, begins)
        yield from (f"{_hours(begins, length(prepared))} ({zone})", "")
    agenda = next((slide for slide in review.slides if slide.id == "agenda"), None)
    for table in (one for one in (agenda.exhibits if agenda else ()) if isinstance(one, Table)):
        yield "Agenda"
        yield from (f"- {topic}, {counted(int(str(minutes)), 'minute')}" for topic, minutes, *_ in table.rows)
    if agenda and agenda.points:
        yield ""
        yield from (f"- {point}" for point in agenda.points)
    if review.together:
        yield from ("", f"Figures are of {listed(review.together)} together.")
    coming = [one for one in prepared.attendees if names.was_there(one.person)]
    for side, whose in ((Side.THEIRS, review.account_name), (Side.OURS, review.company)):
        team = [names.name(one.person) for one in coming if side_of(one, names) is side]
        if team:
            yield from ("", f"For {whose}: {listed(team)}")


def _hours(begins: time, minutes: int) -> str:
    ends = datetime(2000, 1, 1, begins.hour, begins.minute) + timedelta(minutes=minutes)
    return f"{begins:%H:%M} to {ends:%H:%M}"


def _gone(prepared: Review, names: PlanSubject) -> Iterator[str]:
    gone = [names.name(one.person) for one in prepared.attendees if not names.was_there(one.person)]
    if gone:
        yield f"Not invited, because they left: {listed(gone)}. Take them off the list of who takes part."


def _told(when: Meeting, meeting: Appointment) -> Iterator[str]:
    """What the file cannot say, in a sentence each."""
    if meeting.starts_at is None:
        wrong = f"“{when.starts_at}” is no time of day" if when.starts_at else "No time of day is written"
        yield f"{wrong}, so the invitation is for the whole day."
    elif meeting.zone is None:
        wrong = f"“{when.zone}” is no time zone" if when.zone else "No time zone is written"
        yield f"{wrong} such as Europe/Berlin, so everybody reads {meeting.starts_at:%H:%M} as their own time."
    if meeting.organizer is None:
        yield "None of us has an email address, so this is an entry for a calendar and nobody can answer it."
    without = [one.name for one in meeting.guests if not one.email]
    if without:
        yield f"No email address is known of {listed(without)}; they are named in the text only."
    if not meeting.guests:
        yield "Nobody is named who takes part."
