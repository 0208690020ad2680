"""The accounts behind one row of the steps by segment, owner, product or quarter; together they are that row."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from steward.briefings.book import Book
from steward.briefings.internal.portfolio import EVERYTHING, Filters
from steward.briefings.internal.retention_book import Period, counted_accounts, steps_over
from steward.briefings.internal.retention_tables import By, Steps, behind_product_table, behind_table, group_of
from steward.domain.quarters import Quarter
from steward.exhibits import Table
from steward.warehouse import internal_rows, retention_rows


def behind(
    book: Book, by: By, key: str, filters: Filters = EVERYTHING, period: Period = Period.QUARTER
) -> Table | None:
    """The accounts behind the row `key` of the table by `by`, each with its steps; None where there is no such row."""
    return _BEHIND[by](book, key, filters, period, by)


Behind = Callable[[Book, str, Filters, Period, By], Table | None]


def _group(book: Book, key: str, filters: Filters, period: Period, by: By) -> Table | None:
    """The accounts of a segment or an owner."""
    steps = steps_over(book, filters, period)
    own = replace(steps, accounts=tuple(one for one in steps.accounts if group_of(by, one[0]) == key))
    return behind_table(own, by, key)


def _product(book: Book, key: str, filters: Filters, period: Period, by: By) -> Table | None:
    """The accounts with a product, each with what happened to that product there."""
    steps = steps_over(book, filters, period)
    found = retention_rows.accounts_of_product(book.warehouse, steps.ids, key, steps.since, book.as_of)
    return behind_product_table(steps, key, found)


def _quarter(book: Book, key: str, filters: Filters, period: Period, by: By) -> Table | None:
    """The accounts in one quarter, whatever period is chosen."""
    if key not in map(str, book.warehouse.quarters):
        return None
    quarter = Quarter.parse(key, book.quarter.year_starts)
    everyone = internal_rows.book(book.warehouse, str(book.quarter))
    bridges = retention_rows.account_bridges(book.warehouse, quarter.start, min(quarter.end, book.as_of))
    rows = counted_accounts(book, everyone, filters)
    accounts = tuple((row, bridges[row.account_id]) for row in rows if row.account_id in bridges)
    return behind_table(Steps(book, quarter.start, quarter.spoken, accounts), by, quarter.spoken)


_BEHIND: Mapping[By, Behind] = {
    By.QUARTER: _quarter,
    By.SEGMENT: _group,
    By.OWNER: _group,
    By.PRODUCT: _product,
}
