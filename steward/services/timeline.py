"""The timeline of one account: what its feeds say happened, beside its reviews and what people wrote in its plan."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.scope.book import Book, acting_book
from steward.briefings.internal.timeline.events import (
    EventKind,
    TimelineEvent,
    contact_events,
    contract_events,
    opportunity_events,
    outage_events,
    owner_events,
    plan_events,
    review_events,
    survey_events,
)
from steward.briefings.internal.timeline.timeline import Timeline, timeline
from steward.plans.files import journal
from steward.plans.files.store import Plans
from steward.plans.internal.activities import FILE as ACTIVITIES
from steward.services.owners import owners_of_account
from steward.services.reviews.follow_up import reviews_of
from steward.warehouse.rows.internal import timeline as rows
from steward.warehouse.rows.internal.opportunities import events

__all__ = ["EventKind", "Timeline", "TimelineEvent", "brief", "everything"]

BACK = timedelta(days=3 * 366)
"""How far the feeds are looked through."""


def brief(about: Subject, plans: Plans, names: Mapping[str, str]) -> Timeline:
    """Brief on one account, up to today whatever the quarter, because time does not end with one. `names`: of people,
    by the id a review writes."""
    book = acting_book(about.warehouse)
    return timeline(book, about.account_id, about.account.name, everything(book, about.account_id, plans, names))


def everything(book: Book, account_id: str, plans: Plans, names: Mapping[str, str]) -> Iterator[TimelineEvent]:
    """In no order."""
    since, until = book.now - BACK, date.max
    warehouse = book.warehouse
    yield from contact_events(rows.contacted(warehouse, account_id, since, until))
    yield from outage_events(book, rows.outages(warehouse, account_id, since, until))
    yield from survey_events(rows.answered(warehouse, account_id, since, until))
    yield from opportunity_events(book, events(warehouse, since, book.now, account_id))
    yield from contract_events(rows.contracts(warehouse, account_id), book.now)
    yield from owner_events(
        [one for one in owners_of_account(warehouse, account_id) if (one.until_on or until) >= since]
    )
    yield from review_events(reviews_of(plans, account_id), names)
    # What was logged stands there as what it is, not as a save of its file too.
    yield from plan_events([one for one in journal.lines(plans.of(account_id)) if one.file != ACTIVITIES])
