"""NRR and GRR over the twelve months to a quarter's end, beside those of the quarter before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from steward.briefings.internal.scope.book import Book
from steward.domain.quarters import months_back
from steward.domain.retention import Cohort
from steward.exhibits import PERCENT, Figure, day_text
from steward.exhibits.wording import counted
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal.book import Retention

Passes = Callable[[Retention], bool]
"""Whether an account is looked at, by what it was at the start of the year."""

ONLY_CHARGES = "Charges alone do not say when a service ended; a subscriptions feed would."


@dataclass(frozen=True)
class TwelveMonths:
    """The year to a book's day: the accounts with MRR at its start, whether they are still customers or not, by id."""

    book: Book
    accounts: Mapping[str, Retention]

    @property
    def start(self) -> date:
        """A year before the book's day."""
        return months_back(self.book.as_of, 12)

    @property
    def cohort(self) -> Cohort:
        """Their MRR at both ends."""
        return Cohort.of((row.start, row.end) for row in self.accounts.values())


def twelve_months(book: Book, passes: Passes) -> TwelveMonths:
    """The accounts that passed at the start of the year to the book's day."""
    found = book_rows.retention(book.warehouse, months_back(book.as_of, 12), book.as_of)
    return TwelveMonths(book, {row.account_id: row for row in found if passes(row)})


def retention_figures(now: TwelveMonths, before: TwelveMonths | None) -> tuple[Figure, Figure, Figure]:
    """NRR, GRR and logo retention, each beside that of the quarter before where the data reaches back to it."""
    book, today, then = now.book, now.cohort, before.cohort if before else Cohort(())
    return (
        _figure(book, "book.nrr", "NRR", "NRR", today, today.nrr, then.nrr),
        _figure(book, "book.grr", "GRR", "GRR", today, today.grr, then.grr),
        _figure(book, "book.logo_retention", "Logo retention", "logo retention", today, today.logos, then.logos),
    )


def two_years(book: Book, passes: Passes) -> tuple[TwelveMonths, TwelveMonths | None]:
    """The year to the book's day, and that to the quarter before; None where the data does not reach back to it."""
    return twelve_months(book, passes), twelve_months(book.before, passes) if book.before else None


def _figure(
    book: Book, identifier: str, label: str, metric: str, members: Cohort, value: float | None, before: float | None
) -> Figure:
    start = months_back(book.as_of, 12)
    why = f"No account had MRR on {day_text(start)}, a year before."
    return book.figure(
        identifier,
        label,
        value if book.has_subscriptions else None,
        PERCENT,
        book.receipt(metric, "internal.account_months", "subscriptions", month_end=start),
        why=why if book.has_subscriptions else ONLY_CHARGES,
        note=f"12 months, {counted(members.paying, 'account')} paid then",
        previous=before if book.has_subscriptions and book.is_over and value is not None else None,
    )
