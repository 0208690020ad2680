"""The queue as a team leader sees it: whose each ticket is, and the few that nobody gets done."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from steward.sample.catalogue import BY_ID
from steward.sample.chance import at_work, dice
from steward.sample.model import Customer
from steward.sample.staff import Staff
from steward.sample.ticket_course import TicketCourses
from steward.sample.ticket_words import ACCOUNTING, IMPLEMENTATION, SUPPORT
from steward.sample.tickets import ticket_rows
from steward.sample.window import Window

Row = tuple[object, ...]

USUAL = 0.8
"""How often a ticket is with whoever of its queue serves the account; else it is with a colleague."""
TAKEN_AT_ONCE = 0.75
"""How many of the tickets that are still open have an owner yet."""
STUCK = {"support": (0.10, SUPPORT), "implementation": (0.26, IMPLEMENTATION), "accounting": (0.20, ACCOUNTING)}
"""How many accounts have a ticket of a queue that lies open for weeks, and what such tickets are about."""
_CLOSED_AT, _QUEUE = 3, 4
"""The places of two columns in a row of `ticket_rows`."""


def queued_rows(seed: int, customer: Customer, window: Window, staff: Staff) -> Iterator[Row]:
    """The tickets of an account, each with its owner behind it (empty where nobody has taken it yet), and its
    course."""
    rng, profile = dice(seed, customer.profile.account_id, "ticket owners"), customer.profile
    rows, courses = list(ticket_rows(seed, customer, window)), TicketCourses(seed, customer, window)
    for row in (*rows, *_stuck(seed, customer, window, len(rows))):
        queue = str(row[_QUEUE])
        usual = staff.looks_after(queue, profile.number, profile.region)
        owner = usual if rng.random() < USUAL else rng.choice(staff.of(queue))
        taken = row[_CLOSED_AT] or rng.random() < TAKEN_AT_ONCE
        yield (*row, owner.person_id if taken else "", *courses.of(row))


def _stuck(seed: int, customer: Customer, window: Window, before: int) -> Iterator[Row]:
    """Tickets that lie open for two weeks to three months; `before`: how many tickets the account has already."""
    rng = dice(seed, customer.profile.account_id, "stuck tickets")
    for queue, (share, subjects) in STUCK.items():
        opened = at_work(rng, window.until - timedelta(days=rng.randint(16, 95)))
        if rng.random() < share and customer.is_customer(opened.date()) and window.holds(opened.date()):
            before += 1
            number, subject = f"T-{customer.profile.number}-{before:04}", _filled(rng, customer, rng.choice(subjects))
            yield number, customer.profile.account_id, opened, "", queue, "normal", subject, ""


def _filled(rng: Random, customer: Customer, subject: str) -> str:
    line = rng.choice(customer.lines)
    return subject.format(site=line.site.name, product=BY_ID[line.product_id].name)
