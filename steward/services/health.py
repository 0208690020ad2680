"""The health of accounts by the company's own rules, with what people wrote: warehouse and plan files together."""

from collections.abc import Mapping, Sequence

from steward.briefings.customer.subject import Subject
from steward.briefings.internal.book.scope import Book
from steward.briefings.internal.health.health import HealthBook, health_book
from steward.briefings.internal.health.history import history
from steward.plans.files.plan_cache import Shelves
from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.health_rules import health_rules
from steward.plans.internal.strategy import Strategy
from steward.warehouse.rows.internal import book as internal_rows
from steward.warehouse.rows.internal.book import BookRow


def written(shelves: Shelves, account_ids: Sequence[str]) -> Mapping[str, Strategy]:
    """Whom their maps say decides, and what was set by hand."""
    return shelves.of(Strategy, ours.FILE, "readings", "health_override").all_of(account_ids)


def health_of(book: Book, rows: Sequence[BookRow], shelves: Shelves) -> HealthBook:
    """Brief on the health of these accounts."""
    found = history(book, health_rules(shelves.plans.folder).rules)
    return health_book(book, rows, found, written(shelves, [row.account_id for row in rows]))


def account_health(about: Subject, plans: Plans) -> HealthBook:
    """Brief on the health of one account."""
    book = Book(about.warehouse, about.quarter, about.as_of)
    row = internal_rows.book_row(about.warehouse, about.account_id, str(about.quarter))
    return health_of(book, [row], Shelves(plans))
