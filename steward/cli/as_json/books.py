"""Books of a fiscal year as JSON for scripts; the shape is promised in docs/data.md and stays as it is."""

from collections.abc import Iterator
from typing import Any

from steward.briefings.internal.books.briefing import BooksBriefing
from steward.briefings.internal.books.worked import WorkedPlan
from steward.briefings.internal.scope.book import Book
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text
from steward.domain.books.states import TransferState


def books_json(book: Book, found: BooksBriefing) -> str:
    """Whose each account is and is to be, why, what that costs and where it stands; the plans that were worked out."""
    seen = {sale.opportunity_id for sale in found.source.sales}
    return as_text(
        {
            "as_of": found.as_of,
            "currency": book.warehouse.facts.currency,
            "year": found.source.fy,
            "effective_on": found.source.effective_on,
            "state": found.standing.state.value,
            "figures": [figure_json(figure) for figure in found.figures],
            "findings": list(found.findings),
            "blocked": list(found.blocked),
            "accounts": list(_accounts(found)),
            "moves": list(_moves(found)),
            "holdovers": [
                {"opportunity_id": one.opportunity_id, "owner_id": one.owner_id, "until": one.until}
                for one in found.plan.holdovers
                if one.opportunity_id in seen
            ],
            "credits": [
                {
                    "account_id": one.account_id, "person_id": one.person_id, "from": one.from_on, "to": one.to_on,
                    "percent": one.pct,
                }
                for one in found.plan.credits
            ],
            "plans": [_plan(one) for one in found.worked],
        }
    )  # fmt: skip


def _accounts(found: BooksBriefing) -> Iterator[dict[str, Any]]:
    for one in found.source.problem.accounts:
        yield {
            "account_id": one.account_id,
            "owner_id": one.owner_id or None,
            "planned_id": found.planned[one.account_id] or None,
            "lock": one.lock.value if one.lock else None,
            "relationship": one.strength,
            **{measure.value: load for measure, load in one.loads.items()},
        }


def _moves(found: BooksBriefing) -> Iterator[dict[str, Any]]:
    accounts = {one.account_id: one for one in found.source.problem.accounts}
    for one in found.plan.moves:
        held = accounts.get(one.account_id)
        yield {
            "account_id": one.account_id,
            "from_id": one.from_id,
            "to_id": one.to_id,
            "state": found.plan.states.get(one.account_id, TransferState.PROPOSED).value,
            "reason": one.reason,
            "proposed_by": one.proposed_by or None,
            "cost": found.source.problem.move_cost(held) if held else None,
        }


def _plan(one: WorkedPlan) -> dict[str, Any]:
    return {
        "plan": one.kind.value, "cost": one.solved.cost, "bound": one.solved.bound, "gap": one.solved.gap,
        "found_by": one.solved.by, "proof": one.proof, "current": one.current, "owners": dict(one.owners),
    }  # fmt: skip
