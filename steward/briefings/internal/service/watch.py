"""Service watch: what failed and will fail, what it costs, and who waits for an answer; of the book or one account."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from steward.briefings.internal.base import InternalBriefing
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.service import limits, tables
from steward.briefings.internal.service import tickets as waiting
from steward.briefings.internal.service.budgets import FEEDS, Budget, BudgetState, sites_of
from steward.briefings.internal.service.figures import figures_of
from steward.briefings.internal.service.sources import Served
from steward.briefings.internal.todo import Reason, Todo
from steward.exhibits import MINUTES, PERCENT, Missing, StackedBars, Table, day_text
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.book import BookRow

MOST_NAMED = 2


@dataclass(frozen=True, kw_only=True)
class ServiceWatch(InternalBriefing):
    """Service over some accounts. Every table but those of products, queues and owners has account ids as keys."""

    near_misses: Table | None
    soon: Table | None
    breaches: Table | None
    chronic: Table | None
    burn: Table | None
    credits: Table | None
    products: Table | None
    ages: StackedBars | None
    owners: Table | None
    queues: Table | None
    tickets: Table | None


def service_watch(book: Book, rows: Sequence[BookRow]) -> ServiceWatch:
    """Brief on the service of the accounts that pass the filters."""
    served = Served(book, rows)
    accounts, agreed, found = served.accounts, served.budgets, served.tickets
    return ServiceWatch(
        quarter=book.quarter,
        as_of=book.as_of,
        headline=_headline(served),
        figures=figures_of(served),
        missing=_missing(served),
        near_misses=limits.radar_table(book, agreed),
        soon=limits.soon_table(book, agreed),
        breaches=limits.breach_table(book, agreed),
        chronic=tables.chronic_table(book, accounts, served.chronic),
        burn=limits.burn_table(book, agreed),
        credits=tables.credit_table(served, agreed),
        products=tables.product_table(book, served.products),
        ages=waiting.age_chart(book, found),
        owners=waiting.owner_table(book, found),
        queues=waiting.queue_table(book, found),
        tickets=waiting.oldest_table(book, accounts, found),
    )


def _headline(served: Served) -> str:
    if not served.has("incidents"):
        tickets = capital(counted(len(served.tickets.open), "ticket"))
        return f"{tickets} open" if served.has("tickets") else "No service data is loaded"
    spoken = served.book.quarter.spoken
    over, near = served.budgets.of(BudgetState.BREACHED), served.budgets.of(BudgetState.NEAR)
    if not served.has("service_levels"):
        return (
            f"{capital(counted(served.repairs.outages, 'outage'))} in {spoken}; no level is agreed to hold them against"
        )
    said = f"{capital(sites_of(over))} over the agreed downtime in {spoken}"
    return f"{said}, {counted(len(near), 'near miss', 'near misses')}"


def _missing(served: Served) -> tuple[Missing, ...]:
    shown = {
        "incidents": "availability, repair times, chronic sites and credits",
        "service_levels": "how much of the agreed downtime is used, near misses, and when it is used up",
        "tickets": "tickets and requests by queue, with age and owner",
    }
    return served.book.missing(**shown)


def service_todos(book: Book, rows: Sequence[BookRow]) -> Iterator[Todo]:
    """One thing to do for each account that was down longer than agreed, and one for each with a near miss or a product
    that breaches at this pace. A product that is over stands for all its sites."""
    found = Served(book, rows).budgets
    over = [one for one in found.products if one.state is BudgetState.BREACHED]
    stand_for = {(one.row.account_id, one.found.product) for one in over}

    def left(lines: Sequence[Budget]) -> list[Budget]:
        return [one for one in lines if (one.row.account_id, one.found.product) not in stand_for]

    ahead = [one for one in found.products if one.breach_on]
    yield from _each_account(book, Reason.BREACH, [*over, *left(found.of(BudgetState.BREACHED))])
    yield from _each_account(book, Reason.NEAR_MISS, left([*found.of(BudgetState.NEAR), *ahead]))


def _each_account(book: Book, reason: Reason, lines: Sequence[Budget]) -> Iterator[Todo]:
    accounts: dict[str, list[Budget]] = {}
    for one in lines:
        accounts.setdefault(one.row.account_id, []).append(one)
    for held in accounts.values():
        row = held[0].row
        days = [one.breach_on for one in held if one.breach_on]
        named = [_words(one) for one in held[:MOST_NAMED]]
        named += [f"{len(held) - MOST_NAMED} more"] if len(held) > MOST_NAMED else []
        yield Todo(
            reason=reason, account_id=row.account_id, account=row.name, owner_id=row.owner_id,
            owner=row.owner, words="; ".join(named), at_stake=_at_stake(held), due=min(days, default=None),
            receipt=book.quarterly("SLA burn", "internal.site_budgets", *FEEDS),
        )  # fmt: skip


def _at_stake(held: Sequence[Budget]) -> Decimal:
    """The MRR of the lines, each once: those of a product at all sites hold those at any."""
    whole = {one.found.product for one in held if one.found.site is None}
    counted_once = (one for one in held if one.found.site is None or one.found.product not in whole)
    return sum((one.found.mrr or Decimal() for one in counted_once), Decimal())


def _words(one: Budget) -> str:
    """How far over or how close it is, and when it will be over."""
    used = PERCENT.text(one.used)
    if one.state is BudgetState.BREACHED:
        place = f", {one.place}" if one.found.site is not None else ""
        again = f", and again by {day_text(one.breach_on)} at the pace of three months" if one.breach_on else ""
        return f"{one.found.product}{place}: {used} of the allowed downtime used{again}"
    if one.found.site is not None:
        return (
            f"{one.found.product}, {one.place}: {used} of the allowed downtime used, {MINUTES.text(one.left)} to spare"
        )
    return f"{one.found.product}: allowed downtime {one.at_this_pace} at the pace of the last three months"
