"""Daily usage of what can be measured, as Parquet: demand grows in each size of a line until the next is needed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from steward.sample.catalogue import BY_ID
from steward.sample.model import Customer, Line
from steward.sample.window import Window

ROWS_AT_ONCE = 400_000
EPOCH = date(1970, 1, 1)
SCHEMA = pa.schema(
    [
        ("account_id", pa.dictionary(pa.int32(), pa.string())),
        ("product_id", pa.dictionary(pa.int32(), pa.string())),
        ("day", pa.date32()),
        ("used", pa.int32()),
        ("committed", pa.int32()),
        ("site_id", pa.dictionary(pa.int32(), pa.string())),
    ]
)
# Differences from day to day are small numbers: half the size of a dictionary.
ENCODINGS: dict[str, Any] = {
    "use_dictionary": ["account_id", "product_id", "site_id", "committed"],
    "column_encoding": {"day": "DELTA_BINARY_PACKED", "used": "DELTA_BINARY_PACKED"},
}
NO_COMMITMENT = -1

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Series:
    """Usage of one product at one site, a value a day; committed −1 where nothing is committed."""

    account_id: str
    product_id: str
    site_id: str
    days: Ints
    used: Ints
    committed: Ints


def write_usage(
    path: Path, seed: int, customers: list[Customer], window: Window, told: Callable[[float], None]
) -> None:
    """All usage, a row group at a time, so that memory stays small."""
    with pq.ParquetWriter(path, SCHEMA, compression="zstd", compression_level=9, **ENCODINGS) as writer:
        waiting: list[Series] = []
        for number, customer in enumerate(customers, start=1):
            waiting += usage_of(seed, customer, window)
            if sum(len(series.days) for series in waiting) >= ROWS_AT_ONCE or number == len(customers):
                writer.write_table(_table(waiting))
                waiting = []
                told(number / len(customers))


def usage_of(seed: int, customer: Customer, window: Window) -> Iterator[Series]:
    """Every measured series of an account, by site and product."""
    rng = np.random.default_rng([seed, customer.profile.number])
    for (site_id, product_id), lines in sorted(_together(customer).items()):
        for run in _runs(lines):
            days, committed, demand = _levels(rng, customer, run, window)
            used = _measured(rng, days, demand, product_id)
            if not BY_ID[product_id].name.startswith("Business"):
                yield Series(customer.profile.account_id, product_id, site_id, days, used, committed)
            else:
                nothing = np.full(len(days), NO_COMMITMENT, np.int32)
                yield Series(customer.profile.account_id, product_id, site_id, days, used, nothing)


def _together(customer: Customer) -> dict[tuple[str, str], list[Line]]:
    """The measured lines by site and product, the earliest first."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in customer.lines:
        if BY_ID[line.product_id].measured:
            found.setdefault((line.site.site_id, line.product_id), []).append(line)
    return found


def _runs(lines: list[Line]) -> Iterator[list[Line]]:
    """Lines that follow each other without a gap; a customer who came back has two such runs."""
    run: list[Line] = []
    for line in sorted(lines, key=lambda line: line.starts_on):
        if run and run[-1].ends_on != line.starts_on:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _number(day: date) -> int:
    return (day - EPOCH).days


def _levels(rng: np.random.Generator, customer: Customer, run: list[Line], window: Window) -> tuple[Ints, Ints, Floats]:
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
    rng: np.random.Generator, customer: Customer, run: list[Line], window: Window
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


def _outgrown(customer: Customer, line: Line) -> bool:
    """The story: at the first sites, network and internet access carry more than was committed."""
    first = [site.site_id for site in customer.sites[: customer.profile.story.outgrown_sites]]
    return line.site.site_id in first and line.product_id in ("SDW", "DIA")


def _measured(rng: np.random.Generator, days: Ints, demand: Floats, product_id: str) -> Ints:
    """Demand with weekends, a quieter August and Christmas, and the weather of the day."""
    weekday = (days + 3) % 7  # day 0 of the epoch was a Thursday
    week = np.where(weekday >= 5, BY_ID[product_id].weekend, 1.0)
    of_year = days % 365.25
    season = 1 - 0.10 * ((of_year > 205) & (of_year < 235)) - 0.22 * ((of_year > 356) | (of_year < 5))
    noise = np.clip(rng.normal(1.0, 0.05, len(days)), 0.75, 1.25)
    return np.maximum(np.rint(demand * week * season * noise), 0).astype(np.int32)


def _table(series: list[Series]) -> pa.Table:
    """Series one below the other; names are stored once and repeated by number."""
    lengths = [len(one.days) for one in series]
    committed = np.concatenate([one.committed for one in series])
    columns = [
        _names([one.account_id for one in series], lengths),
        _names([one.product_id for one in series], lengths),
        pa.array(np.concatenate([one.days for one in series]), pa.int32()).cast(pa.date32()),
        pa.array(np.concatenate([one.used for one in series]), pa.int32()),
        pa.array(committed, pa.int32(), mask=committed == NO_COMMITMENT),
        _names([one.site_id for one in series], lengths),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _names(names: list[str], lengths: list[int]) -> pa.DictionaryArray:
    distinct = sorted(set(names))
    places = {name: number for number, name in enumerate(distinct)}
    numbers = np.repeat(np.array([places[name] for name in names], np.int32), lengths)
    return pa.DictionaryArray.from_arrays(pa.array(numbers), pa.array(distinct, pa.string()))
