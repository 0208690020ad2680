"""A team, a region or the company as JSON: its figures, its parts, its quarters, its risks and what was decided."""

from collections.abc import Sequence
from typing import Any

from steward.briefings.internal.decisions.listed import ListedDecision
from steward.briefings.internal.team.quarters import Period
from steward.briefings.internal.team.risks import RiskLine
from steward.briefings.internal.team.source import TeamSource
from steward.briefings.internal.team.team import TeamBrief
from steward.cli.as_json.exhibits import exhibit_json
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text
from steward.domain.team.tally import Tally


def team_json(source: TeamSource, brief: TeamBrief) -> str:
    """One branch, with the sums its rates are worked out from."""
    known = source.book.has_subscriptions
    return as_text(
        {
            "quarter": str(brief.quarter),
            "as_of": brief.as_of,
            "currency": source.book.warehouse.facts.currency,
            "unit": brief.branch.key,
            "name": brief.branch.called,
            "headline": brief.headline,
            "report_in_a_circle": brief.circles,
            "figures": [figure_json(figure) for figure in brief.figures],
            "sums": _tally(brief.whole, known),
            "parts": [{"unit": one.key, "name": one.name, **_tally(tally, known)} for one, tally in brief.parts],
            "quarters": [_period(one, known) for one in brief.found],
            "risks": [_risk(one) for one in brief.risk],
            "decisions": decisions_json(brief.decided),
            "exhibits": [exhibit_json(exhibit) for exhibit in brief.exhibits],
        }
    )


def _tally(one: Tally, known: bool) -> dict[str, Any]:
    """What adds up, and the rates worked out from it; `known`: whether charges alone do not hide what was kept."""
    lists = ("pairs", "ended", "ahead")
    sums = {name: value for name, value in vars(one).items() if name in Tally.__dataclass_fields__}
    return {
        **{name: value for name, value in sums.items() if name not in lists},
        "mrr_a_year_before": one.cohort.start,
        "mrr_of_them_now": one.cohort.end,
        "atr_ahead": one.renewing.atr,
        "won_ahead": one.renewing.won,
        "swing_ahead": one.renewing.swing,
        "growth": one.growth if known else None,
        "nrr": one.cohort.nrr if known else None,
        "grr": one.cohort.grr if known else None,
        "nps": one.survey.score,
        "nps_margin": one.survey.margin,
    }


def _period(one: Period, known: bool) -> dict[str, Any]:
    cohort = one.cohort if known else None
    return {
        "quarter": one.label,
        "until": one.until,
        "customers": one.customers,
        "mrr": one.mrr,
        "opening": one.opening,
        "closing": one.closing,
        "growth": one.growth if known else None,
        "kept": one.base_kept if known else None,
        "nrr": cohort.nrr if cohort else None,
        "grr": cohort.grr if cohort else None,
        "renewed": one.renewed.worst,
        "nps": one.survey.score,
        "nps_margin": one.survey.margin,
        "green_share": one.green,
    }


def _risk(one: RiskLine) -> dict[str, Any]:
    return {
        "account_id": one.row.account_id,
        "account": one.row.name,
        "at_stake": one.stake,
        "causes": one.causes,
        "moves": str(one.moves) if one.moves else None,
        "intervention": one.act.words if one.act else None,
        "who": one.act.whose if one.act else None,
        "due": one.act.due if one.act else None,
    }


def decisions_json(found: Sequence[ListedDecision]) -> list[dict[str, Any]]:
    """Each with what became of it."""
    return [
        {
            "id": one.said.id,
            "decision": one.said.decision,
            "unit": one.branch,
            "account_id": one.said.account or None,
            "owner": one.said.owner,
            "due": one.said.due,
            "state": str(one.now.state),
            "on": one.now.on,
            "why": one.now.why or None,
            "outcome": str(one.outcome),
        }
        for one in found
    ]
