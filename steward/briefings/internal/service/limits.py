"""The downtime that is used up: by product with the day it will be, by site where it was or nearly was."""

from collections.abc import Sequence
from decimal import Decimal

from steward.briefings.customer.service.quarter import NEAR_MISS
from steward.briefings.internal.scope.book import Book
from steward.briefings.internal.service.budgets import FEEDS, Budget, Budgets, BudgetState, sites_of, worst
from steward.domain.sla import FEWEST_OUTAGES
from steward.exhibits import COUNT, MINUTES, PERCENT, Column, Table, day_text
from steward.exhibits.ties import leaders
from steward.exhibits.wording import capital, counted, few

MOST_BUDGETS = 200


def burn_table(book: Book, budgets: Budgets) -> Table | None:
    """The allowance used by each product of each account, with when it would be used up; None where none is agreed."""
    agreed = [product for product in budgets.products if product.used is not None]
    if not agreed:
        return None
    first = min((budget for budget in agreed if budget.breach_on), key=_breach_day, default=None)
    top = agreed[0]
    calm = f" No site under {NEAR_MISS:.0f} % now will be over in {budgets.ahead.spoken} at its own pace."
    title = (
        f"At this pace {first.row.name} breaches on {first.found.product} in {budgets.ahead.spoken}"
        if first
        else f"{top.row.name} used {PERCENT.text(top.used)} of {top.found.product}’s allowed downtime"
    )
    return Table(
        id="service_watch.burn",
        title=title,
        alt="Table of allowed downtime used by account and product, with the day it would be used up.",
        receipt=book.quarterly("SLA burn", "internal.site_budgets", *FEEDS),
        note=f"The day assumes that outages go on as in the last three months, evenly; under {FEWEST_OUTAGES} outages "
        f"that is no pace. The allowance is that of {budgets.ahead.spoken} for the lines there now."
        + ("" if budgets.heading_over else calm),
        keys=tuple(budget.row.account_id for budget in agreed[:MOST_BUDGETS]),
        columns=(
            Column("Account"), Column("Product"), Column("Downtime", MINUTES), Column("Allowed", MINUTES),
            Column("Used", PERCENT), Column("State", state=True), Column("Outages", COUNT), Column("At this pace"),
            Column("MRR", book.money),
        ),
        rows=tuple(
            (
                budget.row.name, budget.found.product, budget.found.downtime, budget.found.allowed, budget.used,
                str(budget.state), budget.found.outages, budget.at_this_pace, budget.found.mrr,
            )
            for budget in agreed[:MOST_BUDGETS]
        ),
    )  # fmt: skip


def _breach_day(budget: Budget) -> tuple[int, Decimal]:
    return (budget.breach_on.toordinal() if budget.breach_on else 0, -(budget.found.mrr or Decimal()))


def breach_table(book: Book, budgets: Budgets) -> Table | None:
    """Sites over what they may be down; None where there are none."""
    over = budgets.of(BudgetState.BREACHED)
    first = worst(over)
    if not first:
        return None
    who = leaders(((budget.where, PERCENT.text(budget.used)) for budget in over), PERCENT.text(first.used), "site")
    title = (
        f"{capital(sites_of(over))} down longer than agreed, {few(who.names)} most: {PERCENT.text(first.used)}"
        if len(over) > 1
        else f"{capital(first.where)} down longer than agreed: {PERCENT.text(first.used)}"
    )
    return _sites(book, "service_watch.breaches", title, over, "A site is held to the agreed level of its own lines.")


def radar_table(book: Book, budgets: Budgets) -> Table | None:
    """Sites close to their limit and not over it; None where there are none."""
    near = budgets.of(BudgetState.NEAR)
    closest = min(near, key=lambda one: one.left or 0.0, default=None)
    if not closest:
        return None
    count = capital(counted(len(near), "near miss", "near misses"))
    spare = MINUTES.text(closest.left)
    who = leaders(((budget.where, MINUTES.text(budget.left)) for budget in near), spare, "site")
    title = f"{count}; {few(who.names)} with {spare} to spare{'' if who.alone else ' each'}"
    note = f"From {NEAR_MISS:.0f} % of the allowed downtime, and not over it."
    return _sites(book, "service_watch.near_misses", title, near, note)


def soon_table(book: Book, budgets: Budgets) -> Table | None:
    """Sites well inside their limit that will be over it at their pace, soonest first; None where there are none."""
    soon = budgets.heading_over
    if not soon:
        return None
    day, _ = soon[0]
    who = leaders(((one.where, by) for by, one in soon), day, "site")
    more = f"{capital(sites_of([one for _, one in soon]))} inside the limit will be over it at this pace"
    return Table(
        id="service_watch.soon",
        title=f"{more}{', the first' if len(soon) > 1 else ''}: {few(who.names)} by {day_text(day)}",
        alt="Table of sites with the downtime allowed and used, and the day on which they will be over it.",
        receipt=book.quarterly("SLA burn", "internal.site_budgets", *FEEDS),
        note=f"Under {NEAR_MISS:.0f} % of the allowed downtime now. The day assumes that outages go on as in the last "
        f"three months, evenly, and is held to all that {budgets.ahead.spoken} allows; a site with fewer than "
        f"{FEWEST_OUTAGES} outages has no pace and is left out.",
        keys=tuple(one.row.account_id for _, one in soon[:MOST_BUDGETS]),
        columns=(
            Column("Account"), Column("Site"), Column("Product"), Column("Will be over by"),
            Column("Downtime", MINUTES), Column("Allowed", MINUTES), Column("Used", PERCENT), Column("Outages", COUNT),
            Column("MRR", book.money),
        ),
        rows=tuple(
            (
                one.row.name, one.place, one.found.product, over_by, one.found.downtime, one.found.allowed, one.used,
                one.found.outages, one.found.mrr,
            )
            for over_by, one in soon[:MOST_BUDGETS]
        ),
    )  # fmt: skip


def _sites(book: Book, identifier: str, title: str, budgets: Sequence[Budget], note: str) -> Table:
    return Table(
        id=identifier,
        title=title,
        alt="Table of sites with the downtime allowed and used.",
        receipt=book.quarterly("SLA budget used", "internal.site_budgets", *FEEDS),
        note=note,
        keys=tuple(budget.row.account_id for budget in budgets[:MOST_BUDGETS]),
        columns=(
            Column("Account"), Column("Site"), Column("Product"), Column("Downtime", MINUTES),
            Column("Allowed", MINUTES), Column("Used", PERCENT), Column("At this pace"), Column("MRR", book.money),
        ),
        rows=tuple(
            (
                budget.row.name, budget.place, budget.found.product, budget.found.downtime, budget.found.allowed,
                budget.used, budget.at_this_pace, budget.found.mrr,
            )
            for budget in budgets[:MOST_BUDGETS]
        ),
    )  # fmt: skip
