"""`activities.toml`: calls, mails and meetings that people logged here. Ours alone: customer code never imports it.

Each stands beside the imported ones at once. It goes to the CRM as a file, and once an import brings it back it is the
import that tells of it: what is written here stays, and counts no second time.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from steward.domain.clocks import time_of_day
from steward.domain.identifiers import slug
from steward.plans.files.keys import Kind, Record, choice, colleague, day, ident, key, many, markdown, number, text
from steward.plans.files.shapes import LINE, TIME

FILE = "activities.toml"
LONGEST = 24 * 60
"""Minutes of one of them: a day."""


class ActivityKind(StrEnum):
    """What it was; the words of the activities feed."""

    CALL = "call"
    MEETING = "meeting"
    MAIL = "mail"


class Direction(StrEnum):
    """Who began it."""

    OUT = "we to them"
    IN = "they to us"


class CrmSystem(StrEnum):
    """Whose import reads a file."""

    SALESFORCE = "salesforce"
    HUBSPOT = "hubspot"

    @property
    def label(self) -> str:
        """As it calls itself."""
        return {CrmSystem.SALESFORCE: "Salesforce", CrmSystem.HUBSPOT: "HubSpot"}[self]


class ActivitySource(StrEnum):
    """Where it is known from."""

    TYPED = "typed"
    REVIEW = "review"
    MAIL_FILE = "mail file"
    CALENDAR_FILE = "calendar file"


@dataclass(frozen=True, kw_only=True)
class LoggedActivity(Record):
    """One call, mail or meeting."""

    id: str = ident("Tells it apart, also in the CRM: it is exported under it.")
    kind: ActivityKind | None = choice(ActivityKind, "What", "A call, a meeting or a mail.", required=True)
    subject: str = text("Subject", "What it was about, in a line.", required=True, shape=LINE)
    on: date | None = day("Day", "When it was.", required=True)
    at: str = text("At", "The time it began, such as 14:30; empty = not known.", shape=TIME)
    minutes: float | None = number("Minutes", "How long it lasted.", low=0, high=LONGEST)
    direction: Direction | None = choice(Direction, "Direction", "Who began it.")
    people: tuple[str, ...] = key(Kind.PEOPLE, "With", "Who of them was there, or was written to.")
    ours: str = colleague("By", "Who of us.")
    opportunity: str = key(Kind.OPPORTUNITY, "Opportunity", "What is being sold with it.")
    products: tuple[str, ...] = key(Kind.LIST, "Products", "The product_ids of what was spoken of.")
    note: str = markdown("Note", "What was said, and what follows from it.")
    source: ActivitySource = choice(ActivitySource, "Source", "Where it is known from.", default=ActivitySource.TYPED)
    uid: str = text(
        "UID", "The Message-ID of the mail, the UID of the calendar entry; the review it was.", goes_along=True
    )
    same_as: str = text("Same as", "The activity_id of an imported one that somebody said is the same.")
    others: tuple[str, ...] = key(
        Kind.LIST, "Others", "Ids of those that look like it and that somebody said are others."
    )
    by: str = colleague("Logged by", "Who wrote it down.", goes_along=True)
    logged_on: date | None = day("Logged on", "When it was written down.", goes_along=True)

    @property
    def moment(self) -> datetime:
        """When it began; at midnight where only the day is known."""
        return datetime.combine(self.on or date.min, time_of_day(self.at) or time.min)


class ExportKind(StrEnum):
    """Whether the CRM is to have a record, or to correct one it has."""

    FIRST = "first"
    CORRECTION = "correction"


@dataclass(frozen=True, kw_only=True)
class Exported(Record):
    """One record that went into a file for a CRM."""

    identity = ("what", "system", "digest")

    what: str = text(
        "What", "The id of the activity; of a contact or a review what it is, a slash and its id.", required=True
    )
    system: CrmSystem | None = choice(CrmSystem, "System", "Whose import reads the file.", required=True)
    object: str = text("Object", "As what it went there, such as Task.", goes_along=True)
    kind: ExportKind = choice(
        ExportKind, "Kind", "Whether it is new there or to be corrected.", default=ExportKind.FIRST
    )
    digest: str = text("Digest", "What tells from another state of the record what was exported.", goes_along=True)
    exported_on: date | None = day("Exported on", "When.", goes_along=True)
    by: str = colleague("By", "Who took the file out.", goes_along=True)
    confirmed_on: date | None = day("Confirmed on", "When an import was known to have brought it back.")
    external_id: str = text("Id in the CRM", "Its id there, as the import said.", goes_along=True)


@dataclass(frozen=True, kw_only=True)
class ActivityLog:
    """The whole file. `account_id` is the account it is about."""

    account_id: str
    logged: tuple[LoggedActivity, ...] = many(
        LoggedActivity, "Activities", "Calls, meetings and mails that people logged here."
    )
    exported: tuple[Exported, ...] = many(Exported, "Exported", "What went into a file for a CRM: each record once.")


def steward_id(account_id: str, activity_id: str) -> str:
    """What a record is exported under, which no other account has."""
    return f"{slug(account_id)}/{activity_id}"


def digest_of(one: LoggedActivity) -> str:
    """What tells a state of it from another, of all that goes to a CRM."""
    said = [
        str(one.kind), one.subject, one.on.isoformat() if one.on else "", one.at, one.minutes, str(one.direction or ""),
        list(one.people), one.ours, one.opportunity, list(one.products), one.note,
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()[:16]
