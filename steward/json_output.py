"""Figures and the book as JSON for scripts; the shapes are promised in docs/data.md and stay as they are."""

import json
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from steward.briefings.book import Book
from steward.briefings.internal.portfolio import Portfolio
from steward.briefings.internal.surveys import survey
from steward.briefings.subject import Subject
from steward.drift import Drift, Line
from steward.exhibits import Figure
from steward.plans.account import AccountPlan
from steward.warehouse.internal_rows import BookRow

DECIMALS = 6


def book(chosen: Book, brief: Portfolio, figures: Iterable[Figure] = ()) -> str:
    """The book: totals, accounts, and the figures of every area."""
    totals = {figure.id.removeprefix("book."): _plain(figure.value) for figure in brief.figures}
    totals["strategic_accounts"] = sum(row.strategic for row in brief.rows)
    known = "opportunities" in chosen.warehouse.feeds
    return as_text(
        {
            "quarter": str(chosen.quarter),
            "as_of": chosen.as_of,
            "currency": chosen.warehouse.facts.currency,
            "basis": chosen.warehouse.facts.basis,
            "totals": totals,
            "why": {figure.id.removeprefix("book."): figure.why for figure in brief.figures if figure.why},
            "accounts": [_account(row, known) for row in brief.rows],
            "figures": [figure_json(figure) for figure in figures],
        }
    )


def _account(row: BookRow, pipeline_known: bool) -> dict[str, Any]:
    return {
        "account_id": row.account_id,
        "name": row.name,
        "owner": row.owner,
        "region": row.region,
        "strategic": row.strategic,
        "active": row.paying,
        "mrr": row.mrr,
        "spend": row.spend,
        "nps": survey([row]).score,
        "nps_answers": row.answered,
        "renews_on": row.renews_on,
        "open_pipeline": (row.open_pipeline or 0) if pipeline_known else None,
    }


def brief(subject: Subject, figures: Iterable[Figure], frozen_on: date | None = None) -> str:
    """The figures of one account; `frozen_on`: the day they were frozen for the review, null for today's."""
    return as_text(
        {
            "account_id": subject.account_id,
            "name": subject.account.name,
            "quarter": str(subject.quarter),
            "as_of": subject.as_of,
            "frozen_on": frozen_on,
            "currency": subject.warehouse.facts.currency,
            "figures": [figure_json(figure) for figure in figures],
        }
    )


def plan(subject: Subject, found: AccountPlan) -> str:
    """How complete an account's plan is, and what is wrong in its files."""
    told = found.completeness
    return as_text(
        {
            "account_id": subject.account_id,
            "name": subject.account.name,
            "success_plan": found.success.exists,
            "strategy": found.strategy.exists,
            "complete": told.score if found.exists else None,
            "missing": [{"file": one.file, "section": one.section, "what": one.words} for one in told.missing],
            "problems": [{"file": one.file, "line": one.line, "message": one.message} for one in found.problems],
        }
    )


def drift(found: Drift) -> str:
    """An exported deck against today's data: its figures, its charts and tables, texts that were edited."""
    about = found.about
    return as_text(
        {
            "account_id": about.account_id,
            "name": about.account_name,
            "quarter": about.quarter,
            "as_of_deck": about.as_of,
            "frozen_on": about.frozen_on,
            "as_of_today": found.as_of_today,
            "figures": [_drifted(line) for line in found.lines],
            "texts": [
                {"slide": one.slide, "place": one.place, "was": one.was, "in_deck": one.now} for one in found.words
            ],
            "slides": found.remarks,
        }
    )


def _drifted(line: Line) -> dict[str, Any]:
    known = {
        "id": line.id,
        "kind": line.kind,
        "label": line.label,
        "slide": line.slide,
        "exported": line.exported,
        "in_deck": line.in_deck,
        "today": line.today,
        "drifted": line.drifted,
        "edited_by_hand": line.edited_by_hand,
        "edits": line.edits,
        "remarks": line.remarks,
    }
    return {**known, "why": line.why} if line.why else known


def figure_json(figure: Figure) -> dict[str, Any]:
    """One figure."""
    known = {
        "id": figure.id,
        "label": figure.label,
        "value": figure.value,
        "unit": figure.unit.name,
        "metric": figure.receipt.metric,
        "previous": figure.previous,
        "as_of": figure.receipt.as_of,
        "note": figure.note,
    }
    return known if figure.value is not None else {**known, "why": figure.why}


def as_text(content: dict[str, Any]) -> str:
    """JSON with numbers to six decimals and dates as ISO text."""
    return json.dumps(_plain(content), ensure_ascii=False, indent=2, allow_nan=False)


def _plain(value: Any) -> Any:
    """JSON's own types; numbers keep six decimals."""
    match value:
        case dict():
            return {key: _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case date():
            return value.isoformat()
        case Decimal() if value == value.to_integral_value():
            return int(value)
        case Decimal() | float():
            return round(float(value), DECIMALS)
        case _:
            return value
