"""Quotes of the CPQ: those of a book, one of them, one held against a written one, and where the two differ."""

from collections.abc import Mapping

from steward.briefings.internal.quotes.imported.beside import (
    ImportedBriefing,
    held_against,
    imported_briefing,
    signature_said,
    state_of,
)
from steward.briefings.internal.quotes.imported.disagreements import disagreement_table, disagreements
from steward.briefings.internal.quotes.imported.quote import ImportedQuote
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.errors import PlanNotFound
from steward.exhibits import Bridge, Table
from steward.plans.files.plan_cache import PlanCache
from steward.services import labels
from steward.services.quotes.opened import known_of, quotes_of
from steward.warehouse.reader import Warehouse
from steward.warehouse.rows.internal import book as book_rows
from steward.warehouse.rows.internal import imported as imported_rows

__all__ = ["against", "differences", "imported_of", "imported_quotes", "signature_said", "standing_for", "state_of"]


def imported_quotes(warehouse: Warehouse, accounts: Mapping[str, str]) -> tuple[ImportedQuote, ...]:
    """Every quote of the CPQ of these accounts, by their names."""
    heads = imported_rows.heads(warehouse, sorted(accounts))
    us = labels.colleagues(warehouse) if heads else {}
    known = {
        account_id: known_of(warehouse, account_id) for account_id in dict.fromkeys(one.account_id for one in heads)
    }
    return tuple(
        ImportedQuote(
            one, accounts[one.account_id], us.get(one.owner_id or "", one.owner_id or ""), known[one.account_id],
            warehouse.facts.currency, warehouse.today,
        )
        for one in heads
    )  # fmt: skip


def imported_of(book: Book, account_id: str, account: str, key: str) -> ImportedBriefing:
    """Brief on one of them. Raises PlanNotFound."""
    found = next((one for one in imported_quotes(book.warehouse, {account_id: account}) if one.key == key), None)
    if found is None:
        raise PlanNotFound(f"There is no quote “{key[:60]}” of this account.")
    return imported_briefing(book, found)


def standing_for(book: Book, quote: OpenedQuote) -> tuple[ImportedQuote, ...]:
    """The quotes of the CPQ that stand for a written one."""
    found = imported_quotes(book.warehouse, {quote.account_id: quote.account_id})
    return tuple(one for one in found if one.head.reference == quote.reference)


def against(written: OpenedQuote, quote: ImportedQuote) -> tuple[Bridge, Table | None]:
    """What leads from a written quote, as it is now, to one of the CPQ."""
    return held_against(written, quote)


def differences(book: Book, filters: Filters, plan_cache: PlanCache) -> Table | None:
    """Where what was imported says something else of a quote of the whole book than we do."""
    del filters
    names = {row.account_id: row.name for row in book_rows.choices(book.warehouse)}
    imported, named = imported_quotes(book.warehouse, names), imported_rows.named(book.warehouse)
    if not imported and not named:
        return None
    quotes = quotes_of(plan_cache.plans, book.warehouse, names)
    return disagreement_table(book, disagreements(quotes, imported, names, named))
