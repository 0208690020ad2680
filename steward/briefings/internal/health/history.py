"""The scores of every account and month, and what was true of one account at one month's end."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

import numpy as np

from steward.briefings.internal.scope.book import Book
from steward.domain.backtest import BacktestOutcome, backtest
from steward.domain.health import Colour, Column, Group, Places, Rows, Rules, Scores, Signal, coloured, scored
from steward.domain.quarters import months_back
from steward.exhibits import PERCENT
from steward.warehouse.rows.internal import health as health_rows
from steward.warehouse.rows.internal.health import HealthTable

LOSS = 10.0
"""Percent of an account's MRR lost in a month that counts as a loss."""
AT_ONCE = 100_000
"""Rows that are scored together."""
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
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


class Scored(NamedTuple):
    """A score, its colour and how many points of it each group gave: what a later one is held against."""

    score: float | None
    colour: Colour | None
    parts: Mapping[Group, float]


@dataclass(frozen=True)
class History:
    """All of it, scored by one set of rules. `total`: the score of each row of the table, NaN where there is none; what
    it is made of is worked out of the rows that are asked for."""

    table: HealthTable
    total: Column
    rules: Rules

    @property
    def months(self) -> Sequence[date]:
        """The month ends there are, the earliest first."""
        return self.table.months

    @cached_property
    def scores(self) -> Column:
        """The same by account and month; NaN also where an account was no customer."""
        found = np.full((len(self.table.accounts), len(self.months)), np.nan)
        found[self.table.account_of, self.table.month_of] = self.total
        return found

    @cached_property
    def accounts(self) -> Mapping[str, int]:
        """The number of each account."""
        return {key: number for number, key in enumerate(self.table.accounts)}

    @cached_property
    def _rows(self) -> Places:
        """Account × month: the row of the table; -1 where it was no customer."""
        found = np.full((len(self.table.accounts), len(self.months)), -1)
        found[self.table.account_of, self.table.month_of] = np.arange(len(self.table))
        return found

    def rows_of(self, account_ids: Iterable[str], months: Sequence[date]) -> Places:
        """The rows of the table about these accounts in these months, in its order."""
        numbers = [self.accounts[key] for key in account_ids if key in self.accounts]
        found = self._rows[np.ix_(numbers, [self.months.index(one) for one in months if one in self.months])]
        return np.sort(found[found >= 0])

    def colours(self, rows: Places) -> Mapping[Colour, Rows]:
        """Which of some rows are of each colour."""
        return coloured(self.rules, self.total[rows], self._segments(rows))

    def states(self, account_ids: Iterable[str], months: Sequence[date]) -> Iterator[HealthState]:
        """These accounts in these months, by account, then month; none where one was no customer."""
        rows, table = self.rows_of(account_ids, months), self.table
        scores, segments = self._scores(rows), self._segments(rows)
        unknown = np.full(len(rows), np.nan)
        return (
            HealthState(
                account_id=table.accounts[account], month_end=table.months[month], segment=segment, mrr=mrr,
                score=score, colour=self._colour(score, segment), groups=groups,
                shares=shares, parts=parts, signals=signals, points=points, known=known, needed=self.rules.known_from,
            )
            for account, month, segment, mrr, score, groups, shares, parts, signals, points, known in zip(
                table.account_of[rows].tolist(), table.month_of[rows].tolist(), segments, table.mrr[rows].tolist(),
                _listed(scores.total),
                _each({group: _listed(scores.groups[group]) for group in Group}),
                _each({group: (scores.shares[group] * 100).tolist() for group in Group}),
                _each({group: scores.part(group).tolist() for group in Group}),
                _each({signal: _listed(column[rows]) for signal, column in table.values.items()}),
                _each({signal: _listed(scores.signals.get(signal, unknown)) for signal in Signal}),
                scores.known.tolist(),
                strict=True,
            )
        )  # fmt: skip

    def at(self, account_id: str, month_end: date) -> HealthState | None:
        """One account then; None where it was no customer."""
        return next(self.states([account_id], [month_end]), None)

    def in_month(self, account_ids: Iterable[str], month_end: date) -> Mapping[str, HealthState]:
        """Several accounts then, those that were customers."""
        return {one.account_id: one for one in self.states(account_ids, [month_end])}

    def scored_in(self, account_ids: Iterable[str], month_end: date) -> Mapping[str, Scored]:
        """Only how they stood then, of those that were customers."""
        rows = self.rows_of(account_ids, [month_end])
        scores = self._scores(rows)
        parts = _each({group: scores.part(group).tolist() for group in Group})
        totals = _listed(scores.total)
        colours = map(self._colour, totals, self._segments(rows))
        ids = (self.table.accounts[number] for number in self.table.account_of[rows].tolist())
        return dict(zip(ids, map(Scored, totals, colours, parts), strict=True))

    def of(self, account_id: str) -> Sequence[HealthState]:
        """One account, month by month."""
        return list(self.states([account_id], self.months))

    def scores_of(self, account_id: str) -> Sequence[float | None]:
        """One account's scores, one for each of `months`; None where it was no customer, or nothing was known."""
        number = self.accounts.get(account_id)
        return [None] * len(self.months) if number is None else _listed(self.scores[number])

    def signal_parts(self, account_ids: Iterable[str], month_end: date) -> Mapping[str, Mapping[Signal, float]]:
        """How many points of each account's score came from each signal then; those that were customers."""
        rows = self.rows_of(account_ids, [month_end])
        scores = self._scores(rows)
        found = _each({signal: scores.signal_part(signal).tolist() for signal in Signal})
        return dict(zip((self.table.accounts[number] for number in self.table.account_of[rows]), found, strict=True))

    def _colour(self, score: float | None, segment: str | None) -> Colour | None:
        return None if score is None else self.rules.colour(score, segment)

    def _scores(self, rows: Places) -> Scores:
        return scored(
            self.rules, {key: column[rows] for key, column in self.table.values.items()}, self._segments(rows)
        )

    def _segments(self, rows: Places) -> Sequence[str | None]:
        return [self.table.segments[number] for number in self.table.account_of[rows]]


def history(book: Book, rules: Rules) -> History:
    """Every month up to the book's day: worked out once for a warehouse and its rules, whichever account asks."""

    def made() -> History:
        return scored_table(health_rows.health_table(book.warehouse, book.as_of), rules)

    return book.warehouse.made(("health history", book.as_of, repr(rules)), made)


def scored_table(table: HealthTable, rules: Rules) -> History:
    """The scores of every row. Some are made at a time: a row is scored whatever the others are, and all that a score
    is made of is many times as much as the score."""
    scores = [np.zeros(0)]
    for first in range(0, len(table), AT_ONCE):
        block = slice(first, first + AT_ONCE)
        segments = [table.segments[number] for number in table.account_of[block]]
        scores.append(scored(rules, {key: column[block] for key, column in table.values.items()}, segments).total)
    return History(table, np.concatenate(scores), rules)


def held_against(book: Book, found: History, thresholds: Sequence[float]) -> Sequence[BacktestOutcome]:
    """Each threshold against what was lost since."""
    months = {key: column for column, key in enumerate(found.months)}
    lost = np.zeros(found.scores.shape, dtype=np.bool_)
    for one in health_rows.losses(book.warehouse, book.as_of, LOSS):
        if one.account_id in found.accounts and one.month_end in months:
            lost[found.accounts[one.account_id], months[one.month_end]] = True
    return [backtest(found.scores, lost, threshold) for threshold in thresholds]


def before(month_end: date, months: int) -> date:
    """The month end so many months earlier."""
    return months_back(month_end, months)


def _listed(column: Column) -> list[float | None]:
    """What is unknown as None."""
    return [None if value != value else value for value in column.tolist()]


def _each(columns: Mapping[Key, Sequence[Value]]) -> Iterator[dict[Key, Value]]:
    """Row by row what stands in each column."""
    return (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
