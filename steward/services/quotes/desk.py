"""What a door asks of quotes: those of a book or an account, one of them, and two versions of one beside each other."""

from collections.abc import Sequence

from steward.briefings.internal.quotes.against_policy import policy_table
from steward.briefings.internal.quotes.asked import asked, is_asked
from steward.briefings.internal.quotes.book import QuoteBook, quote_book
from steward.briefings.internal.quotes.briefing import QuoteBriefing, quote_briefing
from steward.briefings.internal.quotes.clauses import ChangedClause, changed
from steward.briefings.internal.quotes.exhibits import comparison_bridge, comparison_table
from steward.briefings.internal.quotes.figures import figures_of, money_of
from steward.briefings.internal.quotes.orders import waits_for
from steward.briefings.internal.quotes.precedents import precedent_table
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.quotes.scenarios import scenarios
from steward.briefings.internal.quotes.who import name_of, same_person
from steward.briefings.internal.quotes.words import why
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.scope.filters import Filters
from steward.domain.quoting.comparing import compare
from steward.exhibits import Bridge, Table
from steward.plans.company.approvals import FILE as POLICY
from steward.plans.customer.offer import FOLDER
from steward.plans.customer.quoted import quoted
from steward.plans.files.plan_cache import PlanCache
from steward.plans.files.store import Plans
from steward.plans.internal import orders
from steward.plans.internal.orders import BegunOrders
from steward.plans.internal.quote_record import Submitted
from steward.services.quotes.imported import imported_quotes
from steward.services.quotes.opened import open_quote, opened_orders, quotes_of, version_of
from steward.services.quotes.winning import of_opportunity_said
from steward.warehouse.rows.internal import book as book_rows

__all__ = [
    "COMPANY_FILES",
    "brief",
    "clauses",
    "figures_of",
    "is_asked",
    "money_of",
    "name_of",
    "of_opened",
    "of_quote",
    "opened_orders",
    "policy",
    "precedents",
    "same_person",
    "scenarios",
    "state_of",
    "version",
    "versions",
    "waits_for",
    "why",
    "written",
]
COMPANY_FILES: tuple[str, ...] = (POLICY,)
"""What else of the company's own it rests on."""


def written(plan_cache: PlanCache, account_ids: Sequence[str], book: Book) -> None:
    """Has every file of a quote count, and reads nothing yet."""
    del account_ids, book
    plan_cache.watch(FOLDER)
    plan_cache.of(BegunOrders, orders.FILE, "orders", "lines")


def brief(book: Book, filters: Filters, plan_cache: PlanCache, who: str = "") -> QuoteBook:
    """Brief on the quotes of the accounts that pass the filters; `who` looks, and is told what is theirs to decide."""
    rows = [row for row in book_rows.book(book.warehouse, str(book.quarter)) if filters.keeps(row)]
    names = {row.account_id: row.name for row in rows}
    found = quote_book(
        book, quotes_of(plan_cache.plans, book.warehouse, names), names, who, alone=len(filters.accounts) == 1,
        imported=imported_quotes(book.warehouse, names),
    )  # fmt: skip
    plan_cache.changes_at(found.changes_at)
    return found


def of_quote(book: Book, plans: Plans, account_id: str, quote_id: str) -> QuoteBriefing:
    """Brief on one quote. Raises PlanNotFound."""
    quote = open_quote(plans, book.warehouse, account_id, quote_id)
    return quote_briefing(book, quote, of_opportunity_said(plans, book.warehouse, quote))


def of_opened(book: Book, quote: OpenedQuote) -> QuoteBriefing:
    """Brief on a quote that is open."""
    return quote_briefing(book, quote)


def clauses(quote: OpenedQuote) -> tuple[ChangedClause, ...]:
    """Its clauses that are not as our standard has them, word by word."""
    return changed(quote)


def policy(quote: OpenedQuote) -> Table | None:
    """The quote against every rule in force."""
    return policy_table(quote)


def precedents(book: Book, plans: Plans, quote: OpenedQuote) -> Table | None:
    """What was asked for the same before, at the accounts that whoever looks may see."""
    names = {row.account_id: row.name for row in book_rows.choices(book.warehouse)}
    return precedent_table(quote, quotes_of(plans, book.warehouse, names), names)


def state_of(quote: OpenedQuote) -> tuple[object, ...]:
    """What tells one state of a quote from every other: its files, what became of it, the rules, and whose turn it
    is."""
    events, turns = quote.record.events, [(one.need.key, one.state.value) for one in asked(quote)]
    return (
        quote.account_id, quote.quote_id, quote.offer.digest, quote.pricing.digest, quote.policy.digest, len(events),
        events[-1].digest if events else "", quote.record.broken, quote.state, turns, quote.order,
    )  # fmt: skip


def versions(quote: OpenedQuote) -> tuple[Submitted, ...]:
    """The versions it can be held against: those that were submitted, less the last where nothing was changed since."""
    return quote.record.versions[:-1] if quote.as_submitted else quote.record.versions


def version(plans: Plans, quote: OpenedQuote, earlier: Submitted) -> tuple[Bridge, Table | None]:
    """What leads from an earlier version to what the quote says now, exactly. Raises VersionNotFound."""
    offer, _ = version_of(plans, quote, earlier)
    before = quoted(offer, {**quote.known.contract_ends, **earlier.ends}, quote.today).quote
    found = compare(before, quote.quoted.quote)
    now = f"version {quote.record.version}" if quote.as_submitted else "the draft"
    return (
        comparison_bridge(quote, found, f"Version {earlier.version}", now.capitalize()),
        comparison_table(quote, found),
    )
