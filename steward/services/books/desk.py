"""What a door asks of books: a year's plan with what it rests on, and what was worked out for it."""

from collections.abc import Sequence

from steward.briefings.internal.books.briefing import BooksBriefing, books_briefing
from steward.briefings.internal.scope.book import Book
from steward.plans.company.approvals import FILE as APPROVALS
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from steward.services import health
from steward.services.books.gathered import gathered, next_year
from steward.services.books.opened import OpenedBooks, book_years, opened_books
from steward.services.books.runs import BooksRun, found
from steward.workspace import Workspace

__all__ = ["COMPANY_FILES", "BooksBriefing", "brief", "written", "years"]
COMPANY_FILES: tuple[str, ...] = (APPROVALS, *health.COMPANY_FILES)
"""What else of the company's own it rests on: whose calendar counts the hours, and what is at risk."""


def years(book: Book, plan_cache: PlanCache) -> tuple[str, ...]:
    """The fiscal years whose books are planned or are to be, the latest first."""
    return tuple(sorted({*book_years(plan_cache.plans), next_year(book)}, reverse=True))


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Whom of ours the maps say knows whom, and what tells health."""
    health.written(plan_cache, account_ids, book)
    plan_cache.of(Strategy, ours.FILE, "acquaintances").all_of(account_ids)


def brief(book: Book, plan_cache: PlanCache, workspace: Workspace, fy: str) -> BooksBriefing:
    """Brief on the books of a fiscal year, as whoever looks may see them. Raises QuarterUnknown."""
    opened = opened_books(plan_cache.plans, fy, book.now)
    source = gathered(book, plan_cache, opened.file.plan, fy)
    run = found(workspace, fy, source.problem) if plan_cache.plans.scope.sees_all else BooksRun()
    return books_briefing(book, source, opened.plan, opened.standing, opened.transfers, run.worked, run.blocks)


def stamp(plan_cache: PlanCache, opened: OpenedBooks) -> tuple[object, ...]:
    """What tells one state of a plan from another: its file and every ledger."""
    del plan_cache
    last = opened.standing.last
    held = tuple((key, one.state.value, one.last.digest if one.last else "") for key, one in opened.transfers.items())
    return opened.file.digest, last.digest if last else "", opened.standing.state.value, held
