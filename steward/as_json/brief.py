"""One account as JSON."""

from collections.abc import Iterable
from datetime import date

from steward.as_json.figures import figure_json
from steward.as_json.text import as_text
from steward.briefings.subject import Subject
from steward.exhibits import Figure


def brief_json(subject: Subject, figures: Iterable[Figure], frozen_on: date | None = None) -> str:
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
