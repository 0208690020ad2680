"""My book: every account of a quarter, and what they add up to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from steward.briefings.customer.unread import OF_MONEY
from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.book.exhibits import account_table, mrr_bridge, renewal_bubbles
from steward.briefings.internal.book.strategic import strategic_count, strategic_in_words
from steward.briefings.internal.nps.surveys import nps_figure
from steward.briefings.internal.opportunities.figures import win_rate_figure
from steward.briefings.internal.retention.retention import retention_figures, two_years
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, NOBODY, NOWHERE, Filters, narrowed
from steward.exhibits import COUNT, Bridge, Bubbles, Figure, Missing, Receipt, Table, Value, month_text
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.customer.unread import Unread
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import opportunities as opportunity_rows
from steward.warehouse.rows.internal.book import BookRow

SUMMED = (*OF_MONEY, "opportunities")


@dataclass(frozen=True, kw_only=True)
class BookBriefing(InternalBriefing):
    """The book in one quarter. `rows` are the accounts behind every total, the largest first; `owners`: who looks after
    any account, by id, in the order of names; `regions`: of any account. `pipeline_elsewhere`: open pipeline of none of
    the rows, since its account left or is still to be one; None where none is known. `brought`: the headline without
    what its sum lacks; `left_out`: the rows that are in no sum of money here."""

    brought: str
    rows: tuple[BookRow, ...]
    left_out: tuple[Unread, ...]
    owners: Mapping[str, str]
    regions: tuple[str, ...]
    pipeline_elsewhere: Decimal | None
    accounts: Table
    bubbles: Bubbles | None
    bridge: Bridge | None


def book_briefing(book: Book, filters: Filters = EVERYTHING) -> BookBriefing:
    """Brief on the accounts that pass the filters."""
    book = narrowed(book, filters)
    everyone = book_rows.book(book.warehouse, str(book.quarter))
    rows = tuple(row for row in everyone if filters.keeps(row) and row.customer)
    figures = totals(book, everyone, rows, filters)
    elsewhere = _pipeline_elsewhere(figures, rows)
    brought = _headline(book, rows, figures)
    return BookBriefing(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=book.and_what_is_left_out(brought, *SUMMED) if rows else brought,
        brought=brought,
        figures=figures,
        missing=_missing(book),
        rows=rows,
        left_out=book.left_out(SUMMED, book.quarter.start, book.as_of),
        owners=_owners(everyone),
        regions=tuple(sorted({row.region or NOWHERE for row in everyone})),
        pipeline_elsewhere=elsewhere,
        accounts=account_table(book, rows, elsewhere),
        bubbles=renewal_bubbles(book, rows),
        bridge=mrr_bridge(book, None if filters.all else [row.account_id for row in everyone if filters.keeps(row)]),
    )


def _pipeline_elsewhere(figures: Sequence[Figure], rows: Sequence[BookRow]) -> Decimal | None:
    total = next(figure.value for figure in figures if figure.id == "book.open_pipeline")
    held = sum((row.open_pipeline or Decimal() for row in rows), Decimal())
    return None if total is None else Decimal(total) - held


def _owners(rows: Sequence[BookRow]) -> dict[str, str]:
    found = {row.owner_id or NOBODY: row.owner or row.owner_id or NOBODY for row in rows}
    return dict(sorted(found.items(), key=lambda one: (one[1], one[0])))


def _missing(book: Book) -> tuple[Missing, ...]:
    return book.missing(
        nps_responses="NPS of each account and of the book",
        contracts="renewal dates",
        opportunities="open pipeline and win rate",
    )


def _headline(book: Book, rows: Sequence[BookRow], figures: tuple[Figure, ...]) -> str:
    mrr = next(figure for figure in figures if figure.id == "book.mrr")
    paying = sum(row.paying for row in rows)
    if not rows:
        return "No account matches these filters"
    if not book.has_subscriptions:
        spent = next(figure for figure in figures if figure.id == "book.spend")
        return f"{capital(counted(paying, 'account'))} spent {spent.text} in {book.period(book.paid_by)}"
    verb = "brings" if paying == 1 else "bring"
    said = f"{capital(counted(paying, 'account'))} {verb} {mrr.text} a month at the end of {book.quarter.spoken}"
    strategic = sum(row.strategic for row in rows)
    if paying == 1:
        return f"{said}; it is {strategic_in_words(next(row for row in rows if row.paying))}"
    return f"{said}; {strategic or 'none'} strategic"


def totals(book: Book, everyone: Sequence[BookRow], rows: Sequence[BookRow], filters: Filters) -> tuple[Figure, ...]:
    """The figures of the rows; retention also counts, of everyone, those that have left since."""
    passed = filters.passed_at_the_start(everyone)
    nrr, grr, _ = retention_figures(*two_years(book, passed))
    kept = None if filters.all else {row.account_id for row in everyone if filters.keeps(row)}
    return (
        *_money_figures(book, rows, kept),
        nrr,
        grr,
        nps_figure(book, [row for row in everyone if filters.keeps(row)]),
        win_rate_figure(book, lambda row: kept is None or row.account_id in kept, "book.win_rate"),
        _pipeline_figure(book, kept),
    )


def _money_figures(book: Book, rows: Sequence[BookRow], kept: set[str] | None) -> tuple[Figure, ...]:
    """`kept`: of which accounts alone, whose rows are then behind the figures; None where it is of all."""
    of_these = tuple(("account_id", one) for one in sorted(kept or ()))

    def receipt(metric: str, *feeds: str, **where: Value) -> Receipt:
        whole = book.quarterly(metric, "internal.book", *feeds, **where)
        return replace(whole, where=(*whole.where, *of_these))

    known = [row.mrr_before for row in rows if row.mrr_before is not None]
    return (
        book.figure(
            "book.accounts",
            "Accounts",
            sum(row.paying for row in rows),
            COUNT,
            receipt("paying account", "accounts", "subscriptions", "charges", paying=True),
            note=_trials(rows),
            previous=sum(row.paying_before for row in rows) if known else None,
        ),
        book.figure(
            "book.mrr",
            "MRR" if book.has_subscriptions else f"Recurring charges of {month_text(book.as_of)}",
            sum((row.mrr for row in rows), Decimal()),
            book.money,
            receipt("MRR at E", "subscriptions", "charges"),
            previous=sum(known, Decimal()) if known else None,
        ),
        book.figure(
            "book.spend",
            f"Spend in {book.period(book.paid_by)}",
            sum((row.spend for row in rows), Decimal()),
            book.money,
            receipt("spend of a quarter", "subscriptions", "charges"),
            note="MRR of its month ends" if book.has_subscriptions else "charges of its months",
        ),
    )


def _trials(rows: Sequence[BookRow]) -> str:
    """Strategic accounts, and those that use something without paying yet."""
    trials = sum(row.active and not row.paying for row in rows)
    return strategic_count(rows) + (f"; {trials} more on a free trial" if trials else "")


def _pipeline_figure(book: Book, kept: set[str] | None) -> Figure:
    """All open opportunities, also those of accounts to be; filtered, only those of the accounts kept."""
    found = opportunity_rows.open_amounts(book.warehouse, str(book.quarter))
    amounts = (row.amount for row in found if kept is None or row.account_id in kept)
    return book.figure(
        "book.open_pipeline",
        "Open pipeline",
        sum(amounts, Decimal()),
        book.money,
        book.quarterly("open pipeline", "internal.open_pipeline", "opportunities"),
        needs=("opportunities",),
        note="a month, all open opportunities",
    )
