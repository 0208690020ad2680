"""Families of accounts: the book of them, one taken together, and which an account is of."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from steward.briefings.internal.book.book import book_briefing
from steward.briefings.internal.families import map as on_map
from steward.briefings.internal.families import plan as planned
from steward.briefings.internal.families.book import FamilyBook, family_book
from steward.briefings.internal.families.family import Family, families
from steward.briefings.internal.families.one import FamilyBriefing, family_briefing
from steward.briefings.internal.families.together import Together, together
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.errors import FamilyNotFound
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.cached_files import CachedFiles
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from steward.services import commitments, health, maps, renewals
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import families as family_rows

__all__ = [
    "COMPANY_FILES",
    "Family",
    "all_of",
    "brief",
    "map_of",
    "named",
    "of_family",
    "plan_of",
    "written",
]

TOPICS = (commitments, health, renewals)
"""What is said of each account comes from these."""
COMPANY_FILES: tuple[str, ...] = tuple(dict.fromkeys(file for topic in TOPICS for file in topic.COMPANY_FILES))
"""What else of the company's own it rests on."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Takes from the plan cache all that the briefings will, and reads nothing yet."""
    for topic in (*TOPICS, maps):
        topic.written(plan_cache, account_ids, book)
    for sections in (on_map.SECTIONS, planned.SECTIONS):
        _files(plan_cache, sections)


def all_of(warehouse: Warehouse) -> Mapping[str, Family]:
    """Every family of two accounts or more, by its key."""
    return families(family_rows.members(warehouse))


def named(warehouse: Warehouse, key: str) -> Family:
    """The family of this key, or of this account. Raises FamilyNotFound."""
    known = all_of(warehouse)
    found = known.get(key) or next((one for one in known.values() if key in one.accounts), None)
    if found is None:
        raise FamilyNotFound(f"There is no family of “{key[:60]}”: no other account stands above or below it.")
    return found


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> FamilyBook:
    """Brief on every family that an account which passes the filters is of: it and all others of its family."""
    everyone = book_rows.book(book.warehouse, str(book.quarter))
    passing = {row.account_id for row in everyone if filters.keeps(row)}
    known = {key: one for key, one in all_of(book.warehouse).items() if not passing.isdisjoint(one.accounts)}
    everybody = _together(book, tuple(key for one in known.values() for key in one.accounts), plan_cache)
    return family_book(book, known, everybody, _whole(book))


def of_family(book: Book, family: Family, plan_cache: PlanCache) -> FamilyBriefing:
    """Brief on one family."""
    found = _together(book, family.accounts, plan_cache)
    of_book = book_briefing(book, Filters(accounts=family.accounts))
    return family_briefing(book, family, found, of_book, _whole(book))


def map_of(book: Book, family: Family, plan_cache: PlanCache) -> on_map.FamilyMap:
    """Brief on the people of a family, over all its accounts."""
    success, strategies = _files(plan_cache, on_map.SECTIONS)
    ids = family.accounts
    each = maps.brief(book, Filters(accounts=ids), plan_cache)
    return on_map.family_map(book, family, success.all_of(ids), strategies.all_of(ids), each)


def plan_of(book: Book, family: Family, plan_cache: PlanCache) -> planned.FamilyPlan:
    """Brief on the plan of a family: that of its topmost account, and what the others are after."""
    success, strategies = _files(plan_cache, planned.SECTIONS)
    ids = family.accounts
    return planned.family_plan(book, family, success.all_of(ids), strategies.all_of(ids))


def _files(
    plan_cache: PlanCache, sections: Mapping[str, frozenset[str]]
) -> tuple[CachedFiles[SuccessPlan], CachedFiles[Strategy]]:
    return (
        plan_cache.of(SuccessPlan, agreed.FILE, *sections["success"]),
        plan_cache.of(Strategy, ours.FILE, *sections["strategy"]),
    )


def _together(book: Book, account_ids: tuple[str, ...], plan_cache: PlanCache) -> Together:
    """These accounts, with what the topics say of them; nothing of any other, and of none where there are none."""
    if not account_ids:
        return together(book, (), (), (), ())
    theirs, held = Filters(accounts=account_ids), set(account_ids)
    rows = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if row.account_id in held]
    return together(
        book,
        rows,
        health.lines(book, theirs, plan_cache),
        commitments.brief(book, theirs, plan_cache).rows,
        renewals.brief(book, theirs, plan_cache).ahead,
    )


def _whole(book: Book) -> Decimal:
    """What the whole book brings, as far as it may be read."""
    return sum((row.mrr for row in book_rows.customers(book.warehouse, str(book.quarter))), Decimal())
