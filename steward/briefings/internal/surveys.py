"""The surveys of several accounts taken together."""

from collections.abc import Sequence

from steward.briefings.book import Book
from steward.briefings.customer.voice import why_no_score
from steward.domain.nps import Survey
from steward.exhibits import POINTS, Figure
from steward.warehouse.internal_rows import BookRow


def survey(rows: Sequence[BookRow]) -> Survey:
    """The answers of all rows together."""
    return Survey(
        sum(row.asked or 0 for row in rows),
        sum(row.promoters or 0 for row in rows),
        sum(row.passives or 0 for row in rows),
        sum(row.detractors or 0 for row in rows),
    )


def nps_figure(book: Book, rows: Sequence[BookRow], identifier: str = "book.nps") -> Figure:
    """NPS over all answers of the quarter."""
    answers = survey(rows)
    if "nps_responses" not in book.warehouse.feeds:
        why = "No NPS responses feed is loaded."
    else:
        why = why_no_score(answers) if answers.score is None else ""
    return Figure(
        id=identifier,
        label="NPS",
        value=answers.score,
        unit=POINTS,
        receipt=book.quarterly("NPS", "customer.nps_quarterly", "nps_responses"),
        why=why,
        note=f"± {answers.margin:.0f} from {answers.answered} answers" if answers.margin is not None else "",
    )
