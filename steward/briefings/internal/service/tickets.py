"""Tickets and requests that wait: by queue and age, whose they are, and the oldest of them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from steward.briefings.internal.scope.book import Book
from steward.domain.service import mean_rating, mean_to_close
from steward.exhibits import COUNT, DAYS, HOURS, STARS, Cell, Column, Series, StackedBars, Table, listed
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.service import OpenTicket, Queue

AGES = (("up to 2 days", 2), ("3 to 7 days", 7), ("8 to 30 days", 30), ("over 30 days", None))
MOST_TICKETS = 100
NOBODY = "Nobody yet"
OWN_QUEUES = ("support", "implementation", "accounting")


@dataclass(frozen=True)
class Tickets:
    """The tickets of some accounts. `owners_told`: whether the feed says who sees to a ticket."""

    open: Sequence[OpenTicket]
    queues: Sequence[Queue]
    owners_told: bool

    @property
    def names(self) -> list[str]:
        """The queues, those everybody knows first."""
        found = {one.queue for one in self.queues} | {one.queue for one in self.open}
        return [*(name for name in OWN_QUEUES if name in found), *sorted(found.difference(OWN_QUEUES))]

    def in_queue(self, name: str) -> list[OpenTicket]:
        """What is open in a queue, the oldest first."""
        return [one for one in self.open if one.queue == name]


def _how_many(some: int, of: int) -> str:
    return "none" if not some else "all" if some == of > 1 else f"{some} of them" if of > 1 else "and"


def age_chart(book: Book, tickets: Tickets) -> StackedBars | None:
    """Open tickets by queue and age; None where none is open."""
    if not tickets.open:
        return None
    names = [name for name in tickets.names if tickets.in_queue(name)]
    counts = {name: Counter(_age(one.days) for one in tickets.in_queue(name)) for name in names}
    old = sum(found[AGES[-1][0]] for found in counts.values())
    said = f"{capital(counted(len(tickets.open), 'ticket'))} open"
    return StackedBars(
        id="service_watch.ages",
        title=f"{said}, {_how_many(old, len(tickets.open))} for more than a month",
        alt="Stacked bars of open tickets by queue and age: "
        + "; ".join(f"{name} {sum(found.values())}" for name, found in counts.items())
        + ".",
        receipt=book.receipt("open tickets", "staging.tickets", "tickets"),
        categories=tuple(capital(name) for name in names),
        series=tuple(
            Series(capital(age), tuple(counts[name][age] for name in names))
            for age, _ in AGES
            if any(counts[name][age] for name in names)
        ),
        unit=COUNT,
    )


def _age(days: int) -> str:
    return next(label for label, most in AGES if most is None or days <= most)


def queue_table(book: Book, tickets: Tickets) -> Table | None:
    """Each queue: what is open and how old, and how the quarter went; None without tickets."""
    if not tickets.names:
        return None
    ages = {name: max((one.days for one in tickets.in_queue(name)), default=0) for name in tickets.names}
    oldest = max(ages.values())
    slowest = listed([name for name, days in ages.items() if days == oldest])
    return Table(
        id="service_watch.queues",
        title=f"The oldest ticket waits in {slowest}: {counted(oldest, 'day')}" if oldest else "No ticket waits",
        alt="Table of queues with open tickets, their age, and how many were opened and closed.",
        receipt=book.quarterly("tickets", "customer.tickets_monthly", "tickets"),
        note=f"Open at {book.as_of:%d %b %Y}; opened, closed and rated in {book.quarter.spoken}.",
        columns=(
            Column("Queue"), Column("Open", COUNT), Column("Median age", DAYS), Column("Oldest", DAYS),
            Column("Unassigned", COUNT), Column("Opened", COUNT), Column("Closed", COUNT),
            Column("Mean time to close", HOURS), Column("Rating", STARS), Column("Ratings", COUNT),
        ),
        rows=tuple(_queue(tickets, name) for name in tickets.names),
    )  # fmt: skip


def _queue(tickets: Tickets, name: str) -> tuple[Cell, ...]:
    waiting = tickets.in_queue(name)
    days = [one.days for one in waiting]
    went = next((one for one in tickets.queues if one.queue == name), Queue(name, 0, 0, None, None, 0))
    return (
        capital(name), len(waiting), median(days) if days else None, max(days, default=None),
        sum(one.owner is None for one in waiting) if tickets.owners_told else None, went.opened, went.closed,
        mean_to_close(went.hours_to_close, went.closed), mean_rating(went.rating_sum, went.ratings), went.ratings,
    )  # fmt: skip


def owner_table(book: Book, tickets: Tickets) -> Table | None:
    """Whose the open tickets are, the most first; None where the feed has no owners or nothing is open."""
    if not tickets.open or not tickets.owners_told:
        return None
    held: dict[str, list[OpenTicket]] = {}
    for one in tickets.open:
        held.setdefault(one.owner or NOBODY, []).append(one)
    order = sorted(held, key=lambda name: (name != NOBODY, -len(held[name]), name))
    free = len(held.get(NOBODY, ()))
    return Table(
        id="service_watch.owners",
        title=f"{capital(counted(free, 'open ticket'))} {'has' if free == 1 else 'have'} no owner"
        if free
        else "Every open ticket has an owner",
        alt="Table of open tickets by owner.",
        receipt=book.receipt("open tickets", "staging.tickets", "tickets", "people"),
        columns=(Column("Owner"), Column("Open", COUNT), Column("Oldest", DAYS), Column("Queues")),
        rows=tuple(
            (name, len(found), max(one.days for one in found), ", ".join(dict.fromkeys(one.queue for one in found)))
            for name, found in ((name, held[name]) for name in order)
        ),
    )


def oldest_table(book: Book, accounts: Mapping[str, BookRow], tickets: Tickets) -> Table | None:
    """The open tickets, the oldest first; None where none is open."""
    if not tickets.open:
        return None
    first, shown = tickets.open[0], tickets.open[:MOST_TICKETS]
    more = f"; here are the {MOST_TICKETS} oldest" if len(shown) < len(tickets.open) else ""
    waits = "was opened today" if not first.days else f"has waited {counted(first.days, 'day')}"
    owner = (Column("Owner"),) if tickets.owners_told else ()
    return Table(
        id="service_watch.tickets",
        title=f"“{first.subject or 'A ticket without a subject'}” of {accounts[first.account_id].name} {waits}{more}",
        alt="Table of open tickets, the oldest first.",
        receipt=book.receipt("open tickets", "staging.tickets", "tickets", "people"),
        note="" if tickets.owners_told else "The tickets feed does not say who sees to a ticket (owner_id).",
        keys=tuple(one.account_id for one in shown),
        columns=(
            Column("Age", DAYS), Column("Account"), Column("Subject", wide=True), Column("Queue"), Column("Priority"),
            Column("Opened"), *owner,
        ),
        rows=tuple(
            (
                one.days, accounts[one.account_id].name, one.subject, one.queue, one.priority, one.opened_at.date(),
                *([one.owner or NOBODY] if tickets.owners_told else []),
            )
            for one in shown
        ),
    )  # fmt: skip
