"""Accounts that somebody received lately: what their new owners do first, for the one list of actions."""

from collections.abc import Sequence

from steward.briefings.internal.handover.first_days import FirstDays
from steward.briefings.internal.scope.book import Book
from steward.domain.books.states import TransferEvent
from steward.plans.company.moves import Moving, moving
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal.handover import FOLDER, HandoverFile, file_of
from steward.workflow.booking import FOLDER as BOOKS
from steward.workflow.signing import last

__all__ = ["COMPANY_FILES", "received", "written"]

COMPANY_FILES: tuple[str, ...] = ()
"""What else of the company's own it rests on: its books, which are watched."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Has every file of a handover, and every plan of books, count, and reads nothing yet."""
    del account_ids, book
    plan_cache.watch(FOLDER)
    plan_cache.watch_company(BOOKS)


def received(book: Book, account_ids: Sequence[str], plan_cache: PlanCache) -> tuple[FirstDays, ...]:
    """Those of these accounts that were received, each with its first days."""
    found = moving(plan_cache.plans, book.warehouse.today)
    known = [found[key] for key in account_ids if key in found]
    return tuple(one for each in known if (one := _first_days(plan_cache, each)) is not None)


def _first_days(plan_cache: PlanCache, one: Moving) -> FirstDays | None:
    signed = last(one.held.events, TransferEvent.RECEIVE)
    if signed is None:
        return None
    file = plan_cache.plans.open(HandoverFile, file_of(one.move.fy), one.move.account_id).plan
    return FirstDays(one.move, file, signed.at.date())
