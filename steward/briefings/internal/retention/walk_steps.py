"""From NRR or GRR of the quarter before to that of the quarter, account by account.

Both are ratios over twelve months, and between two quarters the twelve months move too: the cohort of a year before is
another. So an account may enter or leave them, or be in both and be lost, or bring another MRR at either end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from steward.briefings.internal.retention.retention import TwelveMonths
from steward.briefings.internal.scope.book import Book
from steward.domain.ratio_walk import NOTHING, RatioPart, RatioWalk
from steward.domain.retention import Cohort, kept
from steward.exhibits import Receipt, Unit, month_text
from steward.warehouse.rows.internal.book import BookRow, Retention


class How(StrEnum):
    """What an account did between the two years; one that did nothing takes no step."""

    LOST = "lost"
    DOWN = "down"
    UP = "up"
    BACK = "came back"
    ENTERED = "entered"
    LEFT = "left the year"


@dataclass(frozen=True)
class Measure:
    """NRR or GRR: what is counted of an account at the end."""

    key: str
    label: str
    end: Callable[[Retention], Decimal]
    value: Callable[[Cohort], float | None]
    told: Callable[[Unit, Retention, Retention, Fraction], str]
    """What is behind the step of an account that is in both years."""


@dataclass(frozen=True)
class Moved:
    """One account's step, with its MRR at the start and the end of both years; None where it was in one alone."""

    account: BookRow
    how: How
    then: Retention | None
    now: Retention | None
    step: Fraction


@dataclass(frozen=True)
class Walked:
    """The walk of one measure between two years of twelve months."""

    measure: Measure
    now: TwelveMonths
    then: TwelveMonths
    everyone: Mapping[str, BookRow]

    @property
    def book(self) -> Book:
        """The book in the quarter that is looked at."""
        return self.now.book

    @cached_property
    def ratios(self) -> RatioWalk[str]:
        """What each account brings to the two ratios."""
        return RatioWalk(
            *(
                {key: RatioPart(self.measure.end(row), row.start) for key, row in year.accounts.items()}
                for year in self.years
            )
        )

    @property
    def years(self) -> tuple[TwelveMonths, TwelveMonths]:
        """The earlier one first."""
        return self.then, self.now

    @property
    def levels(self) -> tuple[float, float]:
        """The figure of both quarters, as their pages say it."""
        then, now = (self.measure.value(year.cohort) or 0.0 for year in self.years)
        return then, now

    @cached_property
    def moved(self) -> list[Moved]:
        """The accounts with another part than before, the largest fall first."""
        found = [
            Moved(
                self.everyone[key], self._how(key, step), self.then.accounts.get(key), self.now.accounts.get(key), step
            )
            for key, step in self.ratios.steps.items()
            if self.ratios.then.get(key) != self.ratios.now.get(key)
        ]
        return sorted(found, key=lambda one: (one.step, one.account.name, one.account.account_id))

    def _how(self, key: str, step: Fraction) -> How:
        then, now = self.then.accounts.get(key), self.now.accounts.get(key)
        if then is None:
            return How.ENTERED
        if now is None:
            return How.LEFT
        if then.end and not now.end:
            return How.LOST
        if then.start and not then.end and now.end:  # a trial that pays at last was never gone
            return How.BACK
        return How.DOWN if step < 0 else How.UP

    @cached_property
    def groups(self) -> dict[How, list[Moved]]:
        """By what they did, the largest step of either sign first."""
        order = sorted(self.moved, key=lambda one: -abs(one.step))
        return {how: found for how in How if (found := [one for one in order if one.how is how])}

    @property
    def receipt(self) -> Receipt:
        """The rows of both years."""
        return self.book.receipt("retention walk", "internal.account_months", "subscriptions")


def when(year: TwelveMonths) -> str:
    """The quarter a year ends in; of one that is not over also the month."""
    so_far = "" if year.book.is_over else f", to {month_text(year.book.as_of)}"
    return f"{year.book.quarter.spoken}{so_far}"


def summed(found: Sequence[Moved]) -> Fraction:
    """Their steps together."""
    return sum((one.step for one in found), NOTHING)


def from_to(money: Unit, before: Decimal, after: Decimal) -> str:
    """`€20k → €18k`."""
    return f"{money.compact(before)} → {money.compact(after)}"


def _brings(money: Unit, then: Retention, now: Retention, step: Fraction) -> str:
    """What it brings now, what it is held against, or both: whichever moved the way of its step."""
    said, way = [], 1 if step > 0 else -1
    if (now.end - then.end) * way > 0:
        said.append(f"{from_to(money, then.end, now.end)} a month")
    if (then.start - now.start) * way > 0:
        said.append(f"MRR a year before {from_to(money, then.start, now.start)}")
    return ", ".join(said) or f"{from_to(money, then.end, now.end)} a month"


def _keeps(money: Unit, then: Retention, now: Retention, step: Fraction) -> str:
    """How much of what, now and before."""
    after, before = (f"{money.compact(kept(row.start, row.end))} of {money.compact(row.start)}" for row in (now, then))
    return f"keeps {after}, before {before}"


NRR = Measure("nrr", "NRR", lambda row: row.end, lambda cohort: cohort.nrr, _brings)
GRR = Measure("grr", "GRR", lambda row: kept(row.start, row.end), lambda cohort: cohort.grr, _keeps)
