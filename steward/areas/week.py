"""Everything that is to be done, gathered from every area of the book, and whose week it is."""

from collections.abc import Iterator, Mapping, Sequence

from steward.areas.health import health_of
from steward.areas.pipeline import pipeline_of
from steward.areas.renewals import renewal_book
from steward.briefings.book import Book
from steward.briefings.customer.plan_subject import PlanSubject
from steward.briefings.customer.talking_points import talking_points
from steward.briefings.internal.commitments_rows import account_promises, overdue_of
from steward.briefings.internal.deal_watch import deal_todos
from steward.briefings.internal.health_todos import health_todos
from steward.briefings.internal.map_rows import map_rows
from steward.briefings.internal.my_week import MyWeek, my_week
from steward.briefings.internal.nps_detractors import detractor_todos, waiting_for_us
from steward.briefings.internal.nps_silent import silent_decision_makers, silent_todos
from steward.briefings.internal.nps_sources import Heard, voice_plans
from steward.briefings.internal.renewal_todos import renewals_todos
from steward.briefings.internal.service_watch import service_todos
from steward.briefings.internal.todo import Todo
from steward.briefings.internal.week_sources import contact_todos, promise_todos, review_todos, thread_todos
from steward.briefings.subject import subject
from steward.errors import PersonNotFound
from steward.plans import strategy as ours
from steward.plans import success_plan as agreed
from steward.plans.review import Review, file_of
from steward.plans.shelves import Shelves
from steward.plans.store import Plans
from steward.plans.strategy import Strategy
from steward.plans.success_plan import SuccessPlan
from steward.warehouse import internal_rows, week_rows
from steward.warehouse.internal_rows import BookRow
from steward.warehouse.week_rows import LastTouch


def week(book: Book, shelves: Shelves, person_id: str | None = None) -> MyWeek:
    """The week of one of us (None = everybody's). Raises PersonNotFound for somebody who looks after no account."""
    everyone = internal_rows.book(book.warehouse, str(book.quarter))
    mine = [row for row in everyone if person_id in (None, row.owner_id)]
    if not mine and person_id is not None:
        raise PersonNotFound(f"Nobody with the id “{person_id[:60]}” looks after an account.")
    rows = [row for row in mine if row.active or row.active_before]
    touches = week_rows.last_touches(book.warehouse, book.as_of)
    name = (mine[0].owner or "") if person_id is not None else ""
    return my_week(book, rows, tuple(todos(book, shelves, rows, touches)), touches, name)


def todos(
    book: Book, shelves: Shelves, rows: Sequence[BookRow], touches: Mapping[str, LastTouch]
) -> Iterator[Todo]:  # fmt: skip
    """What every area calls for at these accounts, in no order."""
    ids = [row.account_id for row in rows]
    success = shelves.of(SuccessPlan, agreed.FILE, "commitments", "people").all_of(ids)
    strategies = shelves.of(Strategy, ours.FILE, "readings", "acquaintances").all_of(ids)
    yield from promise_todos(book, overdue_of(book, account_promises(rows, success, book.as_of)))
    yield from thread_todos(book, map_rows(book, [row for row in rows if row.paying], success, strategies))
    yield from review_todos(book, rows, shelves.of(Review, file_of(book.quarter), "meeting").all_of(ids).keys())
    yield from contact_todos(book, rows, touches)
    yield from renewals_todos(book, renewal_book(book, rows, shelves))
    yield from service_todos(book, rows)
    selling = pipeline_of(book, shelves)
    yield from deal_todos(book, selling.deals, {row.account_id: row for row in rows})
    yield from health_todos(book, health_of(book, rows, shelves))
    heard = Heard(book, rows, voice_plans(shelves, ids))
    yield from detractor_todos(book, waiting_for_us(heard))
    yield from silent_todos(book, silent_decision_makers(heard))


def agenda(book: Book, plans: Plans, account_id: str) -> tuple[str, ...]:
    """A draft agenda for a call with one account. Raises AccountNotFound."""
    about = subject(book.warehouse, account_id, str(book.quarter))
    return talking_points(PlanSubject(about, plans.open(SuccessPlan, agreed.FILE, account_id).plan))
