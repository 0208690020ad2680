"""What a line carries each day: demand grows in each size until the next is needed, and breathes with the week."""

from datetime import date
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from steward.sample.catalogue import BY_ID
from steward.sample.model import Customer, ServiceLine
from steward.sample.window import Window

EPOCH = date(1970, 1, 1)
Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


def _number(day: date) -> int:
    return (day - EPOCH).days


def levels(
    rng: np.random.Generator, customer: Customer, run: list[ServiceLine], window: Window
) -> tuple[Ints, Ints, Floats]:
    """Days, what was committed on each, and the demand of a normal weekday."""
    first = _number(max(run[0].starts_on, window.first))
    last = min(_number(run[-1].ends_on) - 1 if run[-1].ends_on else _number(window.until), _number(window.until))
    days = np.arange(first, max(last + 1, first), dtype=np.int32)
    starts = np.array([_number(line.starts_on) for line in run])
    sizes = np.array([line.quantity for line in run], dtype=np.int32)
    at = np.clip(np.searchsorted(starts, days, side="right") - 1, 0, len(run) - 1)
    turns, demand = _turning_points(rng, customer, run, window)
    return days, sizes[at], np.interp(days, turns, demand)


def _turning_points(
    rng: np.random.Generator, customer: Customer, run: list[ServiceLine], window: Window
) -> tuple[list[int], list[float]]:
    """Demand climbs to nearly all that is committed when an upgrade follows, else as it happens."""
    upgrades = [(old, new) for old, new in pairwise(run) if new.quantity != old.quantity]
    level = run[0].quantity * rng.uniform(0.42, 0.66)
    turns, demand = [_number(run[0].starts_on)], [level]
    for old, new in upgrades:
        level = min(old.quantity * rng.uniform(0.84, 0.97) if new.quantity > old.quantity else level * 0.7, level * 2.2)
        turns.append(_number(new.starts_on))
        demand.append(level)
    if _outgrown(customer, run[-1]):
        turns += [_number(window.ago(11)), _number(window.until)]
        demand += [run[-1].quantity * 0.9, run[-1].quantity * rng.uniform(1.33, 1.45)]
        return turns, demand
    years = (_number(window.until) - turns[-1]) / 365
    turns.append(_number(window.until) + 1)
    demand.append(min(level * (1 + rng.normal(0.09, 0.09)) ** years, run[-1].quantity * 0.98))
    return turns, demand


def _outgrown(customer: Customer, line: ServiceLine) -> bool:
    """The story: at the first sites, network and internet access carry more than was committed."""
    first = [site.site_id for site in customer.sites[: customer.profile.story.outgrown_sites]]
    return line.site.site_id in first and line.product_id in ("SDW", "DIA")


def measured(rng: np.random.Generator, days: Ints, demand: Floats, product_id: str) -> Ints:
    """Demand with weekends, a quieter August and Christmas, and the weather of the day."""
    weekday = (days + 3) % 7  # day 0 of the epoch was a Thursday
    week = np.where(weekday >= 5, BY_ID[product_id].weekend, 1.0)
    of_year = days % 365.25
    season = 1 - 0.10 * ((of_year > 205) & (of_year < 235)) - 0.22 * ((of_year > 356) | (of_year < 5))
    noise = np.clip(rng.normal(1.0, 0.05, len(days)), 0.75, 1.25)
    return np.maximum(np.rint(demand * week * season * noise), 0).astype(np.int32)
