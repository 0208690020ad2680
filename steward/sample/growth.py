"""How services grow and shrink: sizes, products, sites."""

from datetime import date
from decimal import Decimal

from steward.sample.catalogue import BY_ID, sellable
from steward.sample.model import Customer, MrrChange, ServiceLine
from steward.sample.services import ENOUGH, Services, resize
from steward.sample.sites import MOST_SITES, another_site


def sold(customer: Customer, day: date, kind: str, product_id: str, amount: Decimal, sites: int) -> None:
    """Note what somebody sold."""
    if amount > 0:
        customer.changes.append(MrrChange(day, kind, product_id, amount, sites))


def grow(services: Services, day: date, active: list[ServiceLine], wanted: Decimal) -> None:
    """More of a product, a product they do not have, or a new site."""
    way = services.rng.random()
    if services.customer.profile.story.key == "model_account":
        way = min(way, 0.2)
    if way < 0.34 and _cross_sell(services, day, active, wanted):
        return
    if way > 0.82 and len(services.customer.sites) < MOST_SITES:
        _open_site(services, day, wanted)
    else:
        _upsell(services, day, active, wanted)


def _upsell(services: Services, day: date, active: list[ServiceLine], wanted: Decimal) -> None:
    """Take lines of one product to the next size; of a second one where the first is not enough."""
    growing = sorted({line.product_id for line in active if BY_ID[line.product_id].unit != "site"})
    services.rng.shuffle(growing)
    total, first = Decimal(), ""
    for product_id in growing:
        lines = [line for line in active if line.product_id == product_id]
        gained = resize(services, lines, day, wanted - total, up=True)
        total, first = total + gained, first or (product_id if gained else "")
    touched = {line.site.site_id for line in services.customer.lines if line.starts_on == day}
    sold(services.customer, day, "upsell", first, total, len(touched))


def _cross_sell(services: Services, day: date, active: list[ServiceLine], wanted: Decimal) -> bool:
    """A product they lack, at as many sites as is wanted; False where none fits."""
    owned = {line.product_id for line in active}
    lacking = [p for p in sellable(owned) if p.product_id not in owned]
    sites = list({line.site.site_id: line.site for line in active}.values())
    if not lacking or not sites:
        return False
    product, total, count = services.rng.choice(lacking), Decimal(), 0
    for site in sites if product.at_sites else sites[:1]:
        if total < wanted * ENOUGH:
            share = min(float(wanted - total) / (product.usual * product.list_mrr * services.scale * site.weight), 1.2)
            total, count = total + services.add(product, site, day, max(share, 0.15)).mrr, count + 1
    sold(services.customer, day, "cross-sell", product.product_id, total, count)
    return True


def _open_site(services: Services, day: date, wanted: Decimal) -> None:
    """A new site with network and internet access, as large as is wanted."""
    site = another_site(services.rng, services.customer.profile, services.customer.sites)
    services.customer.sites.append(site)
    usual = sum(BY_ID[p].usual * BY_ID[p].list_mrr for p in ("SDW", "DIA")) * site.weight * services.scale
    share = min(max(float(wanted) / usual, 0.15), 1.5)
    total = sum((services.add(BY_ID[p], site, day, share).mrr for p in ("SDW", "DIA")), Decimal())
    sold(services.customer, day, "upsell", "SDW", total, 1)


def shrink(services: Services, day: date, active: list[ServiceLine], wanted: Decimal) -> None:
    """Smaller sizes, then lines given up, the last sites first."""
    rng, lost = services.rng, Decimal()
    if rng.random() < 0.5:
        lines = [line for line in active if BY_ID[line.product_id].unit != "site"]
        rng.shuffle(lines)
        lost = -resize(services, lines, day, wanted, up=False)
    for line in reversed([line for line in active if line.ends_on is None]):
        if lost + line.mrr / 2 < wanted and line.site is not services.customer.sites[0]:
            line.ends_on, lost = day, lost + line.mrr
