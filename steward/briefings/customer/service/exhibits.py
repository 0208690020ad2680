"""The tables and charts of the service briefing."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from steward.briefings.customer.service.causes import causes, longest, recurring
from steward.briefings.customer.service.quarter import ServiceQuarter, availability, budget_used, sites_over
from steward.briefings.customer.subject import Subject
from steward.exhibits import (
    AVAILABILITY,
    COUNT,
    MINUTES,
    PERCENT,
    Cell,
    Column,
    Mood,
    Role,
    Series,
    StackedBars,
    Table,
    month_text,
)
from steward.exhibits.charts import highest_stack
from steward.exhibits.wording import capital, counted, in_a_line
from steward.warehouse.rows.customer import account as customer_rows
from steward.warehouse.rows.customer.account import Availability, Incident, SiteBudget

MOST_INCIDENTS = 8
LOST = 3
"""The place of the minutes lost in a row of the scorecard."""
FEWEST_COMPARED, FEWEST_OF_A_SITE = 2, 3
URGENCY = {
    "urgent": Mood.BAD, "critical": Mood.BAD, "high": Mood.WATCH, "medium": Mood.NEUTRAL, "normal": Mood.NEUTRAL,
}  # fmt: skip
"""What a priority says by itself: it has one colour in every chart; what can wait has that of our own numbers."""
PRIORITIES = ("urgent", "critical", "high", "medium", "normal", "low", "not stated")


def scorecard(subject: Subject, now: ServiceQuarter) -> Table | None:
    """Agreed and delivered availability by product; None without incidents or lines."""
    if not subject.has("incidents") or not now.minutes:
        return None
    met = len(now.with_target) - len(now.missed) - len(now.undecided)
    title = f"{met} of {len(now.with_target)} products met their agreed availability"
    if now.undecided:
        title += f"; of {len(now.undecided)} it is not known"
    return Table(
        id="service.scorecard",
        title=title if now.with_target else "Availability by product",
        alt="Table of availability by product: "
        + "; ".join(f"{p.product} {AVAILABILITY.text(availability(p))}" for p in now.products)
        + ".",
        receipt=subject.quarterly("availability", "customer.availability_monthly", "subscriptions", "incidents"),
        columns=(
            Column("Product", wide=True),
            Column("Agreed", AVAILABILITY),
            Column("Delivered", AVAILABILITY),
            Column("Downtime", MINUTES),
            Column("Budget used", PERCENT),
        ),
        rows=tuple(
            (p.product, p.target, *_delivered(p, now))
            for p in sorted(now.products, key=lambda product: (-budget_used(product), -float(product.downtime)))
            if p.line_minutes or p.downtime
        ),
        note=" ".join(filter(None, (*map(_levels, now.products), unended(now)))),
    )


def _delivered(product: Availability, now: ServiceQuarter) -> tuple[float | None, float | None, float | None]:
    """Availability, downtime and budget used; not known where all that was lost has no recorded end."""
    if product.product in now.undecided and not product.downtime:
        return None, None, None
    return availability(product), float(product.downtime), budget_used(product) if product.allowed else None


def unended(now: ServiceQuarter) -> str:
    """`Not counted: 1 incident that has no recorded end.`; empty where all have one."""
    has = "has" if now.without_end == 1 else "have"
    return f"Not counted: {counted(now.without_end, 'incident')} that {has} no recorded end." if now.without_end else ""


def folded(score: Table) -> Table:
    """The scorecard with those that lost no time in one row, where there are several; with an id of its own, since it
    is another table of the same figures."""
    lost, spared = ([row for row in score.rows if (row[LOST] != 0) is some] for some in (True, False))
    if len(spared) < FEWEST_COMPARED:
        return score
    agreed = [float(row[1]) for row in spared if isinstance(row[1], Decimal | float | int)]
    levels = (
        " to ".join(dict.fromkeys(AVAILABILITY.text(level) for level in (min(agreed), max(agreed)))) if agreed else None
    )
    name = f"{len(spared)} {'other ' if lost else ''}products"
    return replace(
        score, id=f"{score.id}.folded", title=f"{score.title}; {len(spared) if lost else 'all'} lost no time",
        rows=(*lost, (name, levels, *spared[0][2:])),
    )  # fmt: skip


def _levels(product: Availability) -> str:
    """Where one level does not stand for all lines of a product, what does."""
    if not product.allowed or product.lowest_target is None or product.highest_target is None:
        return ""
    low, high = AVAILABILITY.text(product.lowest_target), AVAILABILITY.text(product.highest_target)
    several = f"{product.product}: {low} to {high} agreed, by line." if low != high else ""
    partly = f"Not all lines of {product.product} have a level agreed; those that have none are not held to one."
    return f"{several} {partly if product.lines_agreed < product.line_minutes else ''}".strip()


def tickets(subject: Subject) -> StackedBars | None:
    """Tickets opened by month and priority; None without any."""
    since, until = subject.year
    rows = customer_rows.ticket_months(subject.warehouse, subject.account_id, since, until)
    if not rows:
        return None
    ends = subject.months("tickets")
    counts: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        counts[row.priority][row.month_end] += row.opened
    earlier = _tickets_before(subject, ends)
    parts = tuple(
        Series(priority.capitalize(), tuple(counts[priority].get(end, 0) for end in ends), mood=URGENCY.get(priority))
        for priority in sorted(counts, key=_urgency)
    )
    opened = sum(row.opened for row in rows if row.quarter == str(subject.quarter))
    year = f"{sum(row.opened for row in rows)} since {month_text(ends[0])}"
    return StackedBars(
        id="service.tickets_by_priority",
        title=f"{capital(counted(opened, 'ticket'))} opened in {subject.period()}, {year}",
        alt=f"Stacked bars of tickets opened by month and priority; {year}.",
        receipt=subject.receipt("tickets", "customer.tickets_monthly", "tickets"),
        note="Line: all tickets of the same month a year before." if earlier else "",
        categories=tuple(month_text(end) for end in ends),
        series=(*parts, *earlier),
        unit=COUNT,
        call_out=highest_stack(parts, COUNT),
    )


def _tickets_before(subject: Subject, ends: Sequence[date]) -> list[Series]:
    """All tickets of the months a year before; a month before the feed began is not known."""
    then = subject.a_year_before(ends)
    rows = customer_rows.ticket_months(subject.warehouse, subject.account_id, then[0], then[-1]) if then else []
    opened = Counter[date]()
    for row in rows:
        opened[row.month_end] += row.opened
    values = tuple(opened[end] if subject.reaches(end, "tickets") else None for end in then)
    return [Series("A year before", values, Role.EARLIER)] if rows else []


def _urgency(priority: str) -> tuple[int, str]:
    return (PRIORITIES.index(priority) if priority in PRIORITIES else len(PRIORITIES), priority)


def near_misses(subject: Subject, near: list[SiteBudget]) -> Table | None:
    """Sites that used most of their allowed downtime; None where there are none."""
    if not near:
        return None
    over = sites_over(near)
    close = counted(len({site.site for site in near} - set(over)), "site")
    said = f"{capital(counted(len(over), 'site'))} over the limit, {close} with a near miss"
    return Table(
        id="service.near_misses",
        title=said,
        alt="Table of sites that used 70 % or more of the downtime their agreed level allows.",
        receipt=subject.quarterly(
            "SLA budget used", "customer.availability_monthly", "subscriptions", "incidents", "service_levels"
        ),
        note="A site is held to the agreed level of its own lines.",
        columns=(
            Column("Site", wide=True),
            Column("Product"),
            Column("Downtime", MINUTES),
            Column("Allowed", MINUTES),
            Column("Budget used", PERCENT),
        ),
        rows=tuple(
            (n.site, n.product, float(n.downtime), float(n.allowed), budget_used(n)) for n in near[:MOST_INCIDENTS]
        ),
    )


def incidents(subject: Subject, now: ServiceQuarter) -> Table | None:
    """The longest incidents; None where there were none."""
    if not now.incidents:
        return None
    shown = now.incidents[:MOST_INCIDENTS]
    credited = any(incident.credit for incident in shown)
    more = f"The {len(shown)} longest are listed." if len(shown) < len(now.incidents) else ""
    columns = [
        Column("Date"),
        Column("Site", wide=True),
        Column("Product"),
        Column("Severity"),
        Column("Repaired in", MINUTES),
        Column("Cause", wide=True),
    ]
    return Table(
        id="service.incidents_list",
        title=_finding(subject, now),
        note=more,
        alt="Table of incidents, the longest first, with site, time to repair and cause.",
        receipt=subject.quarterly("MTTR", "customer.incidents", "incidents"),
        columns=(*columns, *([Column("Credit", subject.money)] if credited else [])),
        rows=tuple(_incident_row(incident, credited) for incident in shown),
    )


def _finding(subject: Subject, now: ServiceQuarter) -> str:
    """The cause of most outages, else the site that had most of several, else the longest, else how many there were."""
    said = f"{capital(counted(len(now.incidents), 'incident'))} in {subject.period()}"
    found, at = causes(now.incidents), _at_one_site(now)
    if told := recurring(found) or ("" if at else longest(found)):
        return told
    return in_a_line(f"{said}{at}{_repaired(now)}", f"{said}{at}", said)


def _at_one_site(now: ServiceQuarter) -> str:
    """`, 6 of them at Warszawa plant`: the site is named where it had most of several."""
    sites = Counter(incident.site for incident in now.incidents if incident.site).most_common(1)
    if not sites or len(now.incidents) < FEWEST_OF_A_SITE or sites[0][1] * 2 <= len(now.incidents):
        return ""
    site, most = sites[0]
    return f", {'all' if most == len(now.incidents) else f'{most} of them'} at {site}"


def _repaired(now: ServiceQuarter) -> str:
    if now.mean_repair is None:
        return ""
    return f", repaired in {MINUTES.text(now.mean_repair)}{' on average' if len(now.incidents) > 1 else ''}"


def _incident_row(incident: Incident, credited: bool) -> tuple[Cell, ...]:
    return (
        incident.started_at.date(),
        incident.site,
        incident.product,
        incident.severity,
        None if incident.repair_minutes is None else float(incident.repair_minutes),
        incident.cause,
        *((incident.credit,) if credited else ()),
    )
