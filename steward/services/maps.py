"""Relationship maps: one account's, and how well the book is covered."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.book.book import Filters
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.maps.attendance import proposed_attendees
from steward.briefings.internal.maps.book import MapBook, map_book
from steward.briefings.internal.maps.exhibit import doubt
from steward.briefings.internal.maps.relationship_map import leaving
from steward.briefings.internal.maps.relationship_map import relationship_map as of_account
from steward.briefings.internal.maps.rows import SECTIONS
from steward.briefings.internal.maps.source import map_source as source
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from steward.services.scope import accounts

__all__ = ["COMPANY_FILES", "brief", "doubt", "leaving", "of_account", "proposed_attendees", "source", "written"]

Written = tuple[Mapping[str, SuccessPlan], Mapping[str, Strategy]]

COMPANY_FILES: tuple[str, ...] = ()
"""What else of the company's own it rests on: nothing."""


def written(plan_cache: PlanCache, account_ids: Sequence[str]) -> Written:
    """What these accounts' plans say of people."""
    return (
        plan_cache.of(SuccessPlan, agreed.FILE, *SECTIONS["success"]).all_of(account_ids),
        plan_cache.of(Strategy, ours.FILE, *SECTIONS["strategy"]).all_of(account_ids),
    )


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> MapBook:
    """Brief on the maps of the accounts that pay and pass the filters."""
    return map_book(book, *written(plan_cache, accounts(book.warehouse)), filters)
