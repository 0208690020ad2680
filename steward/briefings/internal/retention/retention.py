"""NRR and GRR over the twelve months to a quarter's end."""

from steward.briefings.internal.book.scope import Book
from steward.domain.quarters import months_back
from steward.domain.retention import Cohort
from steward.exhibits import PERCENT, Figure, day_text
from steward.exhibits.wording import counted
from steward.warehouse.rows.internal import book as book_rows

ONLY_CHARGES = "Charges alone do not say when a service ended; a subscriptions feed would."


def cohort(book: Book, account_ids: set[str] | None = None) -> Cohort:
    """The accounts with MRR a year before: all, or those of these ids, whether they are still customers or not."""
    found = book_rows.retention(book.warehouse, months_back(book.as_of, 12), book.as_of)
    return Cohort.of((row.start, row.end) for row in found if account_ids is None or row.account_id in account_ids)


def nrr_figure(book: Book, members: Cohort) -> Figure:
    """Net revenue retention of a cohort."""
    return _figure(book, "book.nrr", "NRR", "NRR", members, members.nrr)


def grr_figure(book: Book, members: Cohort) -> Figure:
    """Gross revenue retention of a cohort."""
    return _figure(book, "book.grr", "GRR", "GRR", members, members.grr)


def logo_figure(book: Book, members: Cohort) -> Figure:
    """The share of a cohort's accounts that still bring MRR."""
    return _figure(book, "book.logo_retention", "Logo retention", "logo retention", members, members.logos)


def _figure(book: Book, identifier: str, label: str, metric: str, members: Cohort, value: float | None) -> Figure:
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
    )
