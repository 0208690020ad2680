"""The figures of Service watch, of the book or of one account."""

from collections.abc import Sequence
from decimal import Decimal

from steward.briefings.internal.service.budgets import FEEDS, Budget, BudgetState
from steward.briefings.internal.service.sources import CHRONIC, Served
from steward.domain.service import availability, mean_repair
from steward.exhibits import AVAILABILITY, COUNT, MINUTES, Better, Figure, Number, Receipt, Unit
from steward.exhibits.wording import capital, counted
from steward.warehouse.rows.internal.service import ProductMinutes, Repairs


def figures_of(served: Served) -> tuple[Figure, ...]:
    """Availability, repair, budgets, chronic sites, credits, tickets."""
    return (*_outages(served), *_budgets(served), *_money(served), _tickets(served))


def _outages(served: Served) -> tuple[Figure, ...]:
    book, now, before = served.book, served.repairs, served.repairs_before
    known_before = book.quarter.previous in book.warehouse.quarters
    return (
        _figure(
            served, "availability", "Availability", _availability(served.products), AVAILABILITY,
            book.quarterly("availability", "customer.availability_monthly", "subscriptions", "incidents"),
            "incidents", why="No active service lines are recorded for this quarter.",
            previous=_availability(served.products_before), better=Better.NEITHER,
        ),
        _figure(
            served, "outages", "Outages", now.outages, COUNT,
            book.quarterly("incidents", "customer.incidents", "incidents"), "incidents",
            note=_unrestored(now), previous=before.outages if known_before else None,
        ),
        _figure(
            served, "mttr", "Mean time to repair", _mttr(now), MINUTES,
            book.quarterly("MTTR", "customer.incidents", "incidents"), "incidents",
            why="No outage was repaired in this quarter.", previous=_mttr(before),
        ),
    )  # fmt: skip


def _availability(found: Sequence[ProductMinutes]) -> float | None:
    """Over all products; None without lines."""
    return availability(sum(one.line_minutes for one in found), sum(one.downtime for one in found))


def _mttr(found: Repairs) -> float | None:
    return mean_repair(found.repair_minutes, found.repaired)


def _unrestored(found: Repairs) -> str:
    still = found.outages - found.repaired
    return f"{capital(counted(still, 'outage'))} without a recorded end" if still else ""


def _budgets(served: Served) -> tuple[Figure, ...]:
    needs = ("incidents", "service_levels")
    receipt = served.book.quarterly("SLA budget used", "internal.site_budgets", *FEEDS)
    breached, near = served.budgets.of(BudgetState.BREACHED), served.budgets.of(BudgetState.NEAR)
    return (
        _figure(
            served, "breaches", "Sites over their limit", len(breached), COUNT, receipt, *needs,
            note=_money_of(served, breached),
        ),
        _figure(
            served, "near_misses", "Near misses", len(near), COUNT, receipt, *needs, note=_money_of(served, near),
        ),
        _figure(
            served, "chronic_sites", "Chronic sites", len(served.chronic), COUNT,
            served.book.quarterly("chronic site", "internal.site_outages", "incidents"), "incidents",
            note=f"{CHRONIC} outages in 90 days, or one cause again",
        ),
    )  # fmt: skip


def _money_of(served: Served, found: Sequence[Budget]) -> str:
    money = sum((one.found.mrr or Decimal() for one in found), Decimal())
    return f"{served.book.money.compact(money)} MRR of these lines" if found else ""


def _money(served: Served) -> tuple[Figure, ...]:
    book = served.book
    return (
        _figure(
            served, "credits", f"Credits in {book.quarter.spoken}",
            sum((one.quarter for one in served.credits), Decimal()) if served.records_credits else None, book.money,
            book.quarterly("credit exposure", "customer.incidents", "incidents"), "incidents",
            why="No credit is recorded on any outage of a year.",
        ),
    )  # fmt: skip


def _tickets(served: Served) -> Figure:
    found = served.tickets
    oldest = max((one.days for one in found.open), default=0)
    return _figure(
        served, "open_tickets", "Open tickets", len(found.open), COUNT,
        served.book.receipt("open tickets", "staging.tickets", "tickets"), "tickets",
        note=f"the oldest for {counted(oldest, 'day')}" if oldest else "",
    )  # fmt: skip


def _figure(
    served: Served, key: str, label: str, value: Number | None, unit: Unit, receipt: Receipt, *feeds: str,
    why: str = "", note: str = "", previous: Number | None = None, better: Better = Better.LOWER,
) -> Figure:  # fmt: skip
    """A figure held against the quarter before, where that is over and known."""
    return served.book.figure(
        f"service_watch.{key}", label, value, unit, receipt, needs=feeds, why=why, note=note,
        previous=previous if served.book.is_over else None, better=better,
    )  # fmt: skip
