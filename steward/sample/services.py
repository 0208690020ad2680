"""Service lines: how an account's first ones are sized and priced, and the ways in which lines change."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random

from steward.sample.catalogue import BY_ID, PRODUCTS, Product, sellable
from steward.sample.chance import money, price
from steward.sample.model import Customer, ServiceLine, Site
from steward.sample.terms import in_force

ENOUGH = Decimal("0.92")
CONSUMER = ("Retail", "Insurance", "Hospitality", "Banking", "Healthcare", "Utilities", "Energy")


@dataclass
class Services:
    """The lines of one customer being written: `scale` sizes them, `discount` prices them."""

    customer: Customer
    rng: Random
    scale: float = 1.0
    discount: float = 0.2
    owned: list[str] = field(default_factory=list)

    def add(self, product: Product, site: Site, day: date, share: float = 1.0) -> ServiceLine:
        """A new line at a site."""
        quantity = product.size(product.usual * site.weight * self.scale * share)
        line = self._line(product, site, day, price(self._worth(product, site, quantity)), quantity)
        self.customer.lines.append(line)
        return line

    def replace(self, line: ServiceLine, day: date, mrr: Decimal, quantity: int) -> Decimal:
        """End a line and start its successor the same day; returns the difference."""
        line.ends_on = day
        self.customer.lines.append(self._line(BY_ID[line.product_id], line.site, day, money(mrr), quantity))
        return self.customer.lines[-1].mrr - line.mrr

    def _line(self, product: Product, site: Site, day: date, mrr: Decimal, quantity: int) -> ServiceLine:
        profile = self.customer.profile
        chain = "B" if product.voice_or_cloud else "A"
        contract = in_force(self.customer.contracts, chain, max(day, profile.joined_on))
        line_id = f"S-{profile.number}-{len(self.customer.lines) + 1:03}"
        return ServiceLine(line_id, product.product_id, site, contract, mrr, quantity, day)

    def _worth(self, product: Product, site: Site, quantity: int) -> float:
        """A month of it: by quantity, or by the size of the site where it is sold by the site."""
        size = quantity if product.unit != "site" else min(max(site.weight * self.scale, 0.5), 2.6)
        return float(size * product.list_mrr * (1 - self.discount))


def open_book(services: Services, day: date, target: float) -> None:
    """The first lines of an account, together worth about `target` a month."""
    customer, rng = services.customer, services.rng
    liked = {p.product_id for p in PRODUCTS if rng.random() < _likelihood(p, customer)}
    services.owned = [p.product_id for p in sellable(liked) if p.product_id in liked]
    chosen = [(p, site) for site in customer.sites for p in _at_site(services, site, site is customer.sites[0])]
    for _ in range(4):
        worth = sum(_nominal(services, product, site) for product, site in chosen)
        services.scale *= target / worth
    for product, site in chosen:
        services.add(product, site, day)
    _fit(customer.lines, target)


def _fit(lines: list[ServiceLine], target: float) -> None:
    """Haggle every price a little, so that the sizes on offer still add up to about the target."""
    factor = min(max(target / float(sum(line.mrr for line in lines)), 0.82), 1.15)
    for line in lines:
        line.mrr = price(float(line.mrr) * factor)


def _nominal(services: Services, product: Product, site: Site) -> float:
    return services._worth(product, site, product.size(product.usual * site.weight * services.scale))


def _likelihood(product: Product, customer: Customer) -> float:
    """How likely an account owns a product; contact centres are for those with many consumers."""
    told = customer.profile.story.first_products
    if told:
        return float(product.product_id in told)
    if product.family != "Contact centre":
        return product.owned_by
    return product.owned_by * (1.5 if customer.profile.industry in CONSUMER else 0.35)


def _at_site(services: Services, site: Site, main: bool) -> list[Product]:
    """The owned products a site gets; the contact centre stands at the headquarters."""
    owned = [BY_ID[product_id] for product_id in services.owned]
    return [p for p in owned if main or services.rng.random() < p.at_sites]


def resize(services: Services, lines: list[ServiceLine], day: date, wanted: Decimal, up: bool) -> Decimal:
    """Take one line after another to its next size until the difference is about `wanted`; returns it."""
    total = Decimal()
    for line in lines:
        product = BY_ID[line.product_id]
        size = product.step_up(line.quantity) if up else product.step_down(line.quantity)
        if size != line.quantity and abs(total) < wanted * ENOUGH:
            worth = price(float(line.mrr) * (size / line.quantity) ** 0.9)
            total += services.replace(line, day, worth, size)
    return total
