"""How much of the downtime that is allowed was used, by product and by site, and when it would be used up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from steward.briefings.customer.service.quarter import NEAR_MISS
from steward.briefings.internal.scope.book import Book
from steward.domain.quarters import Quarter
from steward.domain.service import budget_used
from steward.domain.sla import FEWEST_OUTAGES, Burn
from steward.exhibits import day_text
from steward.exhibits.wording import counted
from steward.warehouse.rows.internal import service as service_rows
from steward.warehouse.rows.internal.book import BookRow

EVERY_SITE = "All its sites"
NO_SITE, UNNAMED = "Not stated", "lines that name no site"
FEEDS = ("subscriptions", "incidents", "service_levels")


class BudgetState(StrEnum):
    """Where a product at a site stands against what is allowed."""

    BREACHED = "breached"
    NEAR = "near miss"
    INSIDE = "inside"
    NOT_AGREED = "nothing agreed"


@dataclass(frozen=True)
class Budget:
    """One product at one site, or at all sites of an account, in one quarter. `breach_on`: None where it is not within
    the period `ahead`, or there is too little to say (`is_pace` False)."""

    row: BookRow
    found: service_rows.Budget
    ahead: Quarter
    breach_on: date | None

    @property
    def used(self) -> float | None:
        """Percent of the quarter's allowance; None where no level is agreed."""
        return budget_used(self.found.downtime, self.found.allowed)

    @property
    def left(self) -> float | None:
        """Minutes still allowed; below zero once it is breached."""
        return self.found.allowed - self.found.downtime if self.found.allowed else None

    @property
    def state(self) -> BudgetState:
        """Breached above all that is allowed, a near miss from 70 % of it."""
        if self.used is None:
            return BudgetState.NOT_AGREED
        return (
            BudgetState.BREACHED
            if self.used > 100
            else BudgetState.NEAR
            if self.used >= NEAR_MISS
            else BudgetState.INSIDE
        )

    @property
    def is_pace(self) -> bool:
        """Whether so many outages are a pace; one or two are single events."""
        return self.found.outages >= FEWEST_OUTAGES

    @property
    def place(self) -> str:
        """Where: the site, or all of them."""
        return self.found.site or EVERY_SITE

    @property
    def where(self) -> str:
        """Where, in a sentence: lines that name no site are no site."""
        return UNNAMED if self.place == NO_SITE else self.place

    @property
    def at_this_pace(self) -> str:
        """When it would be used up, in words."""
        if not self.is_pace or not self.found.allowed_a_day:
            return "too few outages to say"
        if self.breach_on:
            return f"used up by {day_text(self.breach_on)}"
        return f"not in {self.ahead.spoken}"


@dataclass(frozen=True)
class Budgets:
    """The budgets of some accounts: by product over all their sites, and by site."""

    products: tuple[Budget, ...]
    sites: tuple[Budget, ...]
    ahead: Quarter

    def of(self, state: BudgetState) -> tuple[Budget, ...]:
        """The sites in a state."""
        return tuple(one for one in self.sites if one.state is state)

    @property
    def heading_over(self) -> tuple[tuple[date, Budget], ...]:
        """The sites well inside what they may be down that will not stay there at their pace, with the day on which
        they will be over, the soonest first and of one day the dearest."""
        found = [(one.breach_on, one) for one in self.of(BudgetState.INSIDE) if one.breach_on]
        return tuple(sorted(found, key=lambda each: (each[0], -(each[1].found.mrr or Decimal()), each[1].place)))


def budgets(book: Book, accounts: Mapping[str, BookRow]) -> Budgets:
    """The budgets of these accounts, whichever used most first."""
    quarter, ids, ahead = str(book.quarter), list(accounts), period_ahead(book)
    return Budgets(
        tuple(
            _budget(book, accounts, ahead, one) for one in service_rows.product_budgets(book.warehouse, quarter, ids)
        ),
        tuple(_budget(book, accounts, ahead, one) for one in service_rows.site_budgets(book.warehouse, quarter, ids)),
        ahead,
    )


def period_ahead(book: Book) -> Quarter:
    """The quarter whose allowance is being used up: the one that runs, or the one after a complete one."""
    return book.quarter if book.as_of < book.quarter.end else book.quarter.shifted(1)


def _budget(book: Book, accounts: Mapping[str, BookRow], ahead: Quarter, found: service_rows.Budget) -> Budget:
    return Budget(accounts[found.account_id], found, ahead, _breach(book, ahead, found))


def _breach(book: Book, ahead: Quarter, found: service_rows.Budget) -> date | None:
    """The day the allowance of the period ahead is used up, when outages go on as in the last three months."""
    if found.outages < FEWEST_OUTAGES or not found.allowed_a_day:
        return None
    days = (ahead.end - ahead.start).days + 1
    used = found.downtime if ahead == book.quarter else 0.0
    return Burn(used, found.allowed_a_day * days, found.pace / found.pace_days, book.as_of, ahead.end).breach_on


def worst(found: Sequence[Budget]) -> Budget | None:
    """Whoever used most."""
    return max(found, key=lambda one: one.used or 0.0, default=None)


def sites_of(found: Sequence[Budget]) -> str:
    """`3 sites`, `2 sites and lines that name no site`: what names none is counted as no site."""
    named = sum(one.place != NO_SITE for one in found)
    said = counted(named, "site") if named or not found else ""
    return " and ".join(filter(None, (said, UNNAMED if named < len(found) else "")))
