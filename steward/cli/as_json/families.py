"""Families as JSON for scripts; the shape is promised in docs/data.md and stays as it is."""

from collections.abc import Sequence
from typing import Any

from steward.briefings.internal.families.book import FamilyBook
from steward.briefings.internal.families.one import FamilyBriefing
from steward.briefings.internal.families.together import Together
from steward.briefings.internal.scope.book import Book
from steward.cli.as_json.exhibits import exhibit_json
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text


def families_json(book: Book, brief: FamilyBook, each: Sequence[FamilyBriefing]) -> str:
    """Figures of them all, and each family with its accounts."""
    return as_text(
        {
            "quarter": str(book.quarter),
            "as_of": book.as_of,
            "currency": book.warehouse.facts.currency,
            "headline": brief.headline,
            "figures": [figure_json(figure) for figure in brief.figures],
            "families": [_family(one) for one in each],
        }
    )


def _family(brief: FamilyBriefing) -> dict[str, Any]:
    return {
        "family_id": brief.family.key,
        "name": brief.family.name,
        "headline": brief.headline,
        **_together(brief.together),
        "owners": brief.together.owners,
        "figures": [figure_json(figure) for figure in brief.figures],
        "accounts": [_account(brief, account_id) for account_id in brief.family.accounts],
        "exhibits": [exhibit_json(one) for one in brief.exhibits],
    }


def _account(brief: FamilyBriefing, account_id: str) -> dict[str, Any]:
    alone = brief.together.of({account_id})
    (row,) = alone.rows
    (member,) = (one for one in brief.family.members if one.account_id == account_id)
    return {
        "account_id": account_id,
        "name": member.name,
        "depth": member.depth,
        "owner": row.owner,
        "strategic_by": row.strategic_by,
        **_together(alone),
    }


def _together(found: Together) -> dict[str, Any]:
    """The same of one account as of all: money, NPS counts and commitments add up."""
    worst = found.worst
    return {
        "paying_accounts": len(found.paying),
        "mrr": found.mrr,
        "mrr_change": found.mrr_change,
        "worst_health": worst.health if worst else None,
        "worst_health_of": worst.row.account_id if worst else None,
        "nps": found.survey.score,
        "promoters": found.survey.promoters,
        "passives": found.survey.passives,
        "detractors": found.survey.detractors,
        "renews_on": found.renews_on,
        "up_for_renewal": found.up_for_renewal,
        "open_commitments": found.open_ours,
        "open_commitments_of_theirs": found.open_theirs,
    }
