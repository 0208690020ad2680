"""The scores of every account and month, and what was true of one account at one month's end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np

from steward.briefings.internal.scope.book import Book
from steward.domain.backtest import BacktestOutcome, backtest
from steward.domain.health import Colour, Column, Group, Rows, Rules, Scores, Signal, coloured, scored
from steward.domain.quarters import months_back
from steward.exhibits import PERCENT
from steward.warehouse.rows.internal import health as health_rows
from steward.warehouse.rows.internal.health import HealthTable

LOSS = 10.0
"""Percent of an account's MRR lost in a month that counts as a loss."""


@dataclass(frozen=True)
class HealthState:
    """One account at one month's end. Unknown points are None; `shares` are percent and add up to 100."""

    account_id: str
    month_end: date
    segment: str | None
    mrr: float
    score: float | None
    colour: Colour | None
    groups: Mapping[Group, float | None]
    shares: Mapping[Group, float]
    parts: Mapping[Group, float]
    signals: Mapping[Signal, float | None]
    """What was measured."""
    points: Mapping[Signal, float | None]
    """What it gave."""
    known: float = 100.0
    """Percent of the groups' weight that has data."""
    needed: float = 0.0
    """Percent of it that a score needs."""

    @property
    def groups_known(self) -> int:
        """How many groups have data."""
        return sum(value is not None for value in self.groups.values())

    @property
    def too_little(self) -> str:
        """Why there is no score although something is known, to end a sentence with; else empty."""
        if self.score is not None or not self.groups_known:
            return ""
        has = "has" if self.groups_known == 1 else "have"
        known, needed = (PERCENT.text(share) for share in (self.known, self.needed))
        return (
            f"{self.groups_known} of {len(Group)} groups {has} data, {known} of the weight, and a score needs {needed}"
        )


@dataclass(frozen=True)
class History:
    """All of it, scored by one set of rules."""

    table: HealthTable
    scores: Scores
    rules: Rules

    @cached_property
    def _place(self) -> Mapping[tuple[str, date], int]:
        keys = zip(self.table.account_ids, self.table.month_ends, strict=True)
        return {key: place for place, key in enumerate(keys)}

    @cached_property
    def accounts_of_rows(self) -> "np.ndarray[Any, np.dtype[np.str_]]":
        """The account of each row of the table."""
        return np.asarray(self.table.account_ids, dtype=np.str_)

    @cached_property
    def months_of_rows(self) -> "np.ndarray[Any, np.dtype[np.datetime64]]":
        """The month's end of each row of the table."""
        return np.asarray(self.table.month_ends, dtype="datetime64[D]")

    @cached_property
    def _parts(self) -> Mapping[Group, Column]:
        return {group: self.scores.part(group) for group in Group}

    @cached_property
    def _signal_parts(self) -> Mapping[Signal, Column]:
        return {signal: self.scores.signal_part(signal) for signal in Signal}

    def signal_parts(self, account_id: str, month_end: date) -> Mapping[Signal, float]:
        """How many points of one account's score came from each signal then; none where it was no customer."""
        place = self._place.get((account_id, month_end))
        return {} if place is None else {key: float(column[place]) for key, column in self._signal_parts.items()}

    @cached_property
    def months(self) -> Sequence[date]:
        """The month ends there are, the earliest first."""
        return sorted(set(self.table.month_ends))

    @cached_property
    def colours(self) -> Mapping[Colour, Rows]:
        """Which rows of the table are of each colour."""
        return coloured(self.rules, self.scores.total, self.table.segments)

    def at(self, account_id: str, month_end: date) -> HealthState | None:
        """One account then; None where it was no customer."""
        place = self._place.get((account_id, month_end))
        if place is None:
            return None
        score, segment = _known(self.scores.total[place]), self.table.segments[place]
        return HealthState(
            account_id=account_id,
            month_end=month_end,
            segment=segment,
            mrr=float(self.table.mrr[place]),
            score=score,
            colour=None if score is None else self.rules.colour(score, segment),
            groups={group: _known(column[place]) for group, column in self.scores.groups.items()},
            shares={group: float(column[place]) * 100 for group, column in self.scores.shares.items()},
            parts={group: float(column[place]) for group, column in self._parts.items()},
            signals={signal: _known(column[place]) for signal, column in self.table.values.items()},
            points={signal: _known(column[place]) for signal, column in self.scores.signals.items()},
            known=float(self.scores.known[place]),
            needed=self.rules.known_from,
        )

    def scores_of(self, account_id: str) -> Sequence[float | None]:
        """One account's scores, one for each of `months`; None where it was no customer, or nothing was known."""
        places = (self._place.get((account_id, month)) for month in self.months)
        return [None if place is None else _known(self.scores.total[place]) for place in places]

    def of(self, account_id: str) -> Sequence[HealthState]:
        """One account, month by month."""
        found = (self.at(account_id, month) for month in self.months)
        return [state for state in found if state is not None]


def history(book: Book, rules: Rules) -> History:
    """Every month up to the book's day: worked out once for a warehouse and its rules, whichever account asks."""

    def made() -> History:
        table = health_rows.health_table(book.warehouse, book.as_of)
        return History(table, scored(rules, table.values, table.segments), rules)

    return book.warehouse.made(("health history", book.as_of, repr(rules)), made)


def held_against(book: Book, found: History, thresholds: Sequence[float]) -> Sequence[BacktestOutcome]:
    """Each threshold against what was lost since."""
    accounts = {key: row for row, key in enumerate(sorted(set(found.table.account_ids)))}
    months = {key: column for column, key in enumerate(found.months)}
    scores = np.full((len(accounts), len(months)), np.nan)
    rows = [accounts[key] for key in found.table.account_ids]
    columns = [months[key] for key in found.table.month_ends]
    scores[rows, columns] = found.scores.total
    lost = np.zeros(scores.shape, dtype=np.bool_)
    for one in health_rows.losses(book.warehouse, book.as_of, LOSS):
        if one.account_id in accounts and one.month_end in months:
            lost[accounts[one.account_id], months[one.month_end]] = True
    return [backtest(scores, lost, threshold) for threshold in thresholds]


def before(month_end: date, months: int) -> date:
    """The month end so many months earlier."""
    return months_back(month_end, months)


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
