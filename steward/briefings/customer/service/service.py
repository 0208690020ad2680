"""How the service held up: availability against what was agreed, incidents, tickets."""

from dataclasses import dataclass

from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.service import exhibits
from steward.briefings.customer.service.quarter import NEAR_MISS, ServiceQuarter, budget_used, share_of_allowed
from steward.briefings.customer.subject import Subject
from steward.exhibits import (
    AVAILABILITY,
    COUNT,
    HOURS,
    MINUTES,
    PERCENT,
    STARS,
    Bars,
    Better,
    Figure,
    StackedBars,
    Table,
    listed,
)
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.customer import account as customer_rows


@dataclass(frozen=True, kw_only=True)
class Service(CustomerBriefing):
    """Service of one account in one quarter."""

    scorecard: Table | None
    budget: Bars | None
    tickets: StackedBars | None
    near_misses: Table | None
    incidents: Table | None
    every_product_met: bool = False
    products_missed: tuple[str, ...] = ()
    products_near: tuple[str, ...] = ()
    """Products that met their agreed level, but used most of the downtime it allows."""
    chronic_site: str = ""


def service(subject: Subject) -> Service:
    """Brief on service."""
    now, earlier = ServiceQuarter.of(subject), subject.earlier()
    before = ServiceQuarter.of(earlier) if earlier else None
    near = _near_misses(subject)
    return Service(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(subject, now),
        figures=_figures(subject, now, before),
        missing=subject.missing(
            incidents="outages, repair times and availability",
            service_levels="availability against what was agreed",
            tickets="support tickets by priority and how they were rated",
        ),
        not_loaded=_not_loaded(subject),
        scorecard=exhibits.scorecard(subject, now),
        budget=exhibits.budget(subject, now),
        tickets=exhibits.tickets(subject),
        near_misses=exhibits.near_misses(subject, near),
        incidents=exhibits.incidents(subject, now),
        every_product_met=bool(subject.has("incidents") and now.with_target and not now.missed),
        products_missed=tuple(product.product for product in now.missed),
        products_near=tuple(p.product for p in now.with_target if NEAR_MISS <= budget_used(p) <= 100),
        chronic_site=near[0].site if near and budget_used(near[0]) > 100 else "",
    )


def _near_misses(subject: Subject) -> list[customer_rows.SiteBudget]:
    if not subject.has("incidents"):
        return []
    quarter = str(subject.quarter)
    return customer_rows.sites_near_limit(subject.warehouse, subject.account_id, quarter, NEAR_MISS / 100)


def _headline(subject: Subject, now: ServiceQuarter) -> str:
    if not subject.has("incidents") or now.availability is None:
        opened = capital(counted(now.opened, "ticket"))
        return f"{opened} opened in {subject.quarter.spoken}" if subject.has("tickets") else "No service data is loaded"
    said = f"Availability was {AVAILABILITY.text(now.availability)} in {subject.quarter.spoken}"
    if not now.with_target:
        return f"{said}, with {counted(len(now.incidents), 'incident')}"
    if now.missed:
        return f"{said}; {listed([product.product for product in now.missed])} missed the agreed level"
    return f"{said} and every product met its agreed level"


def _figures(subject: Subject, now: ServiceQuarter, before: ServiceQuarter | None) -> tuple[Figure, ...]:
    incidents = _incident_figures(subject, now, before) if subject.has("incidents") else ()
    return (*incidents, *_ticket_figures(subject, now, before))


def _incident_figures(subject: Subject, now: ServiceQuarter, before: ServiceQuarter | None) -> tuple[Figure, ...]:
    minutes = subject.quarterly("availability", "customer.availability_monthly", "subscriptions", "incidents")
    budget = subject.quarterly(
        "SLA budget used", "customer.availability_monthly", "subscriptions", "incidents", "service_levels"
    )
    outages = subject.quarterly("MTTR", "customer.incidents", "incidents")
    started = subject.quarterly("incidents", "customer.incidents", "incidents")
    close = _close(now) or (before is not None and _close(before))
    return (
        subject.compared(
            "service.availability",
            "Availability",
            now.availability,
            before.availability if before else None,
            AVAILABILITY,
            minutes,
            why="No active service lines are recorded for this quarter.",
            note=_unrestored(now),
            better=Better.HIGHER if close else Better.NEITHER,
        ),
        subject.compared(
            "service.sla_budget_used",
            "SLA budget used",
            share_of_allowed(now),
            share_of_allowed(before) if before else None,
            PERCENT,
            budget,
            why=subject.why_not("service_levels", "No availability is agreed for the services of this account."),
            better=Better.LOWER if close else Better.NEITHER,
        ),
        subject.compared(
            "service.incidents",
            "Incidents",
            len(now.incidents),
            len(before.incidents) if before else None,
            COUNT,
            started,
            better=Better.LOWER,
        ),
        subject.compared(
            "service.mttr",
            "Mean time to repair",
            now.mean_repair,
            before.mean_repair if before else None,
            MINUTES,
            outages,
            why=f"No incident was repaired in {subject.quarter.spoken}.",
            better=Better.LOWER,
        ),
    )


def _not_loaded(subject: Subject) -> tuple[Figure, ...]:
    """What incidents and tickets would give."""
    return (
        *subject.not_loaded(
            "incidents",
            "customer.availability_monthly",
            ("service.availability", "Availability", AVAILABILITY, "availability"),
            ("service.sla_budget_used", "SLA budget used", PERCENT, "SLA budget used"),
            ("service.incidents", "Incidents", COUNT, "incidents"),
            ("service.mttr", "Mean time to repair", MINUTES, "MTTR"),
        ),
        *subject.not_loaded(
            "tickets",
            "customer.tickets_monthly",
            ("service.tickets", "Tickets opened", COUNT, "tickets"),
            ("service.hours_to_close", "Mean time to close a ticket", HOURS, "tickets"),
            ("service.rating", "Ticket rating", STARS, "tickets"),
        ),
    )


def _close(quarter: ServiceQuarter) -> bool:
    """Whether a change of availability is news: no level is agreed, or what was lost comes near to what is allowed."""
    share = share_of_allowed(quarter)
    return share is None or share >= NEAR_MISS


def _unrestored(now: ServiceQuarter) -> str:
    open_ended = sum(incident.repair_minutes is None for incident in now.incidents)
    if not open_ended:
        return ""
    return f"{capital(counted(open_ended, 'incident'))} without a recorded end: its minutes are not counted."


def _ticket_figures(subject: Subject, now: ServiceQuarter, before: ServiceQuarter | None) -> tuple[Figure, ...]:
    if not subject.has("tickets"):
        return ()
    receipt = subject.quarterly("tickets", "customer.tickets_monthly", "tickets")
    return (
        subject.compared(
            "service.tickets",
            "Tickets opened",
            now.opened,
            before.opened if before else None,
            COUNT,
            receipt,
            better=Better.LOWER,
        ),
        subject.compared(
            "service.hours_to_close",
            "Mean time to close a ticket",
            now.hours_to_close,
            before.hours_to_close if before else None,
            HOURS,
            receipt,
            why="No ticket was closed in this quarter.",
            better=Better.LOWER,
        ),
        subject.compared(
            "service.rating",
            "Ticket rating",
            now.rating,
            before.rating if before else None,
            STARS,
            receipt,
            why="No ticket of this quarter was rated.",
            note="of 5, by the people who opened them",
        ),
    )
