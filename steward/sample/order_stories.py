"""Orders under way: on time, slipped by a carrier, waiting for the customer, delivered in part, billed wrongly."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from steward.sample.catalogue import BY_ID
from steward.sample.chance import dice, money, price
from steward.sample.model import Customer, Site
from steward.sample.order import DAY, STEPS, SampleLine, SampleOrder
from steward.sample.window import Window

ON_PACE_OF_TEN = 4
LOOKED_AT = 8
"""Days after the last of the figures: the order system is asked that day."""


def orders_under_way(seed: int, customer: Customer, window: Window) -> Iterator[SampleOrder]:
    """What was signed and is no service yet."""
    told = _STORIES.get(customer.profile.story.key)
    if told:
        yield told(customer, window)
    elif not customer.profile.story.key and customer.is_customer(window.until):
        rng = dice(seed, customer.profile.account_id, "orders under way")
        if rng.randrange(10) < ON_PACE_OF_TEN:
            yield _on_pace(rng, customer, window)


def _line(product_id: str, site: Site, share: float, signed_on: date, due: date) -> SampleLine:
    """A product at a site, for a day. `share` of what an average site takes."""
    product = BY_ID[product_id]
    quantity = product.size(product.usual * share)
    return SampleLine(
        product_id,
        site.site_id,
        price(product.list_mrr * quantity * 0.92),
        quantity,
        "inProgress",
        nrc=money(round(product.list_mrr * quantity * 0.4 / 50) * 50),
        requested_on=due - DAY * 4,
        first_committed_on=due,
        committed_on=due,
        steps=STEPS,
    )


def _accepted(line: SampleLine, on: date, billed: date | None = None) -> SampleLine:
    once = Decimal() if billed else line.nrc
    done = replace(line, state="completed", completed_on=on - DAY, accepted_on=on)
    return replace(done, billing_started_on=billed, nrc=once)


def _on_pace(rng: Random, customer: Customer, window: Window) -> SampleOrder:
    """One or two lines, as far as they should be by now."""
    signed = window.until - DAY * rng.randint(8, 50)
    due = signed + DAY * rng.randint(62, 110)
    sites = customer.sites[: rng.randint(1, 2)]
    product = rng.choice(("SDW", "DIA", "FWM"))
    lines = [_in_time(_line(product, site, rng.uniform(0.4, 1.2), signed, due), signed, window) for site in sites]
    return SampleOrder(f"{BY_ID[product].name} at {sites[0].name}", signed, tuple(lines), "inProgress")


def _in_time(line: SampleLine, signed: date, window: Window) -> SampleLine:
    """As far as it is to be on the day the sample is looked at."""
    seen = window.until + DAY * LOOKED_AT
    return replace(line, reached=sum(planned <= seen for _, planned, _ in line.milestones(signed)))


def _slipped(customer: Customer, window: Window) -> SampleOrder:
    """The carrier moved the day twice; one of the two sites is there."""
    signed, due = window.ago(2, 6), window.ago(0, 25)
    first, second = customer.sites[:2]
    late = replace(_line("DIA", first, 3.2, signed, due), reached=3, late_steps=16)
    late = late.moved(window.ago(0, 11), 14, "carrier", "Carrier's duct is full; it has to build from the next street")
    late = late.moved(
        window.until - DAY, 21, "carrier", "Carrier waits for its subcontractor; ticket LX-88213, no date"
    )
    there = _accepted(_line("DIA", second, 3.2, signed, due), window.ago(0, 22), window.ago(0, 22))
    return SampleOrder("More capacity for post-production", signed, (late, there), "inProgress")


def _unbilled(customer: Customer, window: Window) -> SampleOrder:
    """Accepted weeks ago, and nobody told billing."""
    signed, due = window.ago(3, 9), window.ago(1, 20)
    site = customer.sites[-1]
    firewall = _accepted(_line("FWM", site, 1, signed, due), window.ago(1, 21))
    network = _accepted(_line("SDW", site, 1.6, signed, due), window.ago(1, 21))
    return SampleOrder(f"Network for the clinic at {site.name}", signed, (network, firewall), "completed")


def _billed_early(customer: Customer, window: Window) -> SampleOrder:
    """Billed from the first promise on, though the contract bills from acceptance."""
    signed, due = window.ago(2, 14), window.ago(0, 1)
    line = replace(_line("SDW", customer.sites[1], 2.0, signed, due), reached=7, late_steps=22)
    line = line.moved(window.ago(1, 27), 27, "customer", "Their room had no power until the 22nd")
    installed = replace(line, state="completed", completed_on=window.ago(0, 28), billing_started_on=due, nrc=Decimal())
    return SampleOrder("SD-WAN for the new showroom", signed, (installed,), "completed")


def _partial(customer: Customer, window: Window) -> SampleOrder:
    """Two of three sites are there; the third failed for want of a permit."""
    signed, due = window.ago(4, 12), window.ago(1, 14)
    one, two, three = customer.sites[1:4]
    there = [_accepted(_line("SDW", site, 0.9, signed, due), due - DAY, due - DAY) for site in (one, two)]
    failed = replace(_line("SDW", three, 0.9, signed, due), state="failed", reached=2, late_steps=9)
    failed = failed.moved(window.ago(2, 20), 31, "permit", "The city refused to have the street opened")
    return SampleOrder("SD-WAN at three plants", signed, (*there, failed), "partial")


def _held(customer: Customer, window: Window) -> SampleOrder:
    """It waits for the customer to accept what the carrier asks for digging."""
    signed, due = window.ago(1, 18), window.until + DAY * 33
    line = replace(_line("DIA", customer.sites[2], 1.1, signed, due), state="held", reached=2, late_steps=6)
    return SampleOrder("A second access for the plant", signed, (line,), "held")


def _behind(customer: Customer, window: Window) -> SampleOrder:
    """No day is missed yet; by the pace of its milestones one will be."""
    signed, due = window.ago(1, 3), window.until + DAY * 26
    lines = [replace(_line("SDW", site, 0.8, signed, due), reached=3, late_steps=12) for site in customer.sites[:2]]
    return SampleOrder("SD-WAN for the assembly halls", signed, tuple(lines), "inProgress")


def _cancelled(customer: Customer, window: Window) -> SampleOrder:
    """They took it back while invoices were in dispute."""
    signed, due = window.ago(2, 21), window.until + DAY * 20
    line = replace(_line("SWG", customer.sites[0], 1.4, signed, due), state="cancelled", reached=1)
    return SampleOrder("Secure web gateway for the head office", signed, (line,), "cancelled")


_STORIES: Mapping[str, Callable[[Customer, Window], SampleOrder]] = {
    "bandwidth_outgrown": _slipped,
    "through_partner": _unbilled,
    "champion_left": _billed_early,
    "parent": _partial,
    "chronic_site": _held,
    "notice_near": _behind,
    "price_dispute": _cancelled,
}
