"""Renewals as JSON for scripts; the shape is promised in docs/data.md and stays as it is."""

from typing import Any

from steward.briefings.internal.quotes.book import ListedQuote
from steward.briefings.internal.renewals.calendar import NOTICE, RenewalDate
from steward.briefings.internal.renewals.renewal import Renewal
from steward.briefings.internal.renewals.renewals import Renewals
from steward.briefings.internal.scope.book import Book
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text
from steward.domain.renewals import RenewalRange, entered
from steward.plans.internal.renewals import Play
from steward.services.renewals import mrr_of, ranges_of


def renewals_json(book: Book, brief: Renewals) -> str:
    """Figures, the range of every quarter, the contracts worked on, and the dates ahead."""
    return as_text(
        {
            "quarter": str(book.quarter),
            "as_of": book.as_of,
            "currency": book.warehouse.facts.currency,
            "figures": [figure_json(figure) for figure in brief.figures],
            "quarters": [
                _quarter(label, [one for one in brief.found if one.row.due_in == label], told)
                for label, told in ranges_of(brief.found).items()
            ],
            "contracts": [_contract(book, one) for one in brief.ahead],
            "dates": [_date(one) for one in brief.dates],
        }
    )


def _quarter(label: str, due: list[Renewal], told: RenewalRange) -> dict[str, Any]:
    unknown = sum(one.row.atr is None for one in due)
    known = unknown < len(due)
    return {
        "quarter": label,
        "contracts": len(due),
        "without_mrr": unknown,
        "atr": told.atr if known else None,
        "won": told.won if known else None,
        "lost": told.lost if known else None,
        "open": told.open if known else None,
        "swing": told.swing if known else None,
        "called": told.forecast if known else None,
        "not_called": told.without_forecast if known else None,
        "worst": told.worst,
        "best": told.best,
    }


def _contract(book: Book, one: Renewal) -> dict[str, Any]:
    row, forecast, due = one.row, one.forecast, one.due
    inside = entered(row.ends_on, book.now)
    return {
        "contract_id": row.contract_id,
        "account_id": row.account_id,
        "account": one.account.name,
        "owner": one.account.owner,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
        "due_in": row.due_in,
        "notice_by": row.notice_by,
        "auto_renews": row.auto_renews,
        "atr": one.atr,
        "state": row.state,
        "renewed": row.renewed,
        "uplift": one.uplift,
        "opportunity_id": row.opportunity_id,
        "category": one.category,
        "expected": forecast.expected_mrr if forecast else None,
        "swing": due.swing if due and one.is_open else None,
        "note": forecast.note if forecast else "",
        "set_by": forecast.set_by if forecast else "",
        "set_on": forecast.set_on if forecast else None,
        "signal": one.signal.word if one.is_open else None,
        "against": one.signal.against,
        "for": one.signal.speaks_for,
        "window": inside[-1].days if inside and one.is_open else None,
        "missing": [window.asks for window in one.missing],
        "traps": [{"kind": risk.kind, "sentence": risk.words} for risk in one.risks],
        "plays": [_play(play) for play in one.plays],
        "quotes": [_quote(quote) for quote in one.quotes],
    }


def _quote(one: ListedQuote) -> dict[str, Any]:
    return {
        "quote": one.quote.quote_id,
        "state": one.quote.state,
        "mrr": mrr_of(one.quote),
        "waits_for": one.waits_for or None,
        "valid_until": one.quote.offer.plan.offer.valid_until,
    }


def _play(play: Play) -> dict[str, Any]:
    return {
        "id": play.id,
        "play": play.play,
        "owner": play.owner,
        "due": play.due,
        "status": play.status,
        "saved": play.saved_mrr,
    }


def _date(one: RenewalDate) -> dict[str, Any]:
    row = one.renewal.row
    return {
        "date": one.day,
        "window": one.window.days if one.window else None,
        "asks": one.window.asks if one.window else NOTICE,
        "contract_id": row.contract_id,
        "account_id": row.account_id,
    }
