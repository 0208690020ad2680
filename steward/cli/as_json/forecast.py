"""The forecast as JSON: its figures, the exhibits of its page, and where every call stands."""

from steward.briefings.internal.forecast.book import ForecastBook
from steward.briefings.internal.forecast.source import HeldCall
from steward.briefings.internal.scope.book import Book
from steward.cli.as_json.exhibits import exhibit_json
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text


def forecast_json(book: Book, brief: ForecastBook) -> str:
    """Of whoever is looked at."""
    return as_text(
        {
            "quarter": str(brief.period),
            "as_of": book.as_of,
            "today": book.now,
            "currency": book.warehouse.facts.currency,
            "whose": brief.look.whose.address,
            "headline": brief.headline,
            "figures": [figure_json(figure) for figure in brief.figures],
            "calls": [
                _call(call) for one in brief.people for call in (*one.locked, *((one.current,) if one.current else ()))
            ],
            "problems": list(brief.problems),
            "exhibits": [exhibit_json(exhibit) for exhibit in brief.exhibits],
        }
    )


def _call(call: HeldCall) -> dict[str, object]:
    """Where it stands; amounts in cents. `content`: what tells its frozen items from all others."""
    held = call.standing
    return {
        "person_id": call.ref.person_id, "number": call.ref.number, "state": held.state.value, "on": held.on,
        "content": held.content or None, "locked_by": held.locked_by or None,
        "said": {kind.value: list(numbers) for kind, numbers in held.said.items()},
        "adjustments": [
            {"kind": one.kind.value, "from": list(one.was), "to": list(one.to), "by": one.who, "why": one.why}
            for one in held.adjustments
        ],
    }  # fmt: skip
