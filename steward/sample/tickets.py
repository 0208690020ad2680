"""Tickets to support, implementation and accounting."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from steward.sample.catalogue import BY_ID
from steward.sample.chance import at_work, day_between, dice, poisson, weighted
from steward.sample.model import Customer, Incident, MrrChange
from steward.sample.ticket_words import ACCOUNTING, DISPUTE, IMPLEMENTATION, STORY_SUPPORT, SUPPORT
from steward.sample.window import Window, month_end

PRIORITIES = {"low": 0.22, "normal": 0.56, "high": 0.18, "urgent": 0.04}
HOURS = {"urgent": 7, "high": 22, "normal": 52, "low": 96}


@dataclass(frozen=True)
class Ask:
    """What a ticket is about; `mood` is how its handling is rated, out of ten."""

    opened: datetime
    queue: str
    priority: str
    subject: str
    mood: float


def ticket_rows(seed: int, customer: Customer, window: Window) -> Iterator[tuple[object, ...]]:
    """The tickets of an account, the earliest first."""
    rng = dice(seed, customer.profile.account_id, "tickets")
    asks = [*_everyday(rng, customer, window), *_about_outages(rng, customer, window)]
    asks += _about_changes(rng, customer, window)
    asks += _about_prices(rng, customer, window)
    asks.sort(key=lambda ask: (ask.opened, ask.subject))
    for number, ask in enumerate(asks, start=1):
        closed = _closed(rng, ask, customer, window)
        yield (
            f"T-{customer.profile.number}-{number:04}",
            customer.profile.account_id,
            ask.opened,
            closed or "",
            ask.queue,
            ask.priority,
            ask.subject,
            _satisfaction(rng, ask) if closed and rng.random() < 0.52 else "",
        )


def _everyday(rng: Random, customer: Customer, window: Window) -> Iterator[Ask]:
    for month in window.months:
        lines = len(customer.active_lines(month_end(month)))
        for _ in range(poisson(rng, 0.45 + lines * 0.05) if lines else 0):
            opened = at_work(rng, day_between(rng, month, month_end(month)))
            queue = weighted(rng, {"support": 0.74, "implementation": 0.11, "accounting": 0.15})
            priority = weighted(rng, PRIORITIES) if queue == "support" else rng.choice(("low", "normal", "normal"))
            yield Ask(
                opened, queue, priority, _subject(rng, customer, queue, month, window), _mood(customer, month, window)
            )


def _mood(customer: Customer, day: date, window: Window) -> float:
    return customer.profile.mood(day, window.until)


def _subject(rng: Random, customer: Customer, queue: str, month: date, window: Window) -> str:
    """What it is about; in a story's last nine months often its own complaint."""
    own = STORY_SUPPORT.get(customer.profile.story.key)
    if own and queue == "support" and month >= window.ago(9) and rng.random() < 0.6:
        return _filled(rng, customer, rng.choice(own), month)
    options = {"support": SUPPORT, "implementation": IMPLEMENTATION, "accounting": ACCOUNTING}[queue]
    return _filled(rng, customer, rng.choice(options), month)


def _filled(rng: Random, customer: Customer, subject: str, month: date) -> str:
    lines = customer.active_lines(month_end(month)) or customer.lines
    line = rng.choice(lines)
    return subject.format(site=line.site.name, product=BY_ID[line.product_id].name)


def _about_outages(rng: Random, customer: Customer, window: Window) -> Iterator[Ask]:
    """Customers report most longer outages themselves."""
    names = {site.site_id: site.name for site in customer.sites}
    for outage in customer.incidents:
        if outage.severity != "minor" and rng.random() < 0.8:
            yield _outage(rng, outage, names[outage.site_id], _mood(customer, outage.started_at.date(), window))


def _outage(rng: Random, outage: Incident, site: str, mood: float) -> Ask:
    opened = outage.started_at + timedelta(minutes=rng.randint(3, 25))
    priority = "urgent" if outage.severity == "critical" else "high"
    return Ask(opened, "support", priority, f"{BY_ID[outage.product_id].name} down at {site}", mood - 1.2)


def _about_changes(rng: Random, customer: Customer, window: Window) -> Iterator[Ask]:
    for change in customer.changes:
        if change.sites and rng.random() < 0.6:
            yield _delivery(rng, change, _mood(customer, change.day, window), window)


def _delivery(rng: Random, change: MrrChange, mood: float, window: Window) -> Ask:
    opened = at_work(rng, max(change.day - timedelta(days=rng.randint(5, 30)), window.first + timedelta(days=3)))
    return Ask(opened, "implementation", "normal", f"Rollout of {BY_ID[change.product_id].name}: dates", mood)


def _about_prices(rng: Random, customer: Customer, window: Window) -> Iterator[Ask]:
    """The story of a dispute: accounting hears of it two to four times a month."""
    disputed = customer.profile.story.disputed_months
    for month in [window.ago(back) for back in range(disputed)]:
        for _ in range(rng.randint(2, 4)):
            opened = at_work(rng, day_between(rng, month.replace(day=4), month_end(month) - timedelta(days=3)))
            subject = _filled(rng, customer, rng.choice(DISPUTE), month)
            yield Ask(opened, "accounting", rng.choice(("normal", "high")), subject, 4.2)


def _closed(rng: Random, ask: Ask, customer: Customer, window: Window) -> datetime | None:
    """When it was closed; None while it is open. Disputes take three times as long."""
    slow = 3.0 if ask.mood < 5 else 1.0 + max(8 - ask.mood, 0) * 0.25
    hours = max(HOURS[ask.priority] * rng.lognormvariate(-0.25, 0.7) * slow, 0.5)
    closed = ask.opened + timedelta(minutes=round(hours * 60))
    return closed if closed.date() <= window.until else None


def _satisfaction(rng: Random, ask: Ask) -> int:
    return min(max(round(ask.mood / 2 + rng.gauss(0.1, 0.75)), 1), 5)
