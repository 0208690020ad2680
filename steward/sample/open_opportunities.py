"""What is being sold now, and the contracts about to be renewed."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from steward.sample.chance import weighted
from steward.sample.model import Customer
from steward.sample.opportunity import Opportunity, idea, named, size, worth
from steward.sample.window import Window

DAY = timedelta(days=1)
OPEN = {1: 0.25, 2: 0.40, 3: 0.25, 4: 0.10}

STAGES = {"discovery": (0.10, "pipeline"), "qualification": (0.25, "pipeline"), "proposal": (0.50, "best case")}
NEGOTIATION = ((0.70, "best case"), (0.80, "commit"), (0.90, "commit"))
NEXT_STEPS = {
    "discovery": ("Workshop on requirements", "First call with the site managers", "Collect usage figures"),
    "qualification": ("Confirm budget holder", "Technical check of the sites", "Business case with finance"),
    "proposal": ("Present the offer", "Answer procurement's questions", "Revise prices for a longer term"),
    "negotiation": ("Contract with legal", "Final price round", "Order form sent for signature"),
}


def open_opportunities(rng: Random, customer: Customer, window: Window) -> Iterator[Opportunity]:
    """What is being sold now; most should close in the next quarter, a little is overdue."""
    story = customer.profile.story
    if not customer.is_customer(window.until) or story.quiet_days or story.champion_left:
        return
    for _ in range(weighted(rng, OPEN)):
        opened = window.until - DAY * rng.randint(8, 240)
        product, kind = idea(rng, customer, window.until)
        name = named(product, kind, rng.randint(1, len(customer.sites)))
        stage, share, forecast = _stage(rng, (window.until - opened).days)
        days = weighted(rng, {(-40, -2): 0.07, (5, 92): 0.60, (93, 184): 0.24, (185, 300): 0.09})
        close, step = window.until + DAY * rng.randint(*days), rng.choice(NEXT_STEPS[stage])
        amount = size(rng, customer, window.until)
        close = max(close, opened + DAY * 20)
        yield Opportunity(name, stage, amount, product.product_id, kind, share, forecast, opened, close, None, step)


def _stage(rng: Random, age: int) -> tuple[str, float, str]:
    """How far an opportunity of so many days has come."""
    stages = ("discovery", "qualification", "proposal", "negotiation")
    stage = stages[min(max(round(age / 62 + rng.gauss(0, 0.8)), 0), 3)]
    return (stage, *(STAGES[stage] if stage in STAGES else rng.choice(NEGOTIATION)))


def renewing(rng: Random, customer: Customer, window: Window) -> Iterator[Opportunity]:
    """Terms that end within seven months."""
    for contract in customer.contracts:
        left = (contract.ends_on - window.until).days
        amount = worth(customer, contract, window.until)
        if not 0 < left <= 210 or not amount:
            continue
        stage = "negotiation" if left < 60 else "proposal" if left < 120 else "qualification"
        share, forecast = (0.9, "commit") if left < 60 else (0.75, "best case") if left < 120 else (0.6, "pipeline")
        opened = min(contract.ends_on - DAY * rng.randint(200, 230), window.until - DAY * 3)
        name, step = f"Renewal {contract.contract_id}", rng.choice(NEXT_STEPS[stage])
        yield Opportunity(name, stage, amount, "", "renewal", share, forecast, opened, contract.ends_on, None, step)
