"""An exported deck against today's data, as JSON."""

from typing import Any

from steward.cli.as_json.text import as_text
from steward.services.reviews.drift import Drift, DriftLine


def drift_json(found: Drift) -> str:
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


def _drifted(line: DriftLine) -> dict[str, Any]:
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
