"""The calendar of reviews: of every account and quarter of a year, from the reviews and the standing meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from steward.briefings.internal.reviews.year import AccountYear, ReviewState, account_year, expected, year_table
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.quarters import Quarter
from steward.exhibits import Table
from steward.plans.customer import success_plan
from steward.plans.customer.review import Review, file_of
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.cached_files import CachedFiles
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal import strategy
from steward.plans.internal.strategy import Strategy
from steward.services import book as book_service
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import BookRow

COMPANY_FILES: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReviewYear:
    """The year, and which review of an account wants somebody first."""

    table: Table
    opens: Mapping[str, Quarter]


def brief(book: Book, filters: Filters, plan_cache: PlanCache) -> ReviewYear:
    """The calendar of the book's fiscal year, for the accounts that the filters leave."""
    rows = [row for row in book_service.brief(book, filters).rows if row.customer]
    found = account_years(book, rows, plan_cache)
    return ReviewYear(year_table(book, quarters(book), found), {one.row.account_id: one.opens for one in found})


def is_due(book: Book, rows: Sequence[BookRow], plan_cache: PlanCache) -> frozenset[str]:
    """The accounts whose review of the book's quarter is expected, and was neither held nor has a day."""
    return frozenset(
        one.row.account_id
        for one in account_years(book, rows, plan_cache)
        if any(cell.quarter == book.quarter and cell.state is ReviewState.DUE for cell in one.cells)
    )


def account_years(book: Book, rows: Sequence[BookRow], plan_cache: PlanCache) -> list[AccountYear]:
    """The year of each of these accounts."""
    ids, year = [row.account_id for row in rows], quarters(book)
    agreed, plans = _agreed(plan_cache).all_of(ids), _strategies(plan_cache).all_of(ids)
    read = {quarter: _reviews(plan_cache, quarter).all_of(ids) for quarter in [*_before(year), *year]}
    kept_since = min((quarter for quarter, reviews in read.items() if reviews), default=book.quarter)
    customer_since = book_rows.first_quarters(book.warehouse)
    found: list[AccountYear] = []
    for row in rows:
        held: dict[Quarter, date | None] = {
            quarter: reviews[row.account_id].meeting.held_on
            for quarter, reviews in read.items()
            if row.account_id in reviews
        }
        said = agreed.get(row.account_id), plans.get(row.account_id)
        rests_on = (row, said, held, year, customer_since.get(row.account_id), kept_since, book.warehouse.today)
        found.append(plan_cache.each("year of reviews", row.account_id, rests_on, partial(_year_of, *rests_on)))
    return found


def _year_of(
    row: BookRow, said: tuple[SuccessPlan | None, Strategy | None], held: Mapping[Quarter, date | None],
    year: Sequence[Quarter], since: str | None, kept_since: Quarter, today: date,
) -> AccountYear:  # fmt: skip
    # Before anybody kept reviews here nothing was skipped that we know of.
    begins = max(kept_since, Quarter.parse(since, kept_since.year_starts)) if since else kept_since
    return account_year(row, expected(*said, row), held, year, begins, today)


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Takes from the plan cache all that `brief` will, and reads nothing yet."""
    _agreed(plan_cache)
    _strategies(plan_cache)
    year = quarters(book)
    for quarter in [*_before(year), *year]:
        _reviews(plan_cache, quarter)


def quarters(book: Book) -> tuple[Quarter, ...]:
    """The four quarters of the book's fiscal year."""
    first = book.quarter.shifted(1 - book.quarter.number)
    return tuple(first.shifted(number) for number in range(4))


def _before(year: Sequence[Quarter]) -> tuple[Quarter, ...]:
    return tuple(year[0].shifted(-back) for back in (3, 2, 1))


def _reviews(plan_cache: PlanCache, quarter: Quarter) -> CachedFiles[Review]:
    return plan_cache.of(Review, file_of(quarter), "meeting")


def _strategies(plan_cache: PlanCache) -> CachedFiles[Strategy]:
    return plan_cache.of(Strategy, strategy.FILE, "governance")


def _agreed(plan_cache: PlanCache) -> CachedFiles[SuccessPlan]:
    return plan_cache.of(SuccessPlan, success_plan.FILE, "profile")
