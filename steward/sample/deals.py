"""Opportunities: won ones match a change of services, lost ones were tried, open ones wait."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from steward.sample.catalogue import BY_ID, Product, sellable
from steward.sample.chance import day_between, dice, poisson, price, weighted
from steward.sample.model import Contract, Customer, Profile
from steward.sample.staff import Staff
from steward.sample.story_deals import story_deals
from steward.sample.window import Window, shift

DAY = timedelta(days=1)
LOST_A_YEAR = 3.1
OPEN = {1: 0.25, 2: 0.40, 3: 0.25, 4: 0.10}

STAGES = {"discovery": (0.10, "pipeline"), "qualification": (0.25, "pipeline"), "proposal": (0.50, "best case")}
NEGOTIATION = ((0.70, "best case"), (0.80, "commit"), (0.90, "commit"))
NEXT_STEPS = {
    "discovery": ("Workshop on requirements", "First call with the site managers", "Collect usage figures"),
    "qualification": ("Confirm budget holder", "Technical check of the sites", "Business case with finance"),
    "proposal": ("Present the offer", "Answer procurement's questions", "Revise prices for a longer term"),
    "negotiation": ("Contract with legal", "Final price round", "Order form sent for signature"),
}
LOST_TO = (
    "Lost on price",
    "Stayed with the incumbent",
    "Project postponed",
    "No budget this year",
    "Built it themselves",
)


@dataclass(frozen=True)
class Deal:
    """One opportunity; `stage` of a closed one says how it ended."""

    name: str
    stage: str
    amount: Decimal
    product_id: str
    kind: str
    probability: float
    forecast: str
    opened_on: date
    close_on: date
    closed_on: date | None
    next_step: str

    @property
    def status(self) -> str:
        """open, won or lost."""
        return self.stage.removeprefix("closed ") if self.closed_on else "open"


def opportunity_rows(seed: int, customer: Customer, window: Window, staff: Staff) -> Iterator[tuple[object, ...]]:
    """The opportunities of an account, the earliest first."""
    rng = dice(seed, customer.profile.account_id, "deals")
    deals = [*_won(rng, customer), *_renewed(rng, customer, window), *_lost(rng, customer, window)]
    deals += [*_first_try(rng, customer), *_open(rng, customer, window), *_renewing(rng, customer, window)]
    deals += [Deal(*told) for told in story_deals(customer, window)]
    deals.sort(key=lambda deal: (deal.opened_on, deal.name, deal.amount))
    for number, deal in enumerate(deals, start=1):
        yield _row(customer.profile, number, deal, _owner(customer.profile, deal, staff))


def _row(profile: Profile, number: int, deal: Deal, owner_id: str) -> tuple[object, ...]:
    return (
        f"O-{profile.number}-{number:03}",
        deal.name,
        deal.stage,
        deal.status,
        deal.amount,
        profile.account_id,
        deal.product_id,
        deal.kind,
        f"{deal.probability:.2f}",
        deal.forecast,
        deal.opened_on,
        deal.close_on,
        deal.closed_on or "",
        owner_id,
        profile.partner_id,
        deal.next_step,
    )


def _owner(profile: Profile, deal: Deal, staff: Staff) -> str:
    """New customers are won by an account executive, all else by the account manager."""
    if deal.kind == "new":
        return staff.looks_after("account executive", profile.number, profile.region).person_id
    return profile.owner_id


def _won(rng: Random, customer: Customer) -> Iterator[Deal]:
    """What was sold, signed some weeks before its services start."""
    for change in customer.changes:
        closed = change.day - DAY * rng.randint(2, 14)
        name = _name(BY_ID[change.product_id], change.kind, change.sites)
        yield _closed(rng, (name, "closed won", change.product_id, change.kind), change.amount, closed)


def _name(product: Product, kind: str, sites: int) -> str:
    where = f"{sites} sites" if sites > 1 and (product.at_sites or kind == "new") else "one site"
    return {
        "new": f"First contract, {where}",
        "upsell": f"{product.name}: more capacity, {where}",
        "cross-sell": f"{product.name} for {where}",
    }[kind]


def _closed(rng: Random, what: tuple[str, str, str, str], amount: Decimal, closed: date, step: str = "") -> Deal:
    name, stage, product_id, kind = what
    won = stage == "closed won"
    opened, planned = closed - DAY * rng.randint(30, 190), closed + DAY * rng.randint(-45, 25)
    forecast = "closed" if won else "omitted"
    return Deal(name, stage, amount, product_id, kind, float(won), forecast, opened, max(planned, opened), closed, step)


def _lost(rng: Random, customer: Customer, window: Window) -> Iterator[Deal]:
    for month in window.months[::12]:
        for _ in range(poisson(rng, LOST_A_YEAR)):
            closed = day_between(rng, month, min(shift(month, 12) - DAY, window.until))
            if not customer.is_customer(closed):
                continue
            product, kind = _idea(rng, customer, closed)
            what = (_name(product, kind, rng.randint(1, len(customer.sites))), "closed lost", product.product_id, kind)
            yield _closed(rng, what, _size(rng, customer, closed), closed, rng.choice(LOST_TO))


def _first_try(rng: Random, customer: Customer) -> Iterator[Deal]:
    """Two in three new customers said no the first time."""
    for change in customer.changes:
        if change.kind == "new" and rng.random() < 0.67:
            closed = change.day - DAY * rng.randint(210, 420)
            what = ("First contract, first attempt", "closed lost", change.product_id, "new")
            yield _closed(rng, what, price(float(change.amount) * 0.8), closed, rng.choice(LOST_TO))


def _idea(rng: Random, customer: Customer, day: date) -> tuple[Product, str]:
    """Something to sell them: more of what they have, or what they lack."""
    owned = {line.product_id for line in customer.active_lines(day)}
    product = rng.choice([p for p in sellable(owned) if p.unit != "site" or p.product_id not in owned])
    return product, "upsell" if product.product_id in owned else "cross-sell"


def _size(rng: Random, customer: Customer, day: date) -> Decimal:
    return price(float(customer.mrr(day)) * min(rng.lognormvariate(-2.9, 0.6), 0.2))


def _open(rng: Random, customer: Customer, window: Window) -> Iterator[Deal]:
    """What is being sold now; most should close in the next quarter, a little is overdue."""
    story = customer.profile.story
    if not customer.is_customer(window.until) or story.quiet_days or story.champion_left:
        return
    for _ in range(weighted(rng, OPEN)):
        opened = window.until - DAY * rng.randint(8, 240)
        product, kind = _idea(rng, customer, window.until)
        name = _name(product, kind, rng.randint(1, len(customer.sites)))
        stage, share, forecast = _stage(rng, (window.until - opened).days)
        days = weighted(rng, {(-40, -2): 0.07, (5, 92): 0.60, (93, 184): 0.24, (185, 300): 0.09})
        close, step = window.until + DAY * rng.randint(*days), rng.choice(NEXT_STEPS[stage])
        amount = _size(rng, customer, window.until)
        close = max(close, opened + DAY * 20)
        yield Deal(name, stage, amount, product.product_id, kind, share, forecast, opened, close, None, step)


def _stage(rng: Random, age: int) -> tuple[str, float, str]:
    """How far a deal of so many days has come."""
    stages = ("discovery", "qualification", "proposal", "negotiation")
    stage = stages[min(max(round(age / 62 + rng.gauss(0, 0.8)), 0), 3)]
    return (stage, *(STAGES[stage] if stage in STAGES else rng.choice(NEGOTIATION)))


def _renewed(rng: Random, customer: Customer, window: Window) -> Iterator[Deal]:
    """Terms that followed another; and the lost renewal of those who left."""
    for contract in customer.contracts:
        follows = [c for c in customer.contracts if c.chain == contract.chain and c.starts_on == contract.ends_on + DAY]
        ended = window.first < contract.ends_on < window.until
        amount = _worth(customer, contract, contract.ends_on)
        if not ended or not amount:
            continue
        stage = "closed won" if follows else "closed lost"
        closed = contract.ends_on - DAY * rng.randint(8, 55)
        what = (f"Renewal {contract.contract_id}", stage, "", "renewal")
        yield _closed(rng, what, amount, closed, "" if follows else "Went to another supplier")


def _renewing(rng: Random, customer: Customer, window: Window) -> Iterator[Deal]:
    """Terms that end within seven months."""
    for contract in customer.contracts:
        left = (contract.ends_on - window.until).days
        amount = _worth(customer, contract, window.until)
        if not 0 < left <= 210 or not amount:
            continue
        stage = "negotiation" if left < 60 else "proposal" if left < 120 else "qualification"
        share, forecast = (0.9, "commit") if left < 60 else (0.75, "best case") if left < 120 else (0.6, "pipeline")
        opened = min(contract.ends_on - DAY * rng.randint(200, 230), window.until - DAY * 3)
        name, step = f"Renewal {contract.contract_id}", rng.choice(NEXT_STEPS[stage])
        yield Deal(name, stage, amount, "", "renewal", share, forecast, opened, contract.ends_on, None, step)


def _worth(customer: Customer, contract: Contract, day: date) -> Decimal:
    """MRR under a contract on its last day."""
    lines = customer.active_lines(day)
    return sum((line.mrr for line in lines if line.contract_id == contract.contract_id), Decimal())
