"""What a door asks of books: a year's plan with what it rests on, and what was worked out for it."""

from collections.abc import Sequence
from pathlib import Path

from steward.briefings.internal.books.briefing import BooksBriefing, books_briefing
from steward.briefings.internal.books.told import cost_said, events_said, kept_together, relationship_said
from steward.briefings.internal.scope.book import Book
from steward.domain.books.plan import Assignment
from steward.domain.books.states import TransferEvent
from steward.plans.company.approvals import FILE as APPROVALS
from steward.plans.company.books import BookFile, open_books
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import COMPANY, Opened, Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Strategy
from steward.services import health
from steward.services.books.gathered import gathered, next_year
from steward.services.books.opened import OpenedBooks, book_years, opened_books
from steward.services.books.runs import BooksRun, found, place_of
from steward.services.books.sides import balancing, may_balance, may_place
from steward.workflow.booking import FOLDER, year_name
from steward.workspace import Workspace

__all__ = [
    "COMPANY_FILES",
    "BooksBriefing",
    "books_file",
    "brief",
    "cost_said",
    "events_said",
    "kept_together",
    "may_decide", "may_work_out",
    "opened",
    "relationship_said",
    "stamp",
    "written",
    "years",
]  # fmt: skip
COMPANY_FILES: tuple[str, ...] = (APPROVALS, *health.COMPANY_FILES)
"""What else of the company's own it rests on: whose calendar counts the hours, and what is at risk."""


def years(book: Book, workspace: Workspace) -> tuple[str, ...]:
    """The fiscal years whose books are planned or are to be, the latest first."""
    return tuple(sorted({*book_years(Plans.within(workspace)), next_year(book)}, reverse=True))


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Whom of ours the maps say knows whom, and what tells health."""
    health.written(plan_cache, account_ids, book)
    plan_cache.of(Strategy, ours.FILE, "acquaintances").all_of(account_ids)


def brief(book: Book, plan_cache: PlanCache, workspace: Workspace, fy: str) -> BooksBriefing:
    """Brief on the books of a fiscal year, as whoever looks may see them. Raises QuarterUnknown."""
    now = opened_books(plan_cache.plans, fy, book.now)
    source = gathered(book, plan_cache, now.file.plan, fy)
    balances = may_balance(plan_cache.plans.scope)
    run = found(workspace, fy, source.problem) if balances else BooksRun()
    plan_cache.changes_at(one.escalates_at for one in now.transfers.values() if one.escalates_at)
    return books_briefing(
        book, source, now.plan, now.standing, now.transfers, run.worked, run.blocks, may_balance=balances
    )


def opened(workspace: Workspace, fy: str) -> OpenedBooks:
    """The books of a year as they are now, to do something with."""
    return opened_books(Plans.within(workspace), fy, workspace.today())


def books_file(workspace: Workspace, fy: str) -> Opened[BookFile]:
    """The file of a year as it is now."""
    return open_books(workspace.plans, fy)


def stamp(workspace: Workspace, fy: str) -> tuple[object, ...]:
    """What tells one state of a year's files from another: the plan, every ledger, and what was worked out."""
    folder = workspace.plans / COMPANY / FOLDER
    places = [*folder.glob(f"{year_name(fy)}.toml"), *(folder / year_name(fy)).rglob("*.jsonl")]
    places += place_of(workspace, fy).glob("*.json")
    return (workspace.today(), *sorted(_told(path) for path in places))


def may_decide(brief: BooksBriefing, event: TransferEvent, one: Assignment, plans: Plans) -> bool:
    """Whether whoever looks may settle what is contested, or have it go on."""
    if event is TransferEvent.ESCALATE:
        return may_place(plans.scope, one.from_id) or may_place(plans.scope, one.to_id)
    return brief.may_balance


def may_work_out(workspace: Workspace) -> None:
    """Raises ChangeNotAllowed for whoever may not balance books."""
    balancing(Plans.within(workspace))


def _told(path: Path) -> tuple[str, int, int]:
    try:
        status = path.stat()
    except OSError:
        return str(path), 0, 0
    return str(path), status.st_mtime_ns, status.st_size
