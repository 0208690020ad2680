"""What happened at an account, one line each, whatever it was: from the feeds and from what people wrote."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from steward.briefings.internal.opportunities.waiting import said as said_of
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import NOBODY
from steward.domain.nps import leaning
from steward.exhibits import MINUTES, day_text, listed
from steward.exhibits.wording import counted
from steward.plans.customer.review import Review
from steward.plans.files.journal import JournalLine
from steward.plans.internal.opportunities import OpportunityField
from steward.warehouse.rows.customer.account import Incident
from steward.warehouse.rows.internal.opportunities import OpportunityEvent
from steward.warehouse.rows.internal.owners import Stretch
from steward.warehouse.rows.internal.timeline import Answered, Contacted, ContractDays

LEANINGS = {1: "Promoter", 0: "Passive", -1: "Detractor"}


class EventKind(StrEnum):
    """What sort of thing happened."""

    CONTACT = "Contact"
    OUTAGE = "Outage"
    SURVEY = "Survey"
    OPPORTUNITY = "Opportunity"
    CONTRACT = "Contract"
    OWNER = "Owner"
    REVIEW = "Review"
    PLAN = "Plan"


class TimelineEvent(NamedTuple):
    """One thing that happened or has a day to come. `key`: the id of its source, by which it is opened, empty where
    there is none; `people`: with whom or by whom."""

    day: date
    kind: EventKind
    words: str
    people: str
    key: str = ""
    moment: datetime | None = None
    """When on the day, where that is known."""


def contact_events(rows: Iterable[Contacted]) -> Iterator[TimelineEvent]:
    """Calls, mails and meetings."""
    for row in rows:
        words = ": ".join(filter(None, ((row.kind or "contact").capitalize(), row.subject)))
        people = " · ".join(filter(None, (row.contact, row.colleague)))
        yield TimelineEvent(row.happened_at.date(), EventKind.CONTACT, words, people, row.activity_id, row.happened_at)


def outage_events(book: Book, rows: Iterable[Incident]) -> Iterator[TimelineEvent]:
    """Outages, how long they lasted, and what was credited."""
    for row in rows:
        lasted = (
            f"down for {MINUTES.text(row.repair_minutes)}" if row.repair_minutes is not None else "not restored yet"
        )
        told = (row.severity, row.cause, f"{book.money.text(row.credit)} credited" if row.credit else None)
        what = " at ".join(filter(None, (row.product or "Service", row.site)))
        words = f"{what} {lasted}" + "".join(f", {one}" for one in told if one)
        yield TimelineEvent(row.started_at.date(), EventKind.OUTAGE, words, "", "", row.started_at)


def survey_events(rows: Iterable[Answered]) -> Iterator[TimelineEvent]:
    """Who answered a survey, and how."""
    for row in rows:
        comment = f": “{row.comment}”" if row.comment else ""
        who = ", ".join(filter(None, (row.contact, row.title)))
        yield TimelineEvent(
            row.day,
            EventKind.SURVEY,
            f"{LEANINGS[leaning(row.score)]}, scored {row.score}{comment}",
            who,
            row.response_id,
        )


def opportunity_events(book: Book, rows: Iterable[OpportunityEvent]) -> Iterator[TimelineEvent]:
    """Opportunities that opened, changed or ended."""
    for row in rows:
        yield TimelineEvent(
            row.day, EventKind.OPPORTUNITY, f"{row.name} {_changed(book, row)}", row.owner or "", row.opportunity_id
        )


def _changed(book: Book, row: OpportunityEvent) -> str:
    if row.what in ("won", "lost", "opened"):
        return f"{row.what}, {book.money.text(row.amount)} a month"
    before, after = (_value(book, row.what, value) for value in (row.was, row.now))
    return f"{row.what}: {before} → {after}"


def _value(book: Book, what: str, value: str | None) -> str:
    known = what in (OpportunityField.CLOSE_ON, OpportunityField.AMOUNT)
    return said_of(OpportunityField(what), value or "", book.money) if known else value or "–"


def contract_events(rows: Iterable[ContractDays], today: date) -> Iterator[TimelineEvent]:
    """The days a contract begins and ends, and the last on which notice can be given."""
    for row in rows:
        yield TimelineEvent(row.starts_on, EventKind.CONTRACT, f"{row.contract_id} begins", "", row.contract_id)
        if row.notice_by and row.ends_on:
            ends = f"it ends on {day_text(row.ends_on)}"
            words = f"Last day to give notice of {row.contract_id}: {ends}"
            yield TimelineEvent(row.notice_by, EventKind.CONTRACT, words, "", row.contract_id)
        if row.ends_on:
            words = f"{row.contract_id} {_ends(row, today)}"
            yield TimelineEvent(row.ends_on, EventKind.CONTRACT, words, "", row.contract_id)


def _ends(row: ContractDays, today: date) -> str:
    """What its end means: of one that is over, as far as is known, what became of it."""
    if row.state == "won":
        return "ends, and is renewed"
    if row.state == "lost":
        return "ends, and was not renewed"
    over = row.ends_on is not None and row.ends_on < today
    return "ended" if over else "ends and renews by itself" if row.auto_renews else "ends"


def owner_events(found: Sequence[Stretch]) -> Iterator[TimelineEvent]:
    """The days on which the account went from one of us to another. `found`: all of its stretches, in time."""
    for before, after in pairwise(found):
        if after.from_on and before.owner_id != after.owner_id:
            who = [one.owner or one.owner_id or NOBODY for one in (before, after)]
            words = f"Changed hands: {who[0]} → {who[1]}"
            yield TimelineEvent(after.from_on, EventKind.OWNER, words, who[1])


def review_events(found: Mapping[str, Review], names: Mapping[str, str]) -> Iterator[TimelineEvent]:
    """Reviews that have a day, by their quarter. `names`: of people, by the id a review writes."""
    for quarter, review in found.items():
        if review.meeting.held_on:
            year, _, name = quarter.partition("-")
            people = listed([names.get(one.person, one.person) for one in review.attendees])
            yield TimelineEvent(review.meeting.held_on, EventKind.REVIEW, f"Review of {name} {year}", people, quarter)


def plan_events(lines: Sequence[JournalLine]) -> Iterator[TimelineEvent]:
    """What people saved, one line for each save."""
    for line in lines:
        fields = f", {counted(len(line.changes), 'field')}" if line.changes else ""
        sections = listed(list(dict.fromkeys(one.section.replace("_", " ") for one in line.changes if one.section))[:3])
        words = f"{line.file}: {line.how}{fields}{f' ({sections})' if sections else ''}"
        yield TimelineEvent(line.at.date(), EventKind.PLAN, words, line.who, line.file, line.at)
