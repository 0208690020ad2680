"""One figure as JSON."""

from typing import Any

from steward.exhibits import Figure


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
