"""Partners of the book or of one account: what is read, and the briefing made of it."""

from collections.abc import Mapping, Sequence

from steward.briefings.internal.channel.book import ChannelBook, channel_book
from steward.briefings.internal.channel.registrations import ListedRegistration, conflict_words
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters, narrowed
from steward.plans.company.approvals import FILE as APPROVALS
from steward.plans.company.commission_plans import FILE as COMMISSION
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal.channel import FILE, ChannelFile
from steward.plans.internal.registration_states import FOLDER
from steward.services.channel.gathered import gathered
from steward.services.channel.gathered import to_decide as gathered_to_decide
from steward.services.scope import accounts
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow

__all__ = ["COMPANY_FILES", "ChannelBook", "ListedRegistration", "brief", "conflicts_said", "to_decide", "written"]

COMPANY_FILES: tuple[str, ...] = (COMMISSION, APPROVALS)
"""What else of the company's own it rests on: the plans, and whose calendar counts the hours."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> Mapping[str, ChannelFile]:
    """What people wrote of these accounts' partners; every ledger of a registration counts and is not read."""
    del book
    plan_cache.watch(FOLDER)
    return plan_cache.of(ChannelFile, FILE, "roles", "registrations").all_of(account_ids)


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> ChannelBook:
    """Brief on the partners of the accounts that pass the filters."""
    book = narrowed(book, filters)
    shown = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    said = written(plan_cache, filters.accounts or accounts(book.warehouse), book)
    found = channel_book(book, gathered(book, shown, said, plan_cache.plans, book.now))
    due = (one.decide_by for one in found.registrations.values() if one.to_decide)
    plan_cache.changes_at(one for one in due if one is not None)
    return found


def to_decide(book: Book, rows: Sequence[BookRow], plan_cache: PlanCache) -> tuple[ListedRegistration, ...]:
    """The registrations at these accounts that wait for a decision of ours."""
    said = written(plan_cache, [row.account_id for row in rows], book)
    return gathered_to_decide(book, rows, said, plan_cache.plans)


def conflicts_said(book: Book, brief: ChannelBook, one: ListedRegistration) -> tuple[str, ...]:
    """What speaks against a registration, in words with what each rests on."""
    return tuple(conflict_words(each, brief.source.names, book.money) for each in one.conflicts)
