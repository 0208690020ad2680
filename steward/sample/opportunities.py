"""Opportunities: won ones match a change of services, lost ones were tried, open ones wait."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from steward.sample.catalogue import BY_ID
from steward.sample.chance import day_between, dice, poisson, price
from steward.sample.model import Customer, Profile
from steward.sample.open_opportunities import open_opportunities, renewing
from steward.sample.opportunity import Opportunity, idea, named, size, worth
from steward.sample.opportunity_course import course_rows
from steward.sample.staff import Staff
from steward.sample.story_opportunities import story_opportunities
from steward.sample.window import Window, shift

DAY = timedelta(days=1)
LOST_A_YEAR = 3.1
LOST_TO = (
    "Lost on price",
    "Stayed with the incumbent",
    "Project postponed",
    "No budget this year",
    "Built it themselves",
)


def opportunity_rows(seed: int, customer: Customer, window: Window, staff: Staff) -> Iterator[tuple[object, ...]]:
    """The opportunities of an account, the earliest first."""
    for opportunity_id, opportunity in numbered(seed, customer, window):
        yield _row(customer.profile, opportunity_id, opportunity, _owner(customer.profile, opportunity, staff))


def change_rows(seed: int, customer: Customer, window: Window) -> Iterator[tuple[object, ...]]:
    """How each of them came to be what it is."""
    for opportunity_id, opportunity in numbered(seed, customer, window):
        yield from course_rows(seed, opportunity_id, opportunity, window)


def numbered(seed: int, customer: Customer, window: Window) -> Iterator[tuple[str, Opportunity]]:
    """Every opportunity of an account with its id."""
    rng = dice(seed, customer.profile.account_id, "deals")
    opportunities = [*_won(rng, customer), *_renewed(rng, customer, window), *_lost(rng, customer, window)]
    opportunities += [
        *_first_try(rng, customer),
        *open_opportunities(rng, customer, window),
        *renewing(rng, customer, window),
    ]
    opportunities += story_opportunities(customer, window)
    opportunities.sort(key=lambda opportunity: (opportunity.opened_on, opportunity.name, opportunity.amount))
    for number, opportunity in enumerate(opportunities, start=1):
        yield f"O-{customer.profile.number}-{number:03}", opportunity


def _row(profile: Profile, opportunity_id: str, opportunity: Opportunity, owner_id: str) -> tuple[object, ...]:
    return (
        opportunity_id,
        opportunity.name,
        opportunity.stage,
        opportunity.status,
        opportunity.amount,
        profile.account_id,
        opportunity.product_id,
        opportunity.kind,
        f"{opportunity.probability:.2f}",
        opportunity.forecast,
        opportunity.opened_on,
        opportunity.close_on,
        opportunity.closed_on or "",
        owner_id,
        profile.partner_id,
        opportunity.next_step,
    )


def _owner(profile: Profile, opportunity: Opportunity, staff: Staff) -> str:
    """New customers are won by an account executive, all else by the account manager."""
    if opportunity.kind == "new":
        return staff.looks_after("account executive", profile.number, profile.region).person_id
    return profile.owner_id


def _won(rng: Random, customer: Customer) -> Iterator[Opportunity]:
    """What was sold, signed some weeks before its services start."""
    for change in customer.changes:
        closed = change.day - DAY * rng.randint(2, 14)
        name = named(BY_ID[change.product_id], change.kind, change.sites)
        yield _closed(rng, (name, "closed won", change.product_id, change.kind), change.amount, closed)


def _closed(rng: Random, what: tuple[str, str, str, str], amount: Decimal, closed: date, step: str = "") -> Opportunity:
    name, stage, product_id, kind = what
    won = stage == "closed won"
    opened, planned = closed - DAY * rng.randint(30, 190), closed + DAY * rng.randint(-45, 25)
    forecast = "closed" if won else "omitted"
    return Opportunity(
        name, stage, amount, product_id, kind, float(won), forecast, opened, max(planned, opened), closed, step
    )


def _lost(rng: Random, customer: Customer, window: Window) -> Iterator[Opportunity]:
    for month in window.months[::12]:
        for _ in range(poisson(rng, LOST_A_YEAR)):
            closed = day_between(rng, month, min(shift(month, 12) - DAY, window.until))
            if not customer.is_customer(closed):
                continue
            product, kind = idea(rng, customer, closed)
            what = (named(product, kind, rng.randint(1, len(customer.sites))), "closed lost", product.product_id, kind)
            yield _closed(rng, what, size(rng, customer, closed), closed, rng.choice(LOST_TO))


def _first_try(rng: Random, customer: Customer) -> Iterator[Opportunity]:
    """Two in three new customers said no the first time."""
    for change in customer.changes:
        if change.kind == "new" and rng.random() < 0.67:
            closed = change.day - DAY * rng.randint(210, 420)
            what = ("First contract, first attempt", "closed lost", change.product_id, "new")
            yield _closed(rng, what, price(float(change.amount) * 0.8), closed, rng.choice(LOST_TO))


def _renewed(rng: Random, customer: Customer, window: Window) -> Iterator[Opportunity]:
    """Terms that followed another; and the lost renewal of those who left."""
    for contract in customer.contracts:
        follows = [c for c in customer.contracts if c.chain == contract.chain and c.starts_on == contract.ends_on + DAY]
        ended = window.first < contract.ends_on < window.until
        amount = worth(customer, contract, contract.ends_on)
        if not ended or not amount:
            continue
        stage = "closed won" if follows else "closed lost"
        closed = contract.ends_on - DAY * rng.randint(8, 55)
        what = (f"Renewal {contract.contract_id}", stage, "", "renewal")
        yield _closed(rng, what, amount, closed, "" if follows else "Went to another supplier")
