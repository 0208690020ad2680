"""Handovers as JSON for scripts; the shape is promised in docs/data.md and stays as it is."""

from typing import Any

from steward.briefings.internal.handover.book import HandoverBook
from steward.briefings.internal.handover.listed import Handover
from steward.briefings.internal.handover.passport import Passport, PassportSection
from steward.cli.as_json.exhibits import exhibit_json
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text
from steward.workflow.ledger import LedgerEvent


def handovers_json(found: HandoverBook) -> str:
    """The figures of all of them, and each with how far it is."""
    return as_text(
        {
            "as_of": found.as_of,
            "figures": [figure_json(figure) for figure in found.figures],
            "handovers": [handover_json(one) for one in found.listed],
        }
    )


def passport_json(found: Passport) -> str:
    """One account, section by section."""
    return as_text(
        {
            "as_of": found.as_of,
            "handover": handover_json(found.handover),
            "figures": [figure_json(figure) for figure in found.figures],
            "missing_feeds": [one.feed for one in found.missing],
            "sections": [_section(one) for one in found.sections],
        }
    )


def handover_json(one: Handover) -> dict[str, Any]:
    """Who gives it to whom, how far it is, and what holds it."""
    return {
        "account_id": one.row.account_id,
        "account": one.row.name,
        "fiscal_year": one.move.fy,
        "from_id": one.move.from_id,
        "to_id": one.move.to_id,
        "effective_on": one.move.effective_on,
        "agreed_on": one.agreed_on,
        "triage": one.triaged.triage.label,
        "triage_reasons": list(one.triaged.reasons),
        "state": str(one.standing.state),
        "holds": one.blocks or None,
        "mrr": one.row.mrr,
        "signed_out": _signed(one.standing.signed_out, holds=one.standing.signed),
        "received": _signed(one.standing.received, holds=not one.standing.changed),
        "changed_since": list(one.standing.changed),
        "met_on": one.met_on,
        "asked": len(one.asked),
        "answered": len(one.asked) - len(one.unanswered),
        "introductions": [
            {"person_id": each.person_id, "tie": each.tie, "seniority": each.seniority, "through": each.through or None}
            for each in one.people
        ],
        "steps": [
            {"id": each.id, "step": each.step, "within": each.within, "due": one.due_of(each), "status": each.status}
            for each in one.file.steps
        ],
    }


def _signed(event: LedgerEvent | None, *, holds: bool) -> dict[str, Any] | None:
    if event is None:
        return None
    return {"by": event.who, "at": event.at.isoformat(), "content": event.content, "holds": holds}


def _section(one: PassportSection) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "points": list(one.points),
        "figures": [figure_json(figure) for figure in one.figures],
        "exhibits": [exhibit_json(exhibit) for exhibit in one.exhibits],
    }
