"""An opportunity, and how its subject, size and name come about."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from random import Random

from steward.sample.catalogue import Product, sellable
from steward.sample.chance import price
from steward.sample.model import Contract, Customer


@dataclass(frozen=True)
class Opportunity:
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


def named(product: Product, kind: str, sites: int) -> str:
    """What an opportunity is called."""
    where = f"{sites} sites" if sites > 1 and (product.at_sites or kind == "new") else "one site"
    return {
        "new": f"First contract, {where}",
        "upsell": f"{product.name}: more capacity, {where}",
        "cross-sell": f"{product.name} for {where}",
    }[kind]


def idea(rng: Random, customer: Customer, day: date) -> tuple[Product, str]:
    """Something to sell them: more of what they have, or what they lack."""
    owned = {line.product_id for line in customer.active_lines(day)}
    product = rng.choice([p for p in sellable(owned) if p.unit != "site" or p.product_id not in owned])
    return product, "upsell" if product.product_id in owned else "cross-sell"


def size(rng: Random, customer: Customer, day: date) -> Decimal:
    """What an opportunity is worth a month: some percent of MRR."""
    return price(float(customer.mrr(day)) * min(rng.lognormvariate(-2.9, 0.6), 0.2))


def worth(customer: Customer, contract: Contract, day: date) -> Decimal:
    """MRR under a contract on its last day."""
    lines = customer.active_lines(day)
    return sum((line.mrr for line in lines if line.contract_id == contract.contract_id), Decimal())
