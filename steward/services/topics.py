"""Every topic that keeps and grows the book, for the whole of it or for one account: what scripts are told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.health.account_health import MOVED_OVER
from steward.briefings.internal.health.health import HealthBook
from steward.briefings.internal.nps.nps import Nps
from steward.briefings.internal.opportunities.book import PipelineBook
from steward.briefings.internal.retention.book import RetentionBook
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.targets.people import Who
from steward.briefings.internal.walk import Walk
from steward.briefings.internal.whitespace.whitespace import Whitespace
from steward.exhibits import Exhibit, Figure, once
from steward.plans.files.plan_cache import PlanCache
from steward.services import (
    account,
    education,
    health,
    nps,
    opportunities,
    orders,
    renewals,
    retention,
    service,
    targets,
    vulnerabilities,
    whitespace,
)
from steward.services.account_reviews import desk as account_reviews
from steward.services.account_reviews import papers
from steward.services.channel import book as channel
from steward.services.forecast import desk as forecast
from steward.services.requests import desk as requests
from steward.services.touches import desk as touch_desk
from steward.warehouse.rows.internal.whitespace import Owned


@dataclass(frozen=True)
class Topic:
    """What one page says, whatever somebody chooses on it."""

    key: str
    brief: InternalBriefing
    figures: tuple[Figure, ...]
    exhibits: tuple[Exhibit, ...]
    rows: Mapping[str, Sequence[Owned]] = field(default_factory=dict)
    """What an exhibit has only words for."""
    walks: Sequence[Walk] = ()
    """Why its figures are others than a quarter before."""

    @classmethod
    def of(cls, key: str, brief: InternalBriefing, *further: Exhibit | None, walks: Sequence[Walk] = ()) -> "Topic":
        """A briefing's own figures and exhibits; of two with one id the further one stays away."""
        own = {one.id: one for one in brief.exhibits}
        more = {one.id: one for one in further if one and one.id not in own}
        return cls(key, brief, brief.figures, (*own.values(), *more.values()), walks=walks)


def of_book(book: Book, plan_cache: PlanCache) -> tuple[Topic, ...]:
    """The topics of the whole book."""
    return tuple(each_of_book(book, plan_cache))


def each_of_book(book: Book, plan_cache: PlanCache) -> Iterator[Topic]:
    """The same one after the other, so that of a large book one alone needs to be held."""
    yield from _topics(book, EVERYTHING, plan_cache)
    yield from _offered(book, plan_cache)
    yield _walked("health", health.brief(book, EVERYTHING, plan_cache))
    yield Topic.of("targets_set", targets.of_year(book, plan_cache))
    yield Topic.of("orders", orders.brief(book, EVERYTHING, plan_cache))
    yield Topic.of("forecast", forecast.brief(book, EVERYTHING, plan_cache))
    yield Topic.of("account_reviews", account_reviews.brief(book, EVERYTHING, plan_cache))


def _offered(book: Book, plan_cache: PlanCache) -> Iterator[Topic]:
    """What could be sold, and what is known of it: both of the same spaces, which are let go then."""
    space = whitespace.brief(book, EVERYTHING, plan_cache)
    yield Topic.of("whitespace", space)
    yield Topic.of("education", education.brief(book, EVERYTHING, plan_cache, space))


def of_account(about: Subject, plan_cache: PlanCache) -> tuple[Topic, ...]:
    """The topics of one account."""
    book = Book(about.warehouse, about.quarter, about.as_of)
    alone = Filters(accounts=(about.account_id,))
    open_space = _whitespace(about, book, whitespace.brief(book, alone, plan_cache), plan_cache)
    delivered = Topic.of("orders", orders.of_account(about, plan_cache.plans))
    known = Topic.of("education", education.brief(book, alone, plan_cache))
    return (
        *_topics(book, alone, plan_cache), open_space, known, _health(about, book, plan_cache), delivered,
        _tested(about, book, alone, plan_cache),
    )  # fmt: skip


def _tested(about: Subject, book: Book, alone: Filters, plan_cache: PlanCache) -> Topic:
    """Its reviews by colleagues, with the weak spots that rules see and those of the review under way, else the
    last."""
    brief = account_reviews.brief(book, alone, plan_cache)
    seen = papers.proposals_table(about, vulnerabilities.of_account(about, plan_cache).found)
    last = max(brief.listed.values(), key=lambda one: (one.state.is_open, str(one.review.held_on)), default=None)
    return Topic.of("account_reviews", brief, seen, papers.vulnerabilities_table(about, last) if last else None)


def account_figures(about: Subject, topics: tuple[Topic, ...]) -> tuple[Figure, ...]:
    """All that we see of one account: its own figures first, then those of every topic; each once."""
    return once((*account.figures(about), *(figure for topic in topics for figure in topic.figures)))


def _topics(book: Book, filters: Filters, plan_cache: PlanCache) -> Iterator[Topic]:
    """Those that say the same things of one account as of all."""
    yield _walked("retention", retention.brief(book, filters))
    yield Topic.of("renewals", renewals.brief(book, filters, plan_cache))
    yield _walked("nps", nps.brief(book, filters, plan_cache))
    yield Topic.of("service_watch", service.brief(book, filters))
    yield Topic.of("requests", requests.brief(book, filters, plan_cache))
    yield _pipeline(book, opportunities.brief(book, filters, plan_cache))
    yield Topic.of("touches", touch_desk.brief(book, filters, plan_cache))
    yield Topic.of("channel", channel.brief(book, filters, plan_cache))
    people, *groups = [targets.brief(book, filters, plan_cache, who) for who in Who]
    yield Topic.of("targets", people, *(exhibit for one in groups for exhibit in (one.groups, one.ahead)))


def _walked(key: str, brief: RetentionBook | Nps | HealthBook) -> Topic:
    """One that says why its figures are others than before."""
    return Topic.of(key, brief, walks=brief.walks)


def _pipeline(book: Book, brief: PipelineBook) -> Topic:
    """By everything it can be split by."""
    return Topic.of("pipeline", brief, *opportunities.splits(book, brief), walks=brief.walks)


def _health(about: Subject, book: Book, plan_cache: PlanCache) -> Topic:
    """Its score by group and month, what was measured, and what moved it in the last months."""
    brief = health.of_account(about, plan_cache.plans)
    one = health.health_of_one(book, brief.lines[0], brief.history)
    if one is None:
        return replace(Topic.of("health", brief), figures=())
    since, until = one.months[-1 - MOVED_OVER :][:1], one.months[-1:]
    moved = health.health_bridge(book, brief.history, about.account_id, since[0], until[0]) if since else None
    return replace(Topic.of("health", brief, one.groups, moved, one.trend, one.signals), figures=one.figures)


def _whitespace(about: Subject, book: Book, brief: Whitespace, plan_cache: PlanCache) -> Topic:
    """Its sites."""
    if not brief.lines:
        return Topic.of("whitespace", brief)
    more = whitespace.of_account(book, brief.lines[0])
    return replace(Topic.of("whitespace", brief, more), rows={"sites": whitespace.sites(book, about.account_id)})
