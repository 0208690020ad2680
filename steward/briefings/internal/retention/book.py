"""What was kept of the book: retention with the cohort behind it, and every step from MRR then to MRR now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.retention.mrr_steps import spoken_since, steps_bridge, steps_receipt, summed, words_of
from steward.briefings.internal.retention.retention import retention_figures, two_years
from steward.briefings.internal.retention.tables import (
    By,
    Steps,
    accounts_table,
    groups_table,
    months_table,
    products_table,
    quarters_table,
)
from steward.briefings.internal.retention.walk import retention_walks
from steward.briefings.internal.retention.years import cohorts_table, years_chart
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.briefings.internal.walk import Walk
from steward.domain.quarters import month_start, months_back
from steward.domain.retention import Cohort
from steward.exhibits import Bridge, Exhibit, Lines, Missing, Table, month_text
from steward.exhibits.wording import grew
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import retention as retention_rows
from steward.warehouse.rows.internal.book import BookRow

QUARTERS = 8
"""How many quarters are looked back on."""


class Period(StrEnum):
    """Over which months the steps are added up."""

    QUARTER = "This quarter"
    YEAR = "Twelve months"


@dataclass(frozen=True, kw_only=True)
class RetentionBook(InternalBriefing):
    """Retention of the accounts that pass the filters. The key of a row of `accounts` is an account's id; of the
    tables of `groups`, what `retention_behind` finds the accounts by. `walks`: of NRR and of GRR."""

    walks: tuple[Walk, ...]
    accounts: Table | None
    bridge: Bridge | None = None
    years: Lines | None = None
    cohorts: Table | None = None
    months: Table | None = None
    quarters: Table | None = None
    segments: Table | None = None
    owners: Table | None = None
    products: Table | None = None

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """Why NRR and GRR are others than a quarter before goes first."""
        return (*(one for walk in self.walks for one in walk.exhibits), *super().exhibits)

    @property
    def groups(self) -> Mapping[By, Table]:
        """The tables whose rows have accounts behind them."""
        found = {By.QUARTER: self.quarters, By.SEGMENT: self.segments, By.OWNER: self.owners, By.PRODUCT: self.products}
        return {by: table for by, table in found.items() if table}


def retention_book(book: Book, filters: Filters = EVERYTHING, period: Period = Period.QUARTER) -> RetentionBook:
    """Brief on what was kept, lost and won. Retention is known from subscriptions only, because charges do not say when
    a service ended; the steps of charges are told as such."""
    everyone = book_rows.book(book.warehouse, str(book.quarter))
    now, then = two_years(book, filters.passed_at_the_start(everyone))
    figures = retention_figures(now, then)
    brief = RetentionBook(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_nothing(book),
        figures=figures,
        walks=retention_walks(now, then, everyone, figures),
        missing=()
        if book.has_subscriptions
        else (Missing("subscriptions", "retention, because charges alone do not say when a service ended"),),
        accounts=None,
    )
    steps = _steps(book, everyone, filters, period)
    return _filled(brief, steps, everyone, filters) if steps.accounts else brief


def _nothing(book: Book) -> str:
    begun = retention_rows.begun(book.warehouse)
    if book.quarter.start <= begun and book.as_of == begun:
        return f"The data begins with {month_text(begun)}, so nothing can have moved yet"
    return f"Nothing was paid in {book.quarter.spoken}"


def steps_over(book: Book, filters: Filters, period: Period) -> Steps:
    """What the tables of `retention_book` add up."""
    return _steps(book, book_rows.book(book.warehouse, str(book.quarter)), filters, period)


def _steps(book: Book, everyone: Sequence[BookRow], filters: Filters, period: Period) -> Steps:
    """The accounts that pass today, or passed a year before: whoever shrank or left still counts."""
    rows = counted_accounts(everyone, filters)
    since = book.quarter.start if period is Period.QUARTER else month_start(months_back(book.as_of, 11))
    bridges = retention_rows.account_bridges(book.warehouse, since, book.as_of)
    when = book.quarter.spoken if period is Period.QUARTER else f"the twelve months to {month_text(book.as_of)}"
    said = spoken_since(book, since, when)
    return Steps(book, since, said, tuple((row, bridges[row.account_id]) for row in rows if row.account_id in bridges))


def counted_accounts(everyone: Sequence[BookRow], filters: Filters) -> list[BookRow]:
    """Whoever passes today or passed a year before."""
    return [row for row in everyone if filters.keeps(row) or filters.kept_a_year_before(row)]


def _filled(brief: RetentionBook, steps: Steps, everyone: Sequence[BookRow], filters: Filters) -> RetentionBook:
    book, total = steps.book, summed(parts for _, parts in steps.accounts)
    years = _years(book, everyone, filters) if book.has_subscriptions else {}
    note = "With the accounts that were strategic a year before." if filters.strategic_only else ""
    return replace(
        brief,
        headline=book.and_what_is_left_out(
            f"{words_of(book).measure} {grew(book.money, total.opening, total.closing)} in {steps.when}"
        ),
        bridge=steps_bridge(book, "retention.bridge", total, steps.when, steps_receipt(book), note),
        years=years_chart(book, years),
        cohorts=cohorts_table(book, years),
        accounts=accounts_table(steps),
        months=months_table(steps),
        quarters=quarters_table(book, [row.account_id for row in counted_accounts(everyone, filters)], QUARTERS),
        segments=groups_table(steps, By.SEGMENT),
        owners=groups_table(steps, By.OWNER),
        products=products_table(steps),
    )


def _years(book: Book, everyone: Sequence[BookRow], filters: Filters) -> Mapping[str, Cohort]:
    """The cohort behind the retention of each of the last quarters, the earliest first."""
    passing = {row.account_id for row in everyone if filters.looks_after(row)}
    pairs: dict[str, list[tuple[Decimal, Decimal]]] = {}
    for one in retention_rows.cohorts(book.warehouse, book.as_of, QUARTERS):
        if one.account_id in passing and (one.strategic or not filters.strategic_only):
            pairs.setdefault(one.quarter, []).append((one.start, one.end))
    return {quarter: Cohort.of(found) for quarter, found in pairs.items()}
