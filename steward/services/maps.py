"""Relationship maps: one account's, and how well the book is covered."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.maps.attendance import proposed_attendees
from steward.briefings.internal.maps.book import MapBook, map_book
from steward.briefings.internal.maps.exhibit import doubt
from steward.briefings.internal.maps.relationship_map import MapBriefing, departure, relationship_map
from steward.briefings.internal.maps.rows import SECTIONS
from steward.briefings.internal.maps.source import MapSource
from steward.briefings.internal.maps.source import map_source as source
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.output.pictures import picture
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.history import state_on
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.account import AccountPlan
from steward.plans.internal.map_edits import WHOLE, Pair
from steward.plans.internal.strategy import Strategy
from steward.relationships.model import Network, Person, RelationshipLine
from steward.services import logged as logged_files
from steward.services.scope import accounts

__all__ = [
    "COMPANY_FILES",
    "WHOLE",
    "Pair",
    "Person",
    "RelationshipLine",
    "brief",
    "departure",
    "doubt",
    "of_account",
    "picture",
    "proposed_attendees",
    "quarter_before",
    "source",
    "written",
]

Written = tuple[Mapping[str, SuccessPlan], Mapping[str, Strategy]]

COMPANY_FILES: tuple[str, ...] = ()
"""What else of the company's own it rests on: nothing."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> Written:
    """What these accounts' plans say of people."""
    logged_files.files(plan_cache)
    return (
        plan_cache.of(SuccessPlan, agreed.FILE, *SECTIONS["success"]).all_of(account_ids),
        plan_cache.of(Strategy, ours.FILE, *SECTIONS["strategy"]).all_of(account_ids),
    )


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> MapBook:
    """Brief on the maps of the accounts that pay and pass the filters."""
    said = written(plan_cache, filters.accounts or accounts(book.warehouse), book)
    return map_book(book, *said, filters, plan_cache.each)


def of_account(source: MapSource, plans: Plans) -> MapBriefing:
    """Brief on one map, beside what it was a quarter earlier where that is known."""
    return relationship_map(source, quarter_before(source, plans))


def quarter_before(source: MapSource, plans: Plans) -> Network | None:
    """The same map at the end of the quarter before, where its plan of then is kept."""
    now, day = source.plan, source.subject.before.end
    strategy, success = state_on(plans, now.strategy, day), state_on(plans, now.success, day)
    return source.earlier(AccountPlan(success or now.success, strategy)) if strategy else None
