"""Seeded chance: each topic of each account has dice of its own, so that one account never disturbs another."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import exp
from random import Random
from typing import TypeVar

Choice = TypeVar("Choice")
CENT = Decimal("0.01")


def dice(*key: object) -> Random:
    """Dice that fall the same way for the same key on every machine."""
    return Random("/".join(str(part) for part in key))


def poisson(rng: Random, mean: float) -> int:
    """How often something happens that happens `mean` times on average."""
    limit, product, count = exp(-mean), rng.random(), 0
    while product > limit:
        product *= rng.random()
        count += 1
    return count


def weighted(rng: Random, options: dict[Choice, float]) -> Choice:
    """One of the options, each as likely as its weight."""
    return rng.choices(list(options), list(options.values()))[0]


def some(rng: Random, options: Sequence[Choice], count: int) -> list[Choice]:
    """Up to `count` different options in chance order."""
    return rng.sample(list(options), min(count, len(options)))


def day_between(rng: Random, first: date, last: date) -> date:
    """A day from `first` to `last`, both included."""
    return first + timedelta(days=rng.randint(0, max((last - first).days, 0)))


def at_work(rng: Random, day: date) -> datetime:
    """A working minute of `day`; of a weekend's Friday, or its Monday where that Friday is in another month."""
    friday = day - timedelta(days=max(day.weekday() - 4, 0))
    working = friday if friday.month == day.month else friday + timedelta(days=3)
    return datetime.combine(working, time(rng.randint(8, 17), rng.randrange(0, 60, 5)))


def money(amount: float | Decimal) -> Decimal:
    """An amount in cents."""
    return Decimal(str(amount)).quantize(CENT)


def price(amount: float) -> Decimal:
    """A list-like price: rounded to five."""
    return Decimal(max(round(amount / 5) * 5, 5))
