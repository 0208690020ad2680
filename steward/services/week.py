"""Everything that is to be done, gathered from every topic of the book, and whose week it is."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar

from steward.briefings.customer.meeting.talking_points import talking_points
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import subject
from steward.briefings.internal.account_reviews.book import AccountReviewBook
from steward.briefings.internal.account_reviews.todos import account_review_todos
from steward.briefings.internal.books.todos import books_todos
from steward.briefings.internal.channel.book import ChannelBook
from steward.briefings.internal.channel.todos import channel_todos
from steward.briefings.internal.commitments.book import CommitmentsBook
from steward.briefings.internal.decisions.listed import decision_todos
from steward.briefings.internal.design.waiting import ListedDesign, design_todos
from steward.briefings.internal.forecast.todos import CallDue, forecast_todos
from steward.briefings.internal.handover.todos import handover_todos
from steward.briefings.internal.health.account_health import AccountHealth
from steward.briefings.internal.health.todos import health_todos
from steward.briefings.internal.maps.book import MapBook
from steward.briefings.internal.nps.detractors import detractor_todos, waiting_for_us
from steward.briefings.internal.nps.silent import silent_decision_makers, silent_todos
from steward.briefings.internal.opportunities.book import PipelineBook
from steward.briefings.internal.opportunities.watch import opportunity_todos
from steward.briefings.internal.orders.book import OrdersBook
from steward.briefings.internal.orders.todos import orders_todos
from steward.briefings.internal.quotes.book import QuoteBook
from steward.briefings.internal.quotes.todos import quote_todos
from steward.briefings.internal.renewals.renewals import Renewals
from steward.briefings.internal.renewals.todos import renewals_todos
from steward.briefings.internal.requests.book import RequestBook
from steward.briefings.internal.requests.todos import request_todos
from steward.briefings.internal.scope.book import Book, book_of
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.service.watch import service_todos
from steward.briefings.internal.todo import Reason, Todo
from steward.briefings.internal.touches.todos import touch_todos
from steward.briefings.internal.touches.touches import TouchBook
from steward.briefings.internal.week.calendar import ReviewMeeting
from steward.briefings.internal.week.my_week import MyWeek, my_week
from steward.briefings.internal.week.sources import (
    ReviewOf,
    closing_todos,
    commitment_todos,
    contact_todos,
    departure_todos,
    homework_todos,
    map_todos,
    review_todos,
    thread_todos,
)
from steward.domain.attention import AttentionRules
from steward.domain.quarters import Quarter
from steward.errors import PersonNotFound
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.review import Review, file_of
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.cached_files import CachedFiles
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.reading import PlanProblem
from steward.plans.files.store import Plans
from steward.plans.internal.attention import FILE as ATTENTION
from steward.plans.internal.attention import attention_rules
from steward.plans.internal.debrief import Debrief
from steward.plans.internal.debrief import file_of as debrief_of
from steward.services import commitments, decisions, health, maps, nps, opportunities, orders, renewals
from steward.services.account_reviews import desk as account_reviews
from steward.services.books.asked import asked_of_us
from steward.services.channel import book as channel
from steward.services.design import book as designs
from steward.services.forecast import due as forecast
from steward.services.handover import desk as handovers
from steward.services.quotes import desk as quotes
from steward.services.requests import desk as requests
from steward.services.reviews import year as review_year
from steward.services.touches import desk as touch_desk
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import week as week_rows
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.team import StaffMember, led_by, members
from steward.warehouse.rows.internal.week import LastTouch

Said = TypeVar("Said")
TOPICS = (
    account_reviews, channel, commitments, designs, forecast, handovers, health, maps, nps, opportunities, orders,
    quotes, renewals, requests, touch_desk,
)  # fmt: skip
"""Whose to-dos are gathered."""
COMPANY_FILES = tuple(
    dict.fromkeys((ATTENTION, *decisions.COMPANY_FILES, *(file for topic in TOPICS for file in topic.COMPANY_FILES)))
)
"""What else of the company's own it rests on."""


class TopicBriefs(NamedTuple):
    """What the topics with plans say of some accounts."""

    commitments: CommitmentsBook
    health: tuple[AccountHealth, ...]
    maps: MapBook
    opportunities: PipelineBook
    renewals: Renewals
    quotes: QuoteBook
    designs: tuple[ListedDesign, ...]
    orders: OrdersBook
    requests: RequestBook
    touches: TouchBook
    channel: ChannelBook
    forecast: tuple[CallDue, ...]
    account_reviews: AccountReviewBook


@dataclass(frozen=True)
class Everything:
    """All there is to do, from which each week is taken. `rows`: customers, now or at the quarter before."""

    book: Book
    us: Mapping[str, StaffMember]
    rows: tuple[BookRow, ...]
    todos: tuple[Todo, ...]
    touches: Mapping[str, LastTouch]
    rules: AttentionRules
    problems: tuple[PlanProblem, ...]
    """What is wrong in the company's own file of how accounts are ranked."""
    meetings: tuple[ReviewMeeting, ...]

    def week(self, person_id: str | None = None) -> MyWeek:
        """The week of one of us with all who report to them; None = everybody's. Raises PersonNotFound."""
        if person_id not in self._weeks:
            self._weeks[person_id] = self._week(person_id)
        return self._weeks[person_id]

    @cached_property
    def _weeks(self) -> dict[str | None, MyWeek]:
        """Those that were asked for."""
        return {}

    def _week(self, person_id: str | None) -> MyWeek:
        if person_id is None:
            return my_week(self.book, self.rows, self.todos, self.touches, self.rules, self.meetings)
        name = self.names.get(person_id)
        if name is None:
            raise PersonNotFound(f"Nobody of us has the id “{person_id[:60]}”.")
        whose = led_by(dict(self.us), person_id)
        mine = [one for one in self.todos if not whose.isdisjoint(one.people)]
        # Whoever takes an account over prepares for it while the data still says that it is another's.
        taken_over = {one.account_id for one in mine if one.reason is Reason.HANDOVER}
        rows = [row for row in self.rows if row.owner_id in whose or row.account_id in taken_over]
        several = len({one.who for one in mine}) > 1
        held = {row.account_id for row in rows}
        meetings = [one for one in self.meetings if one.account_id in held]
        return my_week(self.book, rows, mine, self.touches, self.rules, meetings, name, several)

    def of_accounts(self, account_ids: Collection[str]) -> MyWeek:
        """What is to be done at these accounts, whosever it is."""
        rows = [row for row in self.rows if row.account_id in account_ids]
        todos = [one for one in self.todos if one.account_id in account_ids]
        meetings = [one for one in self.meetings if one.account_id in account_ids]
        return my_week(self.book, rows, todos, self.touches, self.rules, meetings)

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Everybody a week can be asked for: all of us, and who owns an account or an opportunity and is in no feed."""
        owners = {row.owner_id: row.owner or row.owner_id for row in self.rows if row.owner_id}
        doers = {one.doer_id: one.doer or one.doer_id for one in self.todos if one.doer_id}
        return {**doers, **owners, **{key: one.name for key, one in self.us.items()}}

    @cached_property
    def busy(self) -> Mapping[str, str]:
        """Those who have something to do or look after an account, or lead somebody who does, by name."""
        own = {key for one in self.todos for key in one.people if key} | {row.owner_id for row in self.rows}
        found = {key: name for key, name in self.names.items() if not own.isdisjoint(led_by(dict(self.us), key))}
        return dict(sorted(found.items(), key=lambda one: one[1]))


def week(book: Book, plan_cache: PlanCache, person_id: str | None = None) -> MyWeek:
    """The week of one of us with all who report to them; None = everybody's. Raises PersonNotFound."""
    return everything(book, plan_cache).week(person_id)


class AskTopic(Protocol):
    """How a topic is asked for what it says: at once, or through what a door keeps of it."""

    def __call__(self, topic: Any, say: Callable[[Book, Filters, PlanCache], Said], /) -> Said: ...


def topic_briefs(ask: AskTopic) -> TopicBriefs:
    """What the topics with plans say, each as it is asked."""
    return TopicBriefs(
        ask(commitments, commitments.brief),
        ask(health, health.lines),
        ask(maps, maps.brief),
        ask(opportunities, opportunities.brief),
        ask(renewals, renewals.brief),
        ask(quotes, quotes.brief),
        ask(designs, designs.brief),
        ask(orders, orders.brief),
        ask(requests, requests.brief),
        ask(touch_desk, touch_desk.brief),
        ask(channel, channel.brief),
        ask(forecast, forecast.brief),
        ask(account_reviews, account_reviews.brief),
    )


def said_of(book: Book, filters: Filters, plan_cache: PlanCache) -> TopicBriefs:
    """What the topics with plans say of the accounts that pass the filters."""

    def at_once(topic: Any, say: Callable[[Book, Filters, PlanCache], Said], /) -> Said:
        return say(book, filters, plan_cache)

    return topic_briefs(at_once)


def everything(
    book: Book, plan_cache: PlanCache, filters: Filters = EVERYTHING, said: TopicBriefs | None = None
) -> Everything:  # fmt: skip
    """What every topic calls for, at the accounts that pass the filters. `said`: where it is known already."""
    said = said or said_of(book, filters, plan_cache)
    plan_cache.changes_at(said.quotes.changes_at)
    plan_cache.changes_at(requests.changes_at(book, said.requests))
    accounts = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    rows = tuple(row for row in accounts if row.customer)
    us, touches = members(book.warehouse), week_rows.last_touches(book.warehouse, book.now)
    reviews = tuple(_reviews(book, plan_cache, rows))
    decided = decisions.passing(book, filters, plan_cache)
    by_account = {row.account_id: row for row in accounts}
    todos = (
        *_todos(book, plan_cache, said, accounts, rows, us, touches, reviews),
        *decision_todos(book, decided, by_account),
    )
    used = attention_rules(plan_cache.plans.folder)
    meetings = tuple(_meetings(book, rows, reviews))
    return Everything(book, us, rows, todos, touches, used.rules, used.problems, meetings)


def _meetings(book: Book, rows: Sequence[BookRow], found: Sequence[ReviewOf]) -> Iterator[ReviewMeeting]:
    """The reviews that have a day."""
    names = {row.account_id: row.name for row in rows}
    for one in found:
        if (held := one.review.meeting.held_on) and one.account_id in names:
            yield ReviewMeeting(one.account_id, names[one.account_id], held, one.quarter.spoken)


def _todos(
    book: Book, plan_cache: PlanCache, said: TopicBriefs, accounts: Sequence[BookRow], rows: Sequence[BookRow],
    us: Mapping[str, StaffMember], touches: Mapping[str, LastTouch], reviews: Sequence[ReviewOf],
) -> Iterator[Todo]:  # fmt: skip
    """In no order. `accounts`: also those that left, where opportunities may still be open."""
    yield from commitment_todos(book, said.commitments.late, us)
    mapped = said.maps.rows
    yield from thread_todos(book, mapped)
    yield from departure_todos(book, mapped)
    yield from map_todos(book, mapped)
    now = _reviewed(book)
    begun = {one.account_id for one in reviews if one.begun and one.quarter == now.quarter}
    yield from review_todos(now, rows, review_year.is_due(now, rows, plan_cache), begun)
    by_id = {row.account_id: row for row in rows}
    yield from homework_todos(book, by_id, reviews, us)
    yield from closing_todos(book, by_id, reviews)
    yield from contact_todos(book, rows, touches)
    yield from touch_todos(book, said.touches.touches)
    yield from renewals_todos(book, said.renewals, us)
    yield from service_todos(book, rows)
    yield from opportunity_todos(book, said.opportunities.watched, {row.account_id: row for row in accounts})
    yield from health_todos(book, said.health)
    yield from quote_todos(said.quotes.listed, {row.account_id: row for row in accounts}, us)
    yield from design_todos(said.designs, {row.account_id: row for row in accounts}, us)
    yield from orders_todos(book, accounts, said.orders, us)
    yield from request_todos(said.requests.listed, said.requests.rules, {row.account_id: row for row in accounts}, us)
    yield from handover_todos(book, handovers.beside(book, accounts, plan_cache, said))
    yield from books_todos(book, asked_of_us(book, plan_cache, us), {row.account_id: row for row in accounts}, us)
    yield from channel_todos(book, said.channel, {row.account_id: row for row in accounts})
    yield from forecast_todos(book, said.forecast, us)
    yield from account_review_todos(book, said.account_reviews, us)
    heard = nps.heard(book, rows, plan_cache)
    yield from detractor_todos(book, waiting_for_us(heard))
    yield from silent_todos(book, silent_decision_makers(heard))


def _reviewed(book: Book) -> Book:
    """The quarter that reviews are held of now: one that is over."""
    return book if book.is_over else book_of(book.warehouse)


def _quarters(book: Book) -> tuple[Quarter, ...]:
    """From the quarter before that whose reviews are held now, of which something may be left, to the one that runs: a
    review may be held before its quarter is over."""
    now, running = _reviewed(book).quarter, Quarter.containing(book.now, book.quarter.year_starts)
    found = [now.shifted(-1), now]
    while found[-1] < running:
        found.append(found[-1].shifted(1))
    return tuple(found)


def _reviews(book: Book, plan_cache: PlanCache, rows: Sequence[BookRow]) -> Iterator[ReviewOf]:
    """The reviews of these quarters of whoever has a file of one."""
    ids = [row.account_id for row in rows]
    for quarter in _quarters(book):
        prepared, said = _files(quarter, plan_cache)
        found, debriefs = prepared.all_of(ids), said.all_of(ids)
        for key in {**found, **debriefs}:
            review, debrief = found.get(key), debriefs.get(key)
            yield ReviewOf(
                key,
                quarter,
                review or Review(account_id=key),
                debrief or Debrief(account_id=key),
                begun=review is not None,
            )


def _files(quarter: Quarter, plan_cache: PlanCache) -> tuple[CachedFiles[Review], CachedFiles[Debrief]]:
    return (
        plan_cache.of(Review, file_of(quarter), "meeting", "decisions"),
        plan_cache.of(Debrief, debrief_of(quarter), "rating", "notes", "homework"),
    )


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Takes from the plan cache all that `everything` will, and reads nothing yet."""
    for quarter in _quarters(book):
        _files(quarter, plan_cache)
    review_year.written(plan_cache, account_ids, _reviewed(book))
    for topic in TOPICS:
        topic.written(plan_cache, account_ids, book)


def agenda(book: Book, plans: Plans, account_id: str) -> tuple[str, ...]:
    """A draft agenda for a call with one account. Raises AccountNotFound."""
    about = subject(book.warehouse, account_id, str(book.quarter))
    return talking_points(PlanSubject(about, plans.open(SuccessPlan, agreed.FILE, account_id).plan))
