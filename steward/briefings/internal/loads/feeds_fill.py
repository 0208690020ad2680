"""Which pages each feed fills, so that a company sees what one more export would give it."""

from collections.abc import Iterable, Mapping

from steward.exhibits import Missing, listed

FILLS: Mapping[str, tuple[str, ...]] = {
    "accounts": ("Accounts",),
    "people": ("Home", "Pipeline > Forecast", "Team > Targets"),
    "partners": ("Pipeline", "Accounts > Partners"),
    "products": ("Customer view > Spend", "Customer view > Adoption", "Pipeline > Whitespace"),
    "account_owners": ("Team > Targets",),
    "sites": ("Customer view > Service", "Customer health > Service", "Customer view > Adoption"),
    "contracts": ("Renewals", "Home"),
    "subscriptions": ("Accounts", "Renewals > Retention", "Renewals", "Pipeline > Whitespace"),
    "charges": ("Customer view > Spend",),
    "usage": ("Customer view > Adoption", "Customer health", "Pipeline > Whitespace"),
    "incidents": ("Customer view > Service", "Customer health > Service", "Customer health"),
    "service_levels": ("Customer view > Service", "Customer health > Service"),
    "tickets": ("Customer view > Service", "Customer health > Service", "Customer health", "Delivery > Requests"),
    "contacts": ("Account > People", "Customer health > NPS"),
    "nps_responses": ("Customer view > Feedback", "Customer health > NPS", "Customer health"),
    "opportunities": ("Pipeline", "Pipeline > Forecast", "Team > Targets", "Renewals"),
    "opportunity_changes": ("Pipeline",),
    "activities": ("Account", "Customer health", "Home", "Accounts > Touches"),
    "tasks": ("Home > Actions",),
    "targets": ("Team > Targets", "Pipeline > Forecast"),
    "forecasting_items": ("Pipeline > Forecast",),
    "partner_contacts": ("Account > People",),
    "partner_roles": ("Accounts > Partners", "Account > Commercial"),
    "partner_registrations": ("Accounts > Partners", "Home"),
    "commission_statements": ("Accounts > Partners",),
    "quotes": ("Deals", "Account > Quotes"),
    "quote_lines": ("Deals", "Account > Quotes"),
    "approval_work_items": ("Account > Quotes",),
    "envelopes": ("Account > Quotes",),
    "orders": ("Delivery", "Account > Delivery"),
    "order_lines": ("Delivery", "Account > Delivery"),
    "order_date_changes": ("Delivery", "Account > Delivery"),
    "order_milestones": ("Delivery", "Account > Delivery"),
    "exchange_rates": (),
}
"""By table, the pages as the menu calls them, `entry > tab`; none for what only helps to read the others."""


def would_fill(missing: Iterable[str]) -> tuple[Missing, ...]:
    """The feeds that are not there, each with its pages."""
    return tuple(Missing(feed, f"more on {listed(FILLS[feed])}") for feed in missing if FILLS[feed])
