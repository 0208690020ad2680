"""Retention over the twelve months to the end of each of the last quarters, with the cohort behind it."""

from collections.abc import Mapping

from steward.briefings.internal.scope.book import Book
from steward.domain.retention import Cohort
from steward.exhibits import COUNT, PERCENT, Column, Lines, Receipt, Series, Table
from steward.exhibits.wording import counted

FEW = 10
"""Below so many accounts one of them moves everything."""


def years_chart(book: Book, cohorts: Mapping[str, Cohort]) -> Lines | None:
    """NRR, GRR and logo retention by quarter; None where the data does not reach a year back twice."""
    if len(cohorts) < 2:
        return None
    names = ("NRR", "GRR", "Logos")
    values = tuple(zip(*((one.nrr, one.grr, one.logos) for one in cohorts.values()), strict=True))
    first, last = (list(cohorts)[place] for place in (0, -1))
    now, then = (f"{PERCENT.text(cohorts[name].nrr)} in {_spoken(name)}" for name in (last, first))
    return Lines(
        id="retention.years",
        title=f"NRR {now}, {then}",
        alt="Lines of NRR, GRR and logo retention over twelve months, by quarter.",
        receipt=_receipt(book),
        categories=tuple(map(_spoken, cohorts)),
        series=tuple(Series(name, tuple(found)) for name, found in zip(names, values, strict=True)),
        unit=PERCENT,
    )


def cohorts_table(book: Book, cohorts: Mapping[str, Cohort]) -> Table | None:
    """The accounts and the money behind each quarter's retention, the latest first."""
    if not cohorts:
        return None
    latest = list(cohorts.values())[-1]
    accounts = counted(latest.paying, "account")
    few = f" Of {accounts} each moves the whole." if 1 < latest.paying < FEW else ""
    return Table(
        id="retention.cohorts",
        title=f"{accounts} a year ago brought {book.money.compact(latest.start)}, "
        f"today {book.money.compact(latest.end)}",
        alt="Table of cohorts with accounts, MRR at the start and at the end, NRR, GRR and logo retention.",
        receipt=_receipt(book),
        note=f"Each row: who paid a year before the quarter's end, followed for twelve months.{few}",
        columns=(
            Column("Twelve months to"), Column("Accounts", COUNT), Column("Still there", COUNT),
            Column("MRR then", book.money), Column("MRR at the end", book.money), Column("NRR", PERCENT),
            Column("GRR", PERCENT), Column("Logos", PERCENT),
        ),
        rows=tuple(
            (_spoken(name), one.paying, one.staying, one.start, one.end, one.nrr, one.grr, one.logos)
            for name, one in reversed(list(cohorts.items()))
        ),
    )  # fmt: skip


def _spoken(label: str) -> str:
    year, _, quarter = label.partition("-")
    return f"{quarter} {year}"


def _receipt(book: Book) -> Receipt:
    return book.receipt("NRR", "internal.account_months", "subscriptions")
