"""What renews when, and by when notice must be given."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.scope.book import Book
from steward.exhibits import COUNT, DAYS, Column, Figure, Table, day_text
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import ContractEnd

HORIZON = 180


@dataclass(frozen=True, kw_only=True)
class RenewalDates(InternalBriefing):
    """Contracts that end within the horizon after a quarter, or whenever."""

    contracts: Table | None


def renewal_dates(book: Book, account_id: str | None = None, horizon: int | None = HORIZON) -> RenewalDates:
    """Brief on the contracts that end in the `horizon` days after the quarter; None: on all, whenever they end."""
    until = date.max if horizon is None else book.now + timedelta(days=horizon)
    rows = book_rows.contract_ends(book.warehouse, book.now, until, account_id)
    return RenewalDates(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(book, rows, horizon),
        figures=_figures(book, rows, horizon),
        missing=book.missing(contracts="when each contract renews and by when notice is due"),
        contracts=_contracts(book, rows),
    )


def _headline(book: Book, rows: list[ContractEnd], horizon: int | None) -> str:
    within = "" if horizon is None else f" within {horizon} days"
    said = f"{counted(len(rows), 'contract')} {'ends' if len(rows) == 1 else 'end'}{within}"
    return capital(said) + (f", the first on {day_text(rows[0].ends_on)}" if rows else "")


def _figures(book: Book, rows: list[ContractEnd], horizon: int | None) -> tuple[Figure, ...]:
    receipt = book.receipt("renewal windows", "staging.contracts", "contracts")
    money = sum((row.mrr or Decimal() for row in rows), Decimal())
    soon = sum(row.notice_by is not None and 0 <= (row.notice_by - book.now).days <= 30 for row in rows)
    ending = "Contracts in force" if horizon is None else f"Contracts ending in {horizon} days"
    return (
        book.figure("renewals.contracts", ending, len(rows), COUNT, receipt, needs=("contracts",)),
        book.figure("renewals.mrr", "MRR they carry", money, book.money, receipt, needs=("contracts",)),
        book.figure(
            "renewals.notice_soon", "Notice dates in the next 30 days", soon, COUNT, receipt, needs=("contracts",)
        ),
    )


def _contracts(book: Book, rows: list[ContractEnd]) -> Table | None:
    if not rows:
        return None
    return Table(
        id="renewals.contracts_list",
        title=f"{capital(counted(len(rows), 'contract'))} ahead, the first ends on {day_text(rows[0].ends_on)}",
        alt=f"Table of {len(rows)} contracts by the day they end.",
        receipt=book.receipt("renewal windows", "staging.contracts", "contracts"),
        keys=tuple(row.account_id for row in rows),
        columns=(
            Column("Account", wide=True),
            Column("Owner"),
            Column("Contract"),
            Column("Ends"),
            Column("Days left", DAYS),
            Column("Notice by"),
            Column("Renews by itself"),
            Column("MRR", book.money),
        ),
        rows=tuple(
            (
                row.account,
                row.owner,
                row.contract_id,
                row.ends_on,
                (row.ends_on - book.now).days,
                row.notice_by,
                {True: "yes", False: "no", None: None}[row.auto_renews],
                row.mrr,
            )
            for row in rows
        ),
    )
