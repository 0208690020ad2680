"""Which pages each feed fills, so that a company sees what one more export would give it."""

from collections.abc import Iterable, Mapping

from steward.exhibits import Missing, listed

FILLS: Mapping[str, tuple[str, ...]] = {
    "accounts": ("My book",),
    "people": ("Home", "Targets"),
    "partners": ("Pipeline",),
    "products": ("Spend", "Adoption", "Whitespace"),
    "sites": ("Service", "Service watch", "Adoption"),
    "contracts": ("Renewals", "Home"),
    "subscriptions": ("My book", "Retention", "Renewals", "Whitespace"),
    "charges": ("Spend",),
    "usage": ("Adoption", "Health", "Whitespace"),
    "incidents": ("Service", "Service watch", "Health"),
    "service_levels": ("Service", "Service watch"),
    "tickets": ("Service", "Service watch", "Health"),
    "contacts": ("Relationship map", "NPS"),
    "nps_responses": ("Customer feedback", "NPS", "Health"),
    "opportunities": ("Pipeline", "Targets", "Renewals"),
    "opportunity_changes": ("Pipeline",),
    "activities": ("Account", "Health", "Home"),
    "targets": ("Targets",),
    "exchange_rates": (),
}
"""By table, the pages as they are called; none for what only helps to read the others."""


def would_fill(missing: Iterable[str]) -> tuple[Missing, ...]:
    """The feeds that are not there, each with its pages."""
    return tuple(Missing(feed, f"more on {listed(FILLS[feed])}") for feed in missing if FILLS[feed])
