"""Quotes as JSON for scripts; the shape is promised in docs/data.md and stays as it is."""

from typing import Any

from steward.briefings.internal.quotes.asked import AskedApproval
from steward.briefings.internal.quotes.book import ListedQuote, QuoteBook
from steward.briefings.internal.quotes.imported.quote import ImportedQuote
from steward.briefings.internal.quotes.quote import OpenedQuote
from steward.briefings.internal.scope.book import Book
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text
from steward.services.quotes import desk


def quotes_json(book: Book, found: QuoteBook) -> str:
    """The figures of all of them, and each with its figures and approvals; those of a CPQ apart."""
    return as_text(
        {
            "as_of": found.as_of,
            "currency": book.warehouse.facts.currency,
            "figures": [figure_json(figure) for figure in found.figures],
            "quotes": [_quote(one) for one in found.listed],
            "imported": [_imported(one) for one in found.imported],
        }
    )


def _quote(one: ListedQuote) -> dict[str, Any]:
    quote = one.quote
    return {
        "quote": quote.quote_id,
        "reference": quote.reference,
        "account_id": quote.account_id,
        "account": one.account,
        "title": quote.title,
        "state": quote.state,
        "version": quote.record.version or None,
        "valid_until": quote.offer.plan.offer.valid_until,
        "since": one.since,
        "faults": list(quote.faults),
        "figures": [figure_json(figure) for figure in desk.figures_of(quote)],
        "approvals": [_approval(each) for each in one.asked],
        "order": _order(quote),
        "changed_lines": list(quote.record.broken),
    }


def _imported(one: ImportedQuote) -> dict[str, Any]:
    return {
        "number": one.number,
        "account_id": one.account_id,
        "account": one.account,
        "title": one.head.title,
        "state": one.state or None,
        "status": one.head.status,
        "stands_for": one.head.reference,
        "valid_until": one.head.valid_until,
        "faults": list(one.read.faults),
        "figures": [figure_json(figure) for figure in desk.figures_of(one)],
    }


def _order(quote: OpenedQuote) -> dict[str, Any] | None:
    if quote.order is None:
        return None
    held = quote.order.order
    return {
        "state": str(quote.ordered),
        "signed_on": held.signed_on,
        "requested_on": held.requested_on,
        "placed_on": held.placed_on,
        "order_id": held.order or None,
        "contract_id": held.contract or None,
        "waits_for": desk.waits_for(quote) or None,
        "lines": [
            {
                "line": one.line,
                "action": str(one.action or ""),
                "product_id": one.product,
                "site_id": one.site or None,
                "mrc": one.mrc,
                "nrc": one.nrc,
                "requested_on": one.requested_on,
            }
            for one in quote.order.lines
        ],
    }


def _approval(one: AskedApproval) -> dict[str, Any]:
    return {
        "role": one.need.role,
        "chain": one.need.chain or None,
        "step": one.need.step,
        "state": str(one.state),
        "holders": list(one.holders),
        "due": one.due.isoformat() if one.due else None,
        "rules": [each.rule.rule for each in one.need.reasons],
    }
