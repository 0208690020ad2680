"""What happens to an account's services over the window: growth, shrinking, renewal, leaving, coming back."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from steward.sample.catalogue import BY_ID, sellable
from steward.sample.chance import dice
from steward.sample.model import Change, Contract, Customer, Line, Profile
from steward.sample.services import ENOUGH, Services, open_book, resize
from steward.sample.sites import MOST_SITES, another_site, first_sites
from steward.sample.terms import contracts
from steward.sample.window import Window

DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Event:
    """Something that changes lines on one day. `share`: of MRR, for growth and shrinking."""

    day: date
    kind: str
    share: float = 0.0
    contract: Contract | None = None


def customer(seed: int, profile: Profile, window: Window) -> Customer:
    """An account with its sites, contracts and lines to the end of the window."""
    rng = dice(seed, profile.account_id, "history")
    found = Customer(profile, first_sites(rng, profile), contracts(rng, profile, window))
    services = Services(found, rng, discount=rng.uniform(0.12, 0.30))
    open_book(services, profile.joined_on, profile.opening_mrr)
    if profile.joined_on > window.first:
        _sold(found, profile.joined_on, "new", "SDW", found.mrr(profile.joined_on), len(found.sites))
    for event in sorted(_events(rng, found, window), key=lambda event: (event.day, event.kind)):
        _happen(services, event)
    return found


def _sold(customer: Customer, day: date, kind: str, product_id: str, amount: Decimal, sites: int) -> None:
    if amount > 0:
        customer.changes.append(Change(day, kind, product_id, amount, sites))


def _events(rng: Random, customer: Customer, window: Window) -> list[Event]:
    """Everything that will happen, at most one thing a day."""
    story, found = customer.profile.story, _renewals(customer, window)
    if story.left:
        left = max(window.ago(story.left), customer.profile.joined_on + DAY)
        found = [Event(left, "leave")] + ([Event(window.ago(story.returned), "return")] if story.returned else [])
    taken = {event.day for event in found}
    moves = [event for event in _moves(rng, customer, window) if event.day not in taken]
    return [*found, *moves]


def _renewals(customer: Customer, window: Window) -> list[Event]:
    """The days on which a term of a chain follows another."""
    firsts = {c.chain: c.contract_id for c in reversed(customer.contracts)}
    return [
        Event(c.starts_on, "renew", 0, c)
        for c in customer.contracts
        if c.contract_id != firsts[c.chain] and customer.profile.joined_on < c.starts_on <= window.until
    ]


def _moves(rng: Random, customer: Customer, window: Window) -> list[Event]:
    """Growth and shrinking: each year back from the end has its own, in one to three steps."""
    found: dict[date, Event] = {}
    for years_back, share in enumerate(reversed(customer.profile.growth)):
        first = max(window.until - DAY * (365 * (years_back + 1) - 1), customer.profile.joined_on + DAY * 75)
        room = (window.until - DAY * (365 * years_back + 3) - first).days
        steps = 1 + (abs(share) > 0.05) + (abs(share) > 0.13)
        if room < 0 or abs(share) < 0.01:
            continue
        for part in range(steps):
            day = first + DAY * round(room * (part + rng.random() ** 0.8) / steps)
            found[day] = Event(day, "grow" if share > 0 else "shrink", abs(share) / steps)
    return list(found.values())


def _happen(services: Services, event: Event) -> None:
    active = services.customer.active_lines(event.day - DAY)
    if event.kind == "return":
        _come_back(services, event.day)
    elif not active:
        return
    elif event.kind == "leave":
        for line in active:
            line.ends_on = event.day
    elif event.kind == "renew":
        _renew(services, event, active)
    else:
        wanted = services.customer.mrr(event.day - DAY) * Decimal(str(event.share))
        (_grow if event.kind == "grow" else _shrink)(services, event.day, active, wanted)


def _come_back(services: Services, day: date) -> None:
    """Most of the lines of old, at a slightly better price."""
    last = max(line.ends_on for line in services.customer.lines if line.ends_on)
    for line in [line for line in services.customer.lines if line.ends_on == last]:
        if line.product_id in ("SDW", "DIA") or services.rng.random() < 0.9:
            services.replace(line, day, line.mrr * Decimal("0.96"), line.quantity)
            line.ends_on = last
    back = services.customer.mrr(day)
    _sold(services.customer, day, "new", "SDW", back, len(services.customer.sites))


def _renew(services: Services, event: Event, active: list[Line]) -> None:
    """A new term for the lines of the old one; most prices follow the index, a few were haggled down."""
    assert event.contract
    chain = event.contract.chain
    old = {c.contract_id for c in services.customer.contracts if c.chain == chain}
    change = Decimal(str(round(services.rng.choice((0.0, 0.012, 0.018, 0.024, 0.03, -0.025)), 3)))
    for line in active:
        if line.contract_id in old:
            services.replace(line, event.day, line.mrr * (1 + change), line.quantity)


def _grow(services: Services, day: date, active: list[Line], wanted: Decimal) -> None:
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


def _upsell(services: Services, day: date, active: list[Line], wanted: Decimal) -> None:
    """Take lines of one product to the next size; of a second one where the first is not enough."""
    growing = sorted({line.product_id for line in active if BY_ID[line.product_id].unit != "site"})
    services.rng.shuffle(growing)
    total, first = Decimal(), ""
    for product_id in growing:
        lines = [line for line in active if line.product_id == product_id]
        gained = resize(services, lines, day, wanted - total, up=True)
        total, first = total + gained, first or (product_id if gained else "")
    touched = {line.site.site_id for line in services.customer.lines if line.starts_on == day}
    _sold(services.customer, day, "upsell", first, total, len(touched))


def _cross_sell(services: Services, day: date, active: list[Line], wanted: Decimal) -> bool:
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
    _sold(services.customer, day, "cross-sell", product.product_id, total, count)
    return True


def _open_site(services: Services, day: date, wanted: Decimal) -> None:
    """A new site with network and internet access, as large as is wanted."""
    site = another_site(services.rng, services.customer.profile, services.customer.sites)
    services.customer.sites.append(site)
    usual = sum(BY_ID[p].usual * BY_ID[p].list_mrr for p in ("SDW", "DIA")) * site.weight * services.scale
    share = min(max(float(wanted) / usual, 0.15), 1.5)
    total = sum((services.add(BY_ID[p], site, day, share).mrr for p in ("SDW", "DIA")), Decimal())
    _sold(services.customer, day, "upsell", "SDW", total, 1)


def _shrink(services: Services, day: date, active: list[Line], wanted: Decimal) -> None:
    """Smaller sizes, then lines given up, the last sites first."""
    rng, lost = services.rng, Decimal()
    if rng.random() < 0.5:
        lines = [line for line in active if BY_ID[line.product_id].unit != "site"]
        rng.shuffle(lines)
        lost = -resize(services, lines, day, wanted, up=False)
    for line in reversed([line for line in active if line.ends_on is None]):
        if lost + line.mrr / 2 < wanted and line.site is not services.customer.sites[0]:
            line.ends_on, lost = day, lost + line.mrr
