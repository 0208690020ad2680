"""How the service held up: availability against what was agreed, incidents, tickets."""

from collections.abc import Sequence
from dataclasses import dataclass

from steward.briefings.customer.base import CustomerBriefing, about
from steward.briefings.customer.service import exhibits
from steward.briefings.customer.service.budget import budget
from steward.briefings.customer.service.causes import Cause, causes
from steward.briefings.customer.service.quarter import (
    NEAR_MISS,
    ServiceQuarter,
    budget_used,
    most_over,
    share_of_allowed,
    sites_over,
)
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
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted, few, in_a_line
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer.account import Availability


@dataclass(frozen=True, kw_only=True)
class Service(CustomerBriefing):
    """Service of one account in one quarter."""

    scorecard: Table | None
    budget: Bars | None
    tickets: StackedBars | None
    near_misses: Table | None
    incidents: Table | None
    every_product_met: bool = False
    met_again: bool = False
    """Whether every product met its agreed level, and one did not in the quarter before."""
    products_missed: tuple[str, ...] = ()
    products_near: tuple[str, ...] = ()
    """Products that met their agreed level, but used most of the downtime it allows."""
    chronic_site: str = ""
    """Of `sites_over` the one that used most of what is allowed, or those that used as much."""
    sites_over: tuple[str, ...] = ()
    """The sites that were down for longer than the agreed level of their lines allows, the worst first."""
    causes: tuple[Cause, ...] = ()
    """What caused the outages; none in a review that was frozen before it was told."""

    @property
    def as_agreed(self) -> bool:
        """Whether every product met its agreed level, and every site that of its own lines."""
        return self.every_product_met and not self.chronic_site

    @property
    def near_said(self) -> str:
        """`A near miss at Contact Centre Cloud used 93.6 % of its allowed downtime`: of products, where none and no
        site missed what was agreed; empty else."""
        used = next(
            (one for one in self.figures if one.id == "service.sla_budget_used" and one.value is not None), None
        )
        if not self.products_near or not self.as_agreed or used is None:
            return ""
        if len(self.products_near) > 1:
            return f"Near misses at {listed(self.products_near)} used up to {used.text} of their allowed downtime"
        return f"A near miss at {self.products_near[0]} used {used.text} of its allowed downtime"

    @property
    def _most_over(self) -> str:
        """Who of several sites was down most; of all alike who they are, where they are two."""
        if self.chronic_site != few(self.sites_over):
            return f", {self.chronic_site} most,"
        return f", {self.chronic_site}," if len(self.sites_over) == 2 else ""

    @property
    def over_said(self) -> str:
        """`The site Hull was down for longer than`, to be ended by what was agreed; empty where none was."""
        if len(self.sites_over) > 1:
            return f"{len(self.sites_over)} sites{self._most_over} were down for longer than"
        return f"The site {self.chronic_site} was down for longer than" if self.chronic_site else ""


def service(subject: Subject) -> Service:
    """Brief on service."""
    now, earlier = ServiceQuarter.of(subject), subject.earlier()
    before = ServiceQuarter.of(earlier) if earlier else None
    near = _near_misses(subject)
    over = sites_over(near)
    met = bool(subject.has("incidents") and now.with_target and not now.missed and not now.without_end)
    return Service(
        **about(subject),  # type: ignore[arg-type]
        headline=_headline(subject, now, over),
        figures=_figures(subject, now, before),
        missing=subject.missing(
            incidents="outages, repair times and availability",
            service_levels="availability against what was agreed",
            tickets="support tickets by priority and how they were rated",
        ),
        not_loaded=_not_loaded(subject),
        scorecard=exhibits.scorecard(subject, now),
        budget=budget(subject, now, _a_year_ago(subject)),
        tickets=exhibits.tickets(subject),
        near_misses=exhibits.near_misses(subject, near),
        incidents=exhibits.incidents(subject, now),
        every_product_met=met,
        met_again=bool(met and before and before.missed),
        products_missed=tuple(product.product for product in now.missed),
        products_near=tuple(p.product for p in now.with_target if NEAR_MISS <= budget_used(p) <= 100),
        chronic_site=few(most_over(near)),
        sites_over=over,
        causes=causes(now.incidents),
    )


def _a_year_ago(subject: Subject) -> list[customer_rows.Availability]:
    """The products in the same quarter a year before, where incidents were recorded then."""
    then = subject.year_ago()
    if then is None or not subject.reaches(then.quarter.start, "incidents"):
        return []
    return customer_rows.availability_by_product(subject.warehouse, subject.account_id, str(then.quarter))


def _near_misses(subject: Subject) -> list[customer_rows.SiteBudget]:
    if not subject.has("incidents"):
        return []
    quarter = str(subject.quarter)
    return customer_rows.sites_near_limit(subject.warehouse, subject.account_id, quarter, NEAR_MISS / 100)


def _headline(subject: Subject, now: ServiceQuarter, over: Sequence[str]) -> str:
    if not subject.has("incidents") or now.availability is None:
        opened = capital(counted(now.opened, "ticket"))
        return f"{opened} opened in {subject.period()}" if subject.has("tickets") else "No service data is loaded"
    in_all = f"Availability was {AVAILABILITY.text(now.availability)}"
    said = f"{in_all} in {subject.period()}"
    if not now.with_target:
        return f"{said}, with {counted(len(now.incidents), 'incident')}"
    if now.missed:
        missed = f"{listed([product.product for product in now.missed])} missed the agreed level"
        many = f"{len(now.missed)} of {len(now.with_target)} products missed the agreed level"
        return in_a_line(f"{said}; {missed}", f"{in_all}; {missed}", many)
    if now.without_end:
        return _but_unended(now, said, in_all)
    met = f"{_all(now.with_target)} met the agreed level"
    if over:
        return in_a_line(
            f"{met}, but the site {over[0]} did not" if len(over) == 1 else "", f"{met}, but {_sites(over)} did not"
        )
    close = [product.product for product in now.with_target if budget_used(product) >= NEAR_MISS]
    if close:
        return in_a_line(f"{met}, {listed(close)} only just", f"{met}, {len(close)} of them only just")
    delivered = f"availability {AVAILABILITY.text(now.availability)}"
    return in_a_line(f"{met}: {delivered} in {subject.period()}", f"{met}: {delivered}")


def _but_unended(now: ServiceQuarter, *said: str) -> str:
    """With what is not counted, because nobody knows when it ended."""
    many, has = counted(now.without_end, "incident"), "has" if now.without_end == 1 else "have"
    full = (f"{one}, not counting {many} that {has} no recorded end" for one in said)
    return in_a_line(*full, f"{said[-1]} but for {many} with no recorded end")


def _all(agreed: Sequence[Availability]) -> str:
    """Those that a level is agreed for: the one by its name."""
    if len(agreed) == 1:
        return agreed[0].product
    return "Both products" if len(agreed) == 2 else f"All {len(agreed)} products"


def _sites(over: Sequence[str]) -> str:
    return counted(len(over), "site")


def _figures(subject: Subject, now: ServiceQuarter, before: ServiceQuarter | None) -> tuple[Figure, ...]:
    incidents = _incident_figures(subject, now, before) if subject.has("incidents") else ()
    return (*incidents, *_ticket_figures(subject, now, before))


def _incident_figures(subject: Subject, now: ServiceQuarter, before: ServiceQuarter | None) -> tuple[Figure, ...]:
    minutes = subject.quarterly("availability", "customer.availability_monthly", "subscriptions", "incidents")
    allowed = subject.quarterly(
        "SLA budget used", "customer.availability_monthly", "subscriptions", "incidents", "service_levels"
    )
    outages = subject.quarterly("MTTR", "customer.incidents", "incidents")
    started = subject.quarterly("incidents", "customer.incidents", "incidents")
    close = _close(now) or (before is not None and _close(before))
    still_over = bool(now.missed and before and before.missed)
    return (
        subject.compared(
            "service.availability",
            "Availability",
            now.availability,
            before.availability if before else None,
            AVAILABILITY,
            minutes,
            why="No active service lines are recorded for this quarter.",
            note=exhibits.unended(now),
            better=Better.HIGHER if close else Better.NEITHER,
        ),
        subject.compared(
            "service.sla_budget_used",
            "SLA budget used",
            now.most_used,
            before.most_used if before else None,
            PERCENT,
            allowed,
            needs=("service_levels",),
            why="No availability is agreed for the services of this account.",
            note=_by_whom(now),
            better=Better.LOWER if close and not still_over else Better.NEITHER,
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
            why=f"No incident was repaired in {subject.period()}.",
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
    return quarter.most_used is None or quarter.most_used >= NEAR_MISS


def _by_whom(now: ServiceQuarter) -> str:
    """Which product used most of what it is allowed, and what all used together, which would hide it."""
    together = share_of_allowed(now)
    if now.worst is None or together is None:
        return ""
    return " ".join(filter(None, (_most(now, now.worst, together), exhibits.unended(now))))


def _most(now: ServiceQuarter, worst: Availability, together: float) -> str:
    if len(now.with_target) == 1 or not worst.downtime:
        return "No product lost any time." if len(now.with_target) > 1 and not now.without_end else ""
    used = round(budget_used(worst), 1)
    who = leaders(((one.product, round(budget_used(one), 1)) for one in now.with_target), used, "product")
    return f"Most: {few(who.names)}; all products {PERCENT.text(together)}{'.' if now.without_end else ''}"


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
