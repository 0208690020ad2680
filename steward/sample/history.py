"""What happens to an account's services over the window: growth, shrinking, renewal, leaving, coming back."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from steward.sample.chance import dice
from steward.sample.growth import grow, shrink, sold
from steward.sample.model import Contract, Customer, Profile, ServiceLine
from steward.sample.services import Services, open_book
from steward.sample.sites import first_sites
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
        sold(found, profile.joined_on, "new", "SDW", found.mrr(profile.joined_on), len(found.sites))
    for event in sorted(_events(rng, found, window), key=lambda event: (event.day, event.kind)):
        _happen(services, event)
    return found


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
        (grow if event.kind == "grow" else shrink)(services, event.day, active, wanted)


def _come_back(services: Services, day: date) -> None:
    """Most of the lines of old, at a slightly better price."""
    last = max(line.ends_on for line in services.customer.lines if line.ends_on)
    for line in [line for line in services.customer.lines if line.ends_on == last]:
        if line.product_id in ("SDW", "DIA") or services.rng.random() < 0.9:
            services.replace(line, day, line.mrr * Decimal("0.96"), line.quantity)
            line.ends_on = last
    back = services.customer.mrr(day)
    sold(services.customer, day, "new", "SDW", back, len(services.customer.sites))


def _renew(services: Services, event: Event, active: list[ServiceLine]) -> None:
    """A new term for the lines of the old one; most prices follow the index, a few were haggled down."""
    assert event.contract
    chain = event.contract.chain
    old = {c.contract_id for c in services.customer.contracts if c.chain == chain}
    change = Decimal(str(round(services.rng.choice((0.0, 0.012, 0.018, 0.024, 0.03, -0.025)), 3)))
    for line in active:
        if line.contract_id in old:
            services.replace(line, event.day, line.mrr * (1 + change), line.quantity)
