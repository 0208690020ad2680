"""The book as JSON: totals, accounts, and every topic."""

from collections.abc import Iterable, Iterator
from typing import Any

from steward.briefings.internal.book.book import BookBriefing
from steward.briefings.internal.scope.book import Book
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import Members, plain, written
from steward.cli.as_json.topics import topic_json
from steward.services import nps
from steward.services.book import BookRow, Unread
from steward.services.topics import Topic


def book_json(chosen: Book, brief: BookBriefing, topics: Iterable[Topic] = ()) -> Iterator[str]:
    """The book: totals, accounts, and what every area says; in pieces, an area written before the next is made. The
    figures of the areas come last, for they are known by then."""
    totals = {figure.id.removeprefix("book."): plain(figure.value) for figure in brief.figures}
    totals["strategic_accounts"] = sum(row.strategic for row in brief.rows)
    totals["open_pipeline_elsewhere"] = plain(brief.pipeline_elsewhere)
    asked, known = chosen.has("nps_responses"), chosen.has("opportunities")
    figures: list[dict[str, Any]] = []
    return written(
        {
            "quarter": str(chosen.quarter),
            "as_of": chosen.as_of,
            "currency": chosen.warehouse.facts.currency,
            "basis": chosen.warehouse.facts.basis,
            "totals": totals,
            "why": {figure.id.removeprefix("book."): figure.why for figure in brief.figures if figure.why},
            "left_out": [_left_out(one) for one in brief.left_out],
            "accounts": (_account(row, asked, known) for row in brief.rows),
            "areas": Members(_areas(topics, figures)),
            "figures": figures,
        }
    )


def _areas(topics: Iterable[Topic], figures: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each under its key, its figures put with those of the others."""
    for topic in topics:
        figures.extend(figure_json(figure) for figure in topic.figures)
        yield topic.key, topic_json(topic)


def _left_out(one: Unread) -> dict[str, Any]:
    """Rows that are in no total; those that nothing but an exchange rate is missing for with what they come to."""
    return {
        "account_id": one.account_id, "feed": one.feed, "rows": one.rows, "currency": one.currency,
        "amount": plain(one.amount),
    }  # fmt: skip


def _account(row: BookRow, asked: bool, pipeline_known: bool) -> dict[str, Any]:
    return {
        "account_id": row.account_id,
        "name": row.name,
        "owner": row.owner,
        "region": row.region,
        "strategic": row.strategic,
        "strategic_by": row.strategic_by,
        "active": row.paying,
        "mrr": row.mrr,
        "spend": row.spend,
        "nps": nps.survey([row]).score,
        "nps_answers": (row.answered or 0) if asked else None,
        "renews_on": row.renews_on,
        "open_pipeline": (row.open_pipeline or 0) if pipeline_known else None,
    }
