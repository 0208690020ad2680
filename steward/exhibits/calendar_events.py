"""Meetings and tasks before anyone writes them: as .ics by `output.calendar_files`, as CSV by `output.task_files`."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Guest:
    """Somebody who is invited. `email` is empty where none is known; `ours`: one of us."""

    name: str
    email: str = ""
    ours: bool = False


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """One meeting. `starts_at` None: the whole day. `zone` None: the time is everybody's own.

    `sequence` grows with every change; `stamp`: when it was last changed. Both decide which of two is newer."""

    uid: str
    sequence: int
    stamp: datetime
    title: str
    day: date
    starts_at: time | None
    zone: ZoneInfo | None
    minutes: int
    place: str
    description: str
    organizer: Guest | None
    guests: tuple[Guest, ...]


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something that somebody is to do. `owner_id`: which of us sees to it, by the id the CRM knows."""

    uid: str
    subject: str
    description: str
    due: date | None
    overdue: bool
    account_id: str
    account: str
    owner_id: str
    owner: str
    owner_email: str
    as_of: date


@dataclass(frozen=True, kw_only=True)
class DatedEntry:
    """A day for a calendar that may be another next week. `sequence` grows with every change; `by`: whose promise it
    is; `cancelled`: it is taken out of the calendar again."""

    uid: str
    sequence: int
    day: date
    title: str
    description: str
    by: str
    cancelled: bool
    as_of: date
