"""One account as JSON."""

from collections.abc import Iterable, Sequence
from datetime import date

from steward.briefings.customer.subject import Subject
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text
from steward.cli.as_json.topics import topics_json
from steward.exhibits import Figure
from steward.services.topics import Topic


def brief_json(
    subject: Subject, figures: Iterable[Figure], frozen_on: date | None = None, topics: Sequence[Topic] | None = None
) -> str:
    """The figures of one account; `frozen_on`: the day they were frozen for the review, null for today's.

    `areas`: what each area says of it, internal; None for the customer's, who get no such key."""
    return as_text(
        {
            "account_id": subject.account_id,
            "name": subject.account.name,
            "quarter": str(subject.quarter),
            "as_of": subject.as_of,
            "frozen_on": frozen_on,
            "currency": subject.warehouse.facts.currency,
            "figures": [figure_json(figure) for figure in figures],
            **({} if topics is None else {"areas": topics_json(topics)}),
        }
    )
