"""Everything that is to be done, gathered from every area of the book, and whose week it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from steward.briefings.customer.meeting.talking_points import talking_points
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import subject
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.commitments.rows import account_promises, overdue_of
from steward.briefings.internal.health.todos import health_todos
from steward.briefings.internal.maps.rows import map_rows
from steward.briefings.internal.nps.detractors import detractor_todos, waiting_for_us
from steward.briefings.internal.nps.silent import silent_decision_makers, silent_todos
from steward.briefings.internal.nps.sources import Heard, voice_plans
from steward.briefings.internal.opportunities.watch import deal_todos
from steward.briefings.internal.renewals.todos import renewals_todos
from steward.briefings.internal.service.watch import service_todos
from steward.briefings.internal.todo import Todo
from steward.briefings.internal.week.my_week import MyWeek, my_week
from steward.briefings.internal.week.sources import contact_todos, promise_todos, review_todos, thread_todos
from steward.errors import PersonNotFound
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import Review, file_of
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.cached_files import Shelf
from steward.plans.files.plan_cache import Shelves
from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from steward.services import health, renewals
from steward.services import opportunities as pipeline
from steward.services.health import health_of
from steward.services.opportunities import pipeline_of
from steward.services.renewals import renewal_book
from steward.warehouse.rows.internal import book as internal_rows
from steward.warehouse.rows.internal import week as week_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import Member, led_by, members
from steward.warehouse.rows.internal.week import LastTouch


@dataclass(frozen=True)
class Everything:
    """All there is to do, from which each week is taken. `rows`: customers, now or at the quarter before."""

    book: Book
    us: Mapping[str, Member]
    rows: tuple[BookRow, ...]
    todos: tuple[Todo, ...]
    touches: Mapping[str, LastTouch]

    def week(self, person_id: str | None = None) -> MyWeek:
        """The week of one of us with all who report to them; None = everybody's. Raises PersonNotFound."""
        if person_id is None:
            return my_week(self.book, self.rows, self.todos, self.touches)
        name = self.names.get(person_id)
        if name is None:
            raise PersonNotFound(f"Nobody of us has the id “{person_id[:60]}”.")
        whose = led_by(dict(self.us), person_id)
        rows = [row for row in self.rows if row.owner_id in whose]
        mine = [one for one in self.todos if not whose.isdisjoint(one.people)]
        several = len({one.who for one in mine}) > 1
        return my_week(self.book, rows, mine, self.touches, name, several)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Everybody a week can be asked for: all of us, and whoever has an account or a deal and is in no feed."""
        owners = {row.owner_id: row.owner or row.owner_id for row in self.rows if row.owner_id}
        doers = {one.doer_id: one.doer or one.doer_id for one in self.todos if one.doer_id}
        return {**doers, **owners, **{key: one.name for key, one in self.us.items()}}

    @cached_property
    def busy(self) -> Mapping[str, str]:
        """Those who have something to do or look after an account, or lead somebody who does, by name."""
        own = {key for one in self.todos for key in one.people if key} | {row.owner_id for row in self.rows}
        found = {key: name for key, name in self.names.items() if not own.isdisjoint(led_by(dict(self.us), key))}
        return dict(sorted(found.items(), key=lambda one: one[1]))


def week(book: Book, shelves: Shelves, person_id: str | None = None) -> MyWeek:
    """The week of one of us with all who report to them; None = everybody's. Raises PersonNotFound."""
    return everything(book, shelves).week(person_id)


def everything(book: Book, shelves: Shelves) -> Everything:
    """What every area calls for, at every account."""
    accounts = internal_rows.book(book.warehouse, str(book.quarter))
    rows = tuple(row for row in accounts if row.active or row.active_before)
    us, touches = members(book.warehouse), week_rows.last_touches(book.warehouse, book.as_of)
    return Everything(book, us, rows, tuple(_todos(book, shelves, accounts, rows, us, touches)), touches)


def _todos(
    book: Book, shelves: Shelves, accounts: Sequence[BookRow], rows: Sequence[BookRow], us: Mapping[str, Member],
    touches: Mapping[str, LastTouch],
) -> Iterator[Todo]:  # fmt: skip
    """In no order. `accounts`: also those that left, where deals may still be open."""
    ids = [row.account_id for row in rows]
    agreed_plans, own_plans, begun = _shelves(book, shelves)
    success, strategies, reviews = agreed_plans.all_of(ids), own_plans.all_of(ids), begun.all_of(ids)
    yield from promise_todos(book, overdue_of(book, account_promises(rows, success, book.as_of)), us)
    yield from thread_todos(book, map_rows(book, [row for row in rows if row.paying], success, strategies))
    yield from review_todos(book, rows, reviews.keys())
    yield from contact_todos(book, rows, touches)
    yield from renewals_todos(book, renewal_book(book, rows, shelves), us)
    yield from service_todos(book, rows)
    selling = pipeline_of(book, shelves)
    yield from deal_todos(book, selling.deals, {row.account_id: row for row in accounts})
    yield from health_todos(book, health_of(book, rows, shelves))
    heard = Heard(book, rows, voice_plans(shelves, ids))
    yield from detractor_todos(book, waiting_for_us(heard))
    yield from silent_todos(book, silent_decision_makers(heard))


def _shelves(book: Book, shelves: Shelves) -> tuple[Shelf[SuccessPlan], Shelf[Strategy], Shelf[Review]]:
    """What is read for no other area."""
    return (
        shelves.of(SuccessPlan, agreed.FILE, "commitments", "people"),
        shelves.of(Strategy, ours.FILE, "readings", "acquaintances"),
        shelves.of(Review, file_of(book.quarter), "meeting"),
    )


def shelves_read(book: Book, shelves: Shelves) -> None:
    """Takes from the shelves all that `everything` will, and reads nothing yet."""
    _shelves(book, shelves)
    for written in (health.written, pipeline.written, renewals.written, voice_plans):
        written(shelves, ())


def agenda(book: Book, plans: Plans, account_id: str) -> tuple[str, ...]:
    """A draft agenda for a call with one account. Raises AccountNotFound."""
    about = subject(book.warehouse, account_id, str(book.quarter))
    return talking_points(PlanSubject(about, plans.open(SuccessPlan, agreed.FILE, account_id).plan))
