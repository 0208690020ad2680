"""The orders of an account, as the customer may read them, as JSON; the shape is promised in docs/data.md."""

from typing import Any

from steward.briefings.customer.delivery.line import DeliveryLine
from steward.briefings.customer.delivery.status import DeliveryStatus
from steward.briefings.customer.subject import Subject
from steward.cli.as_json.figures import figure_json
from steward.cli.as_json.text import as_text


def delivery_json(about: Subject, found: DeliveryStatus) -> str:
    """The headline, figures, every line with its days, and what we need of them."""
    return as_text(
        {
            "account_id": about.account_id,
            "name": about.account.name,
            "as_of": about.as_of,
            "told_for": found.day,
            "headline": found.brief.headline,
            "figures": [figure_json(figure) for figure in found.brief.figures],
            "lines": [_line(line) for line in found.lines],
            "needs": [{"needed": one.asked, "for": one.what, "by": one.by} for one in found.brief.asked],
        }
    )


def _line(line: DeliveryLine) -> dict[str, Any]:
    return {
        "order_line_id": line.line_id,
        "order": line.order,
        "product": line.product,
        "site": line.site or None,
        "ends_service": line.leaves,
        "status": str(line.state),
        "signed_on": line.signed_on,
        "requested_on": line.requested_on,
        "first_promised_on": line.first_on,
        "promised_on": line.now_on,
        "in_service_on": line.live_on,
        "accepted_on": line.accepted_on,
        "days_late": line.late,
        "cause": line.cause or None,
        "said": line.said or None,
        "milestones": [
            {"name": step.name, "planned_on": step.planned_on, "reached_on": step.reached_on} for step in line.steps
        ],
        "moved": [{"on": one.on, "from": one.was, "to": one.now} for one in line.changes],
    }
