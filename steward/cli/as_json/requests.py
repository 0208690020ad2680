"""Requests as JSON for scripts; the shape is promised in docs/data.md and stays as it is."""

from typing import Any

from steward.briefings.internal.requests.book import RequestBook
from steward.briefings.internal.requests.listed import ListedRequest
from steward.briefings.internal.scope.book import Book
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text


def requests_json(book: Book, found: RequestBook) -> str:
    """The figures of all of them, and each with both clocks and what became of its claim."""
    return as_text(
        {
            "as_of": found.as_of,
            "currency": book.warehouse.facts.currency,
            "figures": [figure_json(figure) for figure in found.figures],
            "requests": [_request(one) for one in found.listed],
        }
    )


def _request(one: ListedRequest) -> dict[str, Any]:
    used = one.clock.used
    return {
        "request": one.key,
        "account_id": one.account_id,
        "account": one.account,
        "subject": one.subject,
        "queue": one.queue,
        "kind": str(one.kind) if one.kind else None,
        "priority": one.priority or None,
        "owner_id": one.owner_id or None,
        "state": one.state,
        "open": one.is_open,
        "turn": str(one.turn) if one.turn else None,
        "turn_since": one.turn_since.isoformat() if one.turn_since else None,
        "opened_at": one.opened_at.isoformat() if one.opened_at else None,
        "promised_for": one.promised_for,
        "worked_hours": round(one.worked_hours, 2),
        "allowed_hours": one.clock.level.resolve,
        "used": None if used is None else round(100 * used, 1),
        "waited_days": round(one.waited_days, 2),
        "late": one.late,
        "reopened": one.reopened,
        "about": {name.lower().replace(" ", "_"): said for name, said in one.about.items() if said},
        "claim": _claim(one),
        "disagrees": one.disagrees or None,
    }


def _claim(one: ListedRequest) -> dict[str, float | str] | None:
    """Its parts, in the reporting currency where no other is named; None where nothing is claimed."""
    claim = one.claim
    if not claim.claimed:
        return None
    parts = ("claimed", "credited", "declined", "withdrawn", "open")
    named: dict[str, float | str] = {"currency": one.currency} if one.currency else {}
    return {**named, **{name: getattr(claim, name) / 100 for name in parts}}
