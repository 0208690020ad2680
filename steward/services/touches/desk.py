"""Whom to contact next in the book, and what of all that is logged waits for the CRM."""

from collections.abc import Iterator, Mapping, Sequence

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.briefings.internal.touches.logged import Candidate, Logged, candidates, logged
from steward.briefings.internal.touches.tables import named, other_words
from steward.briefings.internal.touches.to_export import strangers_among, to_export
from steward.briefings.internal.touches.touches import LoggedBeside, TouchBook, touch_book
from steward.briefings.internal.touches.waiting import Touch, TouchSource, touches
from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.reading import PlanProblem
from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.activities import ActivityLog, CrmSystem
from steward.plans.internal.strategy import Strategy
from steward.plans.internal.touch_plan import FILE, touch_plan
from steward.services import logged as logged_files
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import touches as rows
from steward.warehouse.rows.internal.book import BookRow

__all__ = [
    "COMPANY_FILES",
    "Candidate",
    "Logged",
    "Touch",
    "TouchBook",
    "brief",
    "emails",
    "named",
    "other_words",
    "problems",
    "written",
]

COMPANY_FILES: tuple[str, ...] = (FILE,)
"""What else of the company's own it rests on."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> Mapping[str, ActivityLog]:
    """What is logged at these accounts; what their plans say of people counts, too."""
    plan_cache.of(SuccessPlan, agreed.FILE, "people")
    plan_cache.of(Strategy, ours.FILE, "readings", "acquaintances")
    return logged_files.files(plan_cache).all_of(account_ids)


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> TouchBook:
    """Brief on the accounts that pass the filters: people of those that pay, what is logged of all of them."""
    found = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    names = {row.account_id: row.name for row in found}
    # What waits for a CRM, and what may be there twice, is of the present.
    logs = {} if book.is_past else written(plan_cache, list(names), book)
    told = logged(logs, names, rows.arrived(book.warehouse))
    beside = [row for row in rows.beside_logged(book.warehouse) if row.account_id in names] if logs else []
    waits = {} if book.is_past else _to_export(book, logs, list(names), plan_cache)
    pairs = LoggedBeside(told, candidates(told, beside), waits)
    return touch_book(book, _waiting(book, found, plan_cache), pairs, names, book_rows.colleague_names(book.warehouse))


def _to_export(
    book: Book, logs: Mapping[str, ActivityLog], account_ids: Sequence[str], plan_cache: PlanCache
) -> Mapping[CrmSystem, Mapping[str, int]]:
    """Of how many records each CRM's file would be made, by account."""
    arrived = rows.arrived(book.warehouse)
    agreed_with = plan_cache.of(SuccessPlan, agreed.FILE, "people").all_of(account_ids)
    named = [key for key, plan in agreed_with.items() if plan.people] if "contacts" in book.warehouse.feeds else []
    fed: dict[str, set[str]] = {key: set() for key in named}
    for one in book_rows.contacts_of(book.warehouse, named) if named else ():
        fed[one.account_id].add(one.contact_id)
    strangers = {key: strangers_among(agreed_with[key].people, frozenset(fed[key])) for key in named}
    found: dict[CrmSystem, dict[str, int]] = {system: {} for system in CrmSystem}
    for key in dict.fromkeys((*logs, *strangers)):
        log = logs.get(key) or ActivityLog(account_id=key)
        for system in CrmSystem:
            if count := len(to_export(key, log, system, arrived, strangers.get(key, ()))):
                found[system][key] = count
    return found


def _waiting(book: Book, accounts: Sequence[BookRow], plan_cache: PlanCache) -> tuple[Touch, ...]:
    paying = [row for row in accounts if row.paying]
    ids = [row.account_id for row in paying]
    source = TouchSource(
        paying,
        plan_cache.of(SuccessPlan, agreed.FILE, "people").all_of(ids),
        plan_cache.of(Strategy, ours.FILE, "readings", "acquaintances").all_of(ids),
        touch_plan(plan_cache.plans.folder),
        plan_cache.each,
    )
    return touches(book, source)


def problems(plans: Plans) -> Iterator[PlanProblem]:
    """What is wrong in the company's own touch plan."""
    yield from touch_plan(plans.folder).problems


def emails(book: Book, account_id: str) -> Mapping[str, str]:
    """The address of each contact of an account, by id."""
    return rows.emails(book.warehouse, account_id)
