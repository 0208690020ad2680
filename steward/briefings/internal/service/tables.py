"""Availability by product, sites that fail again and again, and what outages cost."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.service.budgets import FEEDS, Budget, Budgets, BudgetState
from steward.briefings.internal.service.sources import CHRONIC, SAME_CAUSE, Served
from steward.domain.service import availability, budget_used
from steward.exhibits import AVAILABILITY, COUNT, MINUTES, PERCENT, Cell, Column, Receipt, Table
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted, few
from steward.warehouse.rows.internal.book import BookRow
from steward.warehouse.rows.internal.service import ProductMinutes, SiteOutages


def product_table(book: Book, found: Sequence[ProductMinutes]) -> Table | None:
    """Availability by product over all accounts; None without lines."""
    lines = [one for one in found if one.line_minutes]
    if not lines:
        return None
    least = min(lines, key=availability_of)
    delivered = AVAILABILITY.text(availability_of(least))
    who = leaders(((one.product, AVAILABILITY.text(availability_of(one))) for one in lines), delivered, "product")
    return Table(
        id="service_watch.products",
        title=f"{who.do('was', 'were')} available least: {delivered}"
        if least.downtime
        else "Every product was available all the time",
        alt="Table of availability by product.",
        receipt=book.quarterly("availability", "customer.availability_monthly", *FEEDS),
        columns=(
            Column("Product", wide=True), Column("Accounts", COUNT), Column("Agreed"),
            Column("Delivered", AVAILABILITY), Column("Downtime", MINUTES), Column("Allowed", MINUTES),
            Column("Used", PERCENT),
        ),
        rows=tuple(
            (
                one.product, one.accounts, _agreed(one), availability_of(one), one.downtime, one.allowed,
                budget_used(one.downtime_agreed, one.allowed),
            )
            for one in lines
        ),
    )  # fmt: skip


def availability_of(one: ProductMinutes) -> float:
    """Percent of the minutes promised; there must be some."""
    return availability(one.line_minutes, one.downtime) or 0.0


def _agreed(one: ProductMinutes) -> str | None:
    if one.lowest_target is None or one.highest_target is None:
        return None
    low, high = (f"{target:g}" for target in (one.lowest_target, one.highest_target))
    return f"{low} %" if low == high else f"{low} to {high} %"


def chronic_table(book: Book, accounts: Mapping[str, BookRow], found: Sequence[SiteOutages]) -> Table | None:
    """Sites that fail again and again; None where there are none."""
    if not found:
        return None
    most = max(one.outages_180 for one in found)
    who = leaders(((f"{one.product} at {one.site}", one.outages_180) for one in found), most, "site")
    often = f"{few(who.names)} failed {most} times in 180 days{'' if who.alone else ' each'}"
    return Table(
        id="service_watch.chronic",
        title=f"{capital(counted(len(found), 'chronic site'))}: {often}",
        alt="Table of sites that fail again and again, with how often and the cause that came again.",
        receipt=Receipt("chronic site", book.as_of, "internal.site_outages", (("quarter", str(book.quarter)),), FEEDS),
        note=f"Chronic: {CHRONIC} outages of a product at a site in 90 days, or {SAME_CAUSE} of one cause in 180.",
        keys=tuple(one.account_id for one in found),
        columns=(
            Column("Account"), Column("Site"), Column("Product"), Column("90 days", COUNT), Column("180 days", COUNT),
            Column("Repair, 90 days", MINUTES), Column("Last"), Column("Cause that came again", wide=True),
        ),
        rows=tuple((accounts[one.account_id].name, *_chronic(one)) for one in found),
    )  # fmt: skip


def _chronic(one: SiteOutages) -> tuple[Cell, ...]:
    again = f"{one.cause} ({one.cause_times} times)" if one.cause_times >= SAME_CAUSE else None
    return one.site, one.product, one.outages_90, one.outages_180, one.repair_minutes_90, one.last_on, again


def credit_table(served: Served, found: Budgets) -> Table | None:
    """What outages cost us and may cost: credits given, and the MRR of lines in breach; None where there is neither."""
    book, accounts, credited = served.book, served.accounts, served.credits
    given = {one.account_id: one for one in credited}
    breached = _money_by_account(found.of(BudgetState.BREACHED))
    near = _money_by_account(found.of(BudgetState.NEAR))
    ids = sorted(
        given.keys() | breached.keys(),
        key=lambda key: (-breached.get(key, Decimal()), -(given[key].year if key in given else Decimal()), key),
    )
    if not ids:
        return None
    year = sum((one.year for one in credited), Decimal())
    at_stake = sum(breached.values(), Decimal())
    given_in_all = f"{book.money.text(year)} credited in a year" if served.records_credits else "No credit is recorded"
    return Table(
        id="service_watch.credits",
        title=f"{given_in_all}; {book.money.text(at_stake)} MRR of lines in breach",
        alt="Table of credits for outages and MRR of lines in breach, by account.",
        receipt=book.receipt("credit exposure", "customer.incidents", "incidents", "subscriptions", "service_levels"),
        note="Credits as recorded on outages. What a breach will cost is in no feed; the MRR of its lines stands in.",
        keys=tuple(ids),
        columns=(
            Column("Account", wide=True), Column("Credits of the quarter", book.money),
            Column("Credits in a year", book.money), Column("MRR in breach", book.money),
            Column("MRR near miss", book.money), Column("MRR", book.money),
        ),
        rows=tuple(
            (
                accounts[key].name, given[key].quarter if key in given else None,
                given[key].year if key in given else None, breached.get(key), near.get(key), accounts[key].mrr,
            )
            for key in ids
        ),
    )  # fmt: skip


def _money_by_account(found: Sequence[Budget]) -> dict[str, Decimal]:
    held: dict[str, Decimal] = {}
    for one in found:
        held[one.row.account_id] = held.get(one.row.account_id, Decimal()) + (one.found.mrr or Decimal())
    return held
