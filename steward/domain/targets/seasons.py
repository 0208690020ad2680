"""How a year is spread over its quarters: as closings of past years were, or evenly while there are too few."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from steward.domain.targets.allocation import allocate

QUARTERS = 4
ENOUGH_YEARS, ENOUGH_WON = 2, 12
"""Whole fiscal years, and opportunities won in them, from which on the past says something of the seasons."""


@dataclass(frozen=True)
class Seasons:
    """What each fiscal quarter weighs. `won`: what was won in each over `years` whole years, by `count` opportunities;
    `even`: too few of them, so that every quarter weighs the same."""

    won: tuple[Decimal, ...]
    counts: tuple[int, ...]
    years: int

    @property
    def count(self) -> int:
        """The opportunities it rests on."""
        return sum(self.counts)

    @property
    def even(self) -> bool:
        """Whether the past says too little: under two whole years, under twelve opportunities, or a quarter of none."""
        return self.years < ENOUGH_YEARS or self.count < ENOUGH_WON or any(one <= 0 for one in self.won)

    @property
    def weights(self) -> tuple[Decimal, ...]:
        """Of the four quarters, in their order."""
        return (Decimal(1),) * QUARTERS if self.even else self.won

    @property
    def shares(self) -> tuple[float, ...]:
        """The same in percent of the year."""
        whole = sum(self.weights, Decimal())
        return tuple(float(one / whole * 100) for one in self.weights)


def seasons(won: Mapping[tuple[int, int], tuple[Decimal, int]], first: int, last: int) -> Seasons:
    """Of the whole fiscal years `first` to `last`; `won`: by year and number of the quarter, with how many."""
    years = range(first, last + 1)
    found = [[won.get((year, number), (Decimal(), 0)) for year in years] for number in range(1, QUARTERS + 1)]
    return Seasons(
        tuple(sum((amount for amount, _ in one), Decimal()) for one in found),
        tuple(sum(count for _, count in one) for one in found),
        len(years),
    )


def by_quarter(
    year: Decimal | None, said: Mapping[int, Decimal], spread: Seasons
) -> tuple[Decimal | None, ...]:  # fmt: skip
    """What is to be reached in each quarter of a year: what is said of a quarter stays, and what is left of the year is
    spread over the others. Without a year, what is said.

    | year | said      | seasons   | quarters     |
    |------|-----------|-----------|--------------|
    | 100  |           | 1 1 1 2   | 20 20 20 40  |
    | 100  | Q4 70     | even      | 10 10 10 70  |
    | –    | Q1 5      | even      | 5 – – –      |
    """
    numbers = range(1, QUARTERS + 1)
    if year is None:
        return tuple(said.get(number) for number in numbers)
    rest = [number for number in numbers if number not in said]
    left = max(year - sum(said.values(), Decimal()), Decimal())
    spread_out = dict(zip(rest, allocate(left, [spread.weights[number - 1] for number in rest]), strict=True))
    return tuple(said[number] if number in said else spread_out[number] for number in numbers)
