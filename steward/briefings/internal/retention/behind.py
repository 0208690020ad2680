"""The accounts behind one row of the steps by segment, owner, product or quarter; together they are that row."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from steward.briefings.internal.retention.book import Period, counted_accounts, steps_over
from steward.briefings.internal.retention.mrr_steps import spoken_since, steps_receipt, summed, words_of
from steward.briefings.internal.retention.tables import OF_A_PRODUCT, By, Parts, Steps, groups_of
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import EVERYTHING, Filters
from steward.domain.quarters import Quarter
from steward.exhibits import Column, Number, Table
from steward.exhibits.wording import capital, counted, grew, inside
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import retention as retention_rows
from steward.warehouse.rows.internal.retention import AccountProduct


def behind(
    book: Book, by: By, key: str, filters: Filters = EVERYTHING, period: Period = Period.QUARTER
) -> Table | None:
    """The accounts behind the row `key` of the table by `by`, each with its steps; None where there is no such row."""
    return _BEHIND[by](book, key, filters, period, by)


Behind = Callable[[Book, str, Filters, Period, By], Table | None]
ADDS_UP = "Tick a row to open the account. Together they are the row above."


def _group(book: Book, key: str, filters: Filters, period: Period, by: By) -> Table | None:
    """The accounts of a segment or an owner."""
    steps = steps_over(book, filters, period)
    belongs = groups_of(by, (row for row, _ in steps.accounts))
    own = replace(steps, accounts=tuple(one for one in steps.accounts if belongs[one[0].account_id] == key))
    return _behind_table(own, by, key)


def _product(book: Book, key: str, filters: Filters, period: Period, by: By) -> Table | None:
    """The accounts with a product, each with what happened to that product there."""
    steps = steps_over(book, filters, period)
    found = retention_rows.accounts_of_product(book.warehouse, steps.ids, key, steps.since, book.as_of)
    return _behind_product_table(steps, key, found)


def _quarter(book: Book, key: str, filters: Filters, period: Period, by: By) -> Table | None:
    """The accounts in one quarter, whatever period is chosen."""
    if key not in map(str, book.warehouse.quarters):
        return None
    quarter = Quarter.parse(key, book.quarter.year_starts)
    everyone = book_rows.book(book.warehouse, str(book.quarter))
    bridges = retention_rows.account_bridges(book.warehouse, quarter.start, min(quarter.end, book.as_of))
    rows = counted_accounts(everyone, filters)
    accounts = tuple((row, bridges[row.account_id]) for row in rows if row.account_id in bridges)
    when = spoken_since(book, quarter.start, quarter.spoken)
    return _behind_table(Steps(book, quarter.start, when, accounts), by, when)


_BEHIND: Mapping[By, Behind] = {
    By.QUARTER: _quarter,
    By.SEGMENT: _group,
    By.OWNER: _group,
    By.PRODUCT: _product,
}


def _behind_table(steps: Steps, by: By, name: str) -> Table | None:
    """Every account of a group, also those that did not move, the largest loss first; None where there is none."""
    if not steps.accounts:
        return None
    order = sorted(steps.accounts, key=lambda one: (one[1].closing - one[1].opening, one[0].name))
    whole = summed(parts for _, parts in order)
    parted = Parts.of(steps.book, [parts for _, parts in order])
    return Table(
        id=f"retention.behind_{by}",
        title=_title(steps, name, len(order), inside(words_of(steps.book).measure), whole.opening, whole.closing),
        alt=f"Table of the steps of {inside(words_of(steps.book).measure)} of {len(order)} accounts.",
        receipt=steps_receipt(steps.book, "accounts"),
        note=" ".join(filter(None, (ADDS_UP, parted.none))),
        keys=tuple(row.account_id for row, _ in order),
        columns=(Column("Account", wide=True), Column("Owner"), *parted.columns),
        rows=tuple((row.name, row.owner, *parted.cells(parts)) for row, parts in order),
    )


def _behind_product_table(steps: Steps, name: str, found: Sequence[AccountProduct]) -> Table | None:
    """Every account with a product, with that product's steps, the largest loss first; None where there is none."""
    if not found:
        return None
    rows = {row.account_id: row for row, _ in steps.accounts}
    order = sorted(found, key=lambda one: (one.closing - one.opening, rows[one.account_id].name))
    opening, closing = sum(one.opening for one in found), sum(one.closing for one in found)
    return Table(
        id=f"retention.behind_{By.PRODUCT}",
        title=_title(steps, name, len(order), "MRR", opening, closing),
        alt=f"Table of the steps of MRR from {name} of {len(order)} accounts.",
        receipt=steps.book.receipt("MRR bridge", "internal.product_bridge", "subscriptions", "products", product=name),
        note=ADDS_UP,
        keys=tuple(one.account_id for one in order),
        columns=(
            Column("Account", wide=True), Column("Owner"), *(Column(each, steps.book.money) for each in OF_A_PRODUCT),
        ),
        rows=tuple((rows[one.account_id].name, rows[one.account_id].owner, *one[1:]) for one in order),
    )  # fmt: skip


def _title(steps: Steps, name: str, accounts: int, measure: str, opening: Number, closing: Number) -> str:
    when = "" if name == steps.when else f" in {steps.when}"
    return (
        f"{capital(name)}: {counted(accounts, 'account')}, {measure} {grew(steps.book.money, opening, closing)}{when}"
    )
