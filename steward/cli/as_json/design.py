"""Designs as JSON for scripts; the shape is promised in docs/data.md and stays as it is."""

from collections.abc import Sequence
from typing import Any

from steward.briefings.customer.design.compared import OptionWorth
from steward.briefings.internal.scope.book import Book
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text
from steward.services.design.quoting import QuoteOfDesign
from steward.services.design.told import ToldDesign


def designs_json(book: Book, found: Sequence[ToldDesign]) -> str:
    """Each with its figures, what it lacks, its options and the quotes begun from it."""
    return as_text(
        {
            "as_of": book.now,
            "currency": book.warehouse.facts.currency,
            "designs": [_design(one) for one in found],
        }
    )


def _design(one: ToldDesign) -> dict[str, Any]:
    about, request, standing = one.opened.plan.about, one.opened.engineering.plan.request, one.brief.standing
    return {
        "design": one.opened.design_id,
        "account_id": one.account_id,
        "account": one.account,
        "title": one.brief.title,
        "opportunity_id": about.opportunity or None,
        "families": [str(each.value) for each in about.families],
        "state": str(standing.state.value),
        "reopened": standing.reopened,
        "reviewed_by": standing.reviewed_by or None,
        "level": str(one.brief.level.value) if one.brief.level else None,
        "next_level": str(one.brief.wanted.value) if one.brief.wanted else None,
        "missing": [{"words": each.words, "part": each.part} for each in one.missing],
        "engineer": request.engineer or None,
        "needed_by": request.needed_by,
        "wanted_on": about.wanted_on,
        "shown_on": about.shown_on,
        "faults": [each.said for each in (*one.opened.file.problems, *one.opened.engineering.problems)],
        "figures": [figure_json(figure) for figure in one.brief.figures],
        "options": [_option(each, one.offered) for each in one.options],
        "quotes": [_quote(each) for each in one.quotes],
        "changed_lines": list(standing.broken),
    }


def _option(one: OptionWorth, offered: str) -> dict[str, Any]:
    return {
        "option": one.option.id,
        "name": one.option.name,
        "offered": one.option.id == offered,
        "starts_on": one.option.starts_on,
        "fit": one.fit,
        "mrc": one.monthly,
        "nrc": one.one_off,
        "sites": one.saving.of,
        "change": one.change,
        "change_sites": one.saving.counted,
        "double_running": one.double_running.amount,
        "double_running_sites": one.double_running.counted,
    }


def _quote(one: QuoteOfDesign) -> dict[str, Any]:
    return {"quote": one.quote_id, "title": one.title, "option": one.option_id, "differences": list(one.words)}
