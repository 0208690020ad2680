"""When and where the next review is held, as far as the last one and the calendar tell."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta

from steward.plans.customer.review import Meeting

HOUR, STARTS_AT = 60.0, "10:00"
SATURDAY = 5


def proposed_meeting(now: Meeting, last: Meeting | None, after: date, taken: Collection[date], zone: str) -> Meeting:
    """What stands in the review, and for what does not what it was last time; the day is the next free working day.

    `after`: the day by which the figures are in; `taken`: days of other reviews of whoever looks after the account;
    `zone`: that of whoever arranges it."""
    before = last or Meeting()
    return replace(
        now,
        held_on=now.held_on or working_day(after, taken),
        starts_at=now.starts_at or before.starts_at or STARTS_AT,
        minutes=now.minutes or before.minutes or HOUR,
        zone=now.zone or zone or before.zone,
        place=now.place or before.place,
        purpose=now.purpose or before.purpose,
    )


def working_day(after: date, taken: Collection[date] = ()) -> date:
    """The next day that is neither at a weekend nor taken."""
    found = after + timedelta(days=1)
    while found.weekday() >= SATURDAY or found in taken:
        found += timedelta(days=1)
    return found


def working_days_before(day: date, count: int) -> date:
    """The day so many working days earlier."""
    found = day
    while count:
        found -= timedelta(days=1)
        count -= found.weekday() < SATURDAY
    return found
