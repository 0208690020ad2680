"""Every area that keeps and grows the book, for the whole of it or for one account: what scripts are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.book.book import EVERYTHING, Filters
from steward.briefings.internal.book.figures import internal_figures
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.health.account_health import MOVED_OVER
from steward.briefings.internal.health.one_account import health_bridge, health_of_one
from steward.briefings.internal.nps.nps import nps
from steward.briefings.internal.nps.sources import voice_plans
from steward.briefings.internal.opportunities.charts import By, split
from steward.briefings.internal.plans.names import StrategySubject
from steward.briefings.internal.retention.book import retention_book
from steward.briefings.internal.service.watch import service_watch
from steward.briefings.internal.targets.people import Who
from steward.briefings.internal.targets.targets import targets
from steward.briefings.internal.whitespace.introductions import introductions, site_grid
from steward.briefings.internal.whitespace.whitespace import Whitespace
from steward.exhibits import Exhibit, Figure
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import Shelves
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from steward.services.health import account_health, health_of
from steward.services.opportunities import pipeline_of
from steward.services.renewals import renewal_book
from steward.services.whitespace import whitespace_of
from steward.warehouse.rows.internal import book as internal_rows
from steward.warehouse.rows.internal import whitespace as whitespace_rows
from steward.warehouse.rows.internal.whitespace import Owned


@dataclass(frozen=True)
class Area:
    """What one page says, whatever somebody chooses on it."""

    key: str
    brief: InternalBriefing
    figures: tuple[Figure, ...]
    exhibits: tuple[Exhibit, ...]
    rows: Mapping[str, Sequence[Owned]] = field(default_factory=dict)
    """What an exhibit has only words for."""

    @classmethod
    def of(cls, key: str, brief: InternalBriefing, *further: Exhibit | None) -> "Area":
        """A briefing's own figures and exhibits; of two with one id the further one stays away."""
        own = {one.id: one for one in brief.exhibits}
        more = {one.id: one for one in further if one and one.id not in own}
        return cls(key, brief, brief.figures, (*own.values(), *more.values()))


def book_areas(book: Book, shelves: Shelves) -> tuple[Area, ...]:
    """The areas of the whole book."""
    customers = internal_rows.customers(book.warehouse, str(book.quarter))
    return (
        *_areas(book, shelves, EVERYTHING),
        Area.of("whitespace", whitespace_of(book, shelves)),
        Area.of("health", health_of(book, customers, shelves)),
    )


def account_areas(about: Subject, shelves: Shelves) -> tuple[Area, ...]:
    """The areas of one account."""
    book = Book(about.warehouse, about.quarter, about.as_of)
    alone = Filters(accounts=(about.account_id,))
    whitespace = _whitespace_of_one(about, book, whitespace_of(book, shelves, alone), shelves)
    return (*_areas(book, shelves, alone), whitespace, _health_of_one(about, book, shelves))


def account_figures(about: Subject, areas: tuple[Area, ...]) -> tuple[Figure, ...]:
    """All that we see of one account: its own figures first, then those of every area; each once."""
    found = (*internal_figures(about), *(figure for area in areas for figure in area.figures))
    return tuple({figure.id: figure for figure in reversed(found)}.values())[::-1]


def _areas(book: Book, shelves: Shelves, filters: Filters) -> tuple[Area, ...]:
    """Those that say the same things of one account as of all."""
    everyone = internal_rows.book(book.warehouse, str(book.quarter))
    kept = [row for row in everyone if filters.keeps(row)]
    rows = [row for row in kept if row.active or row.active_before]
    voices = voice_plans(shelves, [row.account_id for row in kept])
    selling = pipeline_of(book, shelves, filters)
    deals = [one.deal for one in selling.deals]
    people, *groups = [targets(book, everyone, filters, who) for who in Who]
    return (
        Area.of("retention", retention_book(book, filters)),
        Area.of("renewals", renewal_book(book, rows, shelves)),
        Area.of("nps", nps(book, kept, voices)),
        Area.of("service_watch", service_watch(book, kept)),
        Area.of("pipeline", selling, *(split(book, deals, by) for by in By)),
        Area.of("targets", people, *(exhibit for one in groups for exhibit in (one.groups, one.ahead))),
    )


def _health_of_one(about: Subject, book: Book, shelves: Shelves) -> Area:
    """Its score by group and month, what was measured, and what moved it in the last months."""
    brief, account_id = account_health(about, shelves.plans), about.account_id
    one = health_of_one(book, account_id, brief.history)
    if one is None:
        return replace(Area.of("health", brief), figures=())
    since = one.months[max(len(one.months) - 1 - MOVED_OVER, 0)]
    moved = health_bridge(book, brief.history, account_id, since, one.months[-1])
    return replace(Area.of("health", brief, one.groups, moved, one.trend, one.signals), figures=one.figures)


def _whitespace_of_one(about: Subject, book: Book, brief: Whitespace, shelves: Shelves) -> Area:
    """Its sites, and who there knows which part of what we offer."""
    if not brief.lines:
        return Area.of("whitespace", brief)
    line, account_id = brief.lines[0], about.account_id
    success = shelves.plans.open(SuccessPlan, agreed.FILE, account_id).plan
    strategy = shelves.plans.open(Strategy, ours.FILE, account_id).plan
    told = introductions(StrategySubject(about, success, strategy), line)
    owned = [one for one in whitespace_rows.owned(book.warehouse, book.as_of) if one.account_id == account_id]
    return replace(Area.of("whitespace", brief, site_grid(book, line), told), rows={"sites": owned})
