"""Retention as JSON: its figures, why they changed, and the exhibits of its page."""

from steward.briefings.internal.retention.book import RetentionBook
from steward.briefings.internal.scope.book import Book
from steward.cli.as_json.exhibits import exhibit_json
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text
from steward.cli.as_json.topics import why_changed


def retention_json(book: Book, brief: RetentionBook) -> str:
    """The whole book's."""
    return as_text(
        {
            "quarter": str(book.quarter),
            "as_of": book.as_of,
            "currency": book.warehouse.facts.currency,
            "headline": brief.headline,
            "figures": [figure_json(figure) for figure in brief.figures],
            "why_changed": [why_changed(walk) for walk in brief.walks],
            "exhibits": [exhibit_json(exhibit) for exhibit in brief.exhibits],
        }
    )
