"""Outages: most quarters stay well inside what was promised, a few come near, a few do not; one site never rests."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import ceil
from random import Random

from steward.sample.catalogue import BY_ID, PRODUCTS
from steward.sample.chance import day_between, dice, money, poisson
from steward.sample.model import Customer, Incident, ServiceLine
from steward.sample.sites import CHRONIC_SITE
from steward.sample.window import Window, quarter_start, shift

QUARTER_MINUTES = 91 * 1440
BAD_QUARTER = 0.10
LONGEST = 260.0

# Account-specific commitments: every ninth account has a stricter SD-WAN, every thirteenth a laxer telephony.
STRICTER, LAXER = 9, 13

CAUSES = (
    "Fibre cut by construction work",
    "Power failure at the site",
    "Edge device hardware fault",
    "Carrier maintenance overran",
    "Configuration error, rolled back",
    "Software defect in the edge release",
    "Upstream routing instability",
    "Denial-of-service attack",
    "Access circuit degraded",
)
CHRONIC_CAUSES = (
    "Water in the access duct",
    "Access circuit fault, same span as before",
    "Fibre cut by construction work",
    "Temporary repair of the access circuit failed",
)


def promised(customer: Customer, product_id: str) -> float:
    """The availability agreed with an account, in percent."""
    number = customer.profile.number
    if product_id == "SDW" and number % STRICTER == 0:
        return 99.95
    if product_id == "UCV" and number % LAXER == 0:
        return 99.5
    return BY_ID[product_id].target


def incidents(seed: int, customer: Customer, window: Window) -> list[Incident]:
    """Every outage of an account, the earliest first."""
    rng, found = dice(seed, customer.profile.account_id, "incidents"), list[tuple[ServiceLine, datetime, float]]()
    for first in _quarters(window):
        last = min(shift(first, 3) - timedelta(days=1), window.until)
        lines = customer.active_lines(first + (last - first) / 2)
        found += _usual(rng, customer, lines, first, last)
        if lines and rng.random() < BAD_QUARTER:
            found += _bad_quarter(rng, customer, lines, first, last)
    found += _chronic(rng, customer, window)
    kept = [outage for outage in found if outage[0].active(outage[1].date()) and window.holds(outage[1].date())]
    kept.sort(key=lambda outage: (outage[1], outage[0].subscription_id))
    return [_incident(rng, customer, number, *outage, window) for number, outage in enumerate(kept, start=1)]


def _quarters(window: Window) -> list[date]:
    return sorted({max(quarter_start(month), window.first) for month in window.months})


def _budget(customer: Customer, line: ServiceLine) -> float:
    """Minutes a line may be down in a quarter."""
    return QUARTER_MINUTES * (1 - promised(customer, line.product_id) / 100)


def _at(rng: Random, first: date, last: date) -> datetime:
    """Some minute; late on the last day is left out, so that repairs end inside the window."""
    moment = datetime.combine(day_between(rng, first, last), time(rng.randrange(24), rng.randrange(60)))
    return min(moment, datetime.combine(last, time(4, 12)))


def _usual(
    rng: Random, customer: Customer, lines: list[ServiceLine], first: date, last: date
) -> list[tuple[ServiceLine, datetime, float]]:
    """Now and then a line is down for about a quarter of what it may."""
    return [
        (line, _at(rng, first, last), min(max(_budget(customer, line) * rng.lognormvariate(-1.35, 0.6), 4), LONGEST))
        for line in lines
        for _ in range(poisson(rng, BY_ID[line.product_id].outages))
    ]


def _bad_quarter(
    rng: Random, customer: Customer, lines: list[ServiceLine], first: date, last: date
) -> list[tuple[ServiceLine, datetime, float]]:
    """One product comes near its commitment or breaks it, through one to three long outages."""
    product_id = rng.choice(sorted({line.product_id for line in lines if promised(customer, line.product_id) >= 99.9}))
    hit = [line for line in lines if line.product_id == product_id]
    minutes = sum(_budget(customer, line) for line in hit) * rng.uniform(0.6, 1.25)
    parts = min(len(hit), 3)
    return [(line, _at(rng, first, last), min(minutes / parts, 1100)) for line in rng.sample(hit, parts)]


def _chronic(rng: Random, customer: Customer, window: Window) -> list[tuple[ServiceLine, datetime, float]]:
    """The story of one site: month after month its access fails."""
    months, found = customer.profile.story.chronic_months, list[tuple[ServiceLine, datetime, float]]()
    for back in range(min(months, len(window.months))):
        first = window.ago(back)
        site = [line for line in customer.active_lines(first) if line.site is customer.sites[CHRONIC_SITE]]
        for line in [line for line in site if line.product_id in ("SDW", "DIA")]:
            for _ in range(rng.choice((1, 2, 2) if line.product_id == "SDW" else (0, 1))):
                last = shift(first, 1) - timedelta(days=2)
                found.append((line, _at(rng, first, last), rng.uniform(120, 270)))
    return found


def _incident(
    rng: Random, customer: Customer, number: int, line: ServiceLine, at: datetime, minutes: float, window: Window
) -> Incident:
    chronic = customer.profile.story.chronic_months and line.site is customer.sites[CHRONIC_SITE]
    share = minutes / _budget(customer, line)
    return Incident(
        incident_id=f"I-{customer.profile.number}-{number:03}",
        started_at=at,
        restored_at=None if _still_open(customer, at, window) else at + timedelta(minutes=round(minutes)),
        site_id=line.site.site_id,
        product_id=line.product_id,
        severity="critical" if share > 0.9 else "major" if share > 0.35 else "minor",
        cause=rng.choice(CHRONIC_CAUSES if chronic else CAUSES),
        credit=_credit(line.mrr, share),
    )


def _still_open(customer: Customer, at: datetime, window: Window) -> bool:
    """An outage of the last two days may not be over yet; a few accounts have one."""
    return (window.until - at.date()).days < 2 and customer.profile.number % 2 == 0


def _credit(mrr: Decimal, share: float) -> Decimal | None:
    """What the contract gives back for an outage longer than the line may be down: five percent a budget."""
    return money(mrr * min(ceil(share), 5) * Decimal("0.05")) if share >= 0.9 else None


def service_level_rows(customers: list[Customer]) -> list[tuple[object, ...]]:
    """The commitment for each product, then those that differ for an account."""
    general: list[tuple[object, ...]] = [(p.product_id, p.target, "") for p in PRODUCTS]
    for customer in customers:
        for product in PRODUCTS:
            agreed = promised(customer, product.product_id)
            if agreed != product.target:
                general.append((product.product_id, agreed, customer.profile.account_id))
    return general
