"""Where a request may come from at an account: what went down lately, and its sites."""

from collections.abc import Mapping
from dataclasses import dataclass

from steward.briefings.customer.subject import Subject
from steward.exhibits import day_text
from steward.warehouse.rows.customer.offered import sites
from steward.warehouse.rows.internal.requests import recent_outages

MOST_OUTAGES = 6


@dataclass(frozen=True)
class RequestOccasion:
    """One of them, in words; `asks`: what the address of the form says of it."""

    words: str
    asks: Mapping[str, str]


def occasions(about: Subject) -> tuple[RequestOccasion, ...]:
    """The last outages, then every site by name."""
    account_id = about.account_id
    outages = (
        RequestOccasion(
            f"{one.product or 'Outage'}, {one.site or 'no site named'}, {day_text(one.started_at.date())}",
            {"incident": one.incident_id, "site": one.site_id or ""},
        )
        for one in recent_outages(about.warehouse, account_id, MOST_OUTAGES)
    )
    places = (RequestOccasion(one.name, {"site": one.site_id}) for one in sites(about.warehouse, account_id))
    return (*outages, *places)
