"""Daily usage of what can be measured, as Parquet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from steward.sample.catalogue import BY_ID
from steward.sample.demand import Ints, levels, measured
from steward.sample.model import Customer, ServiceLine
from steward.sample.window import Window

ROWS_AT_ONCE = 400_000
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
            days, committed, demand = levels(rng, customer, run, window)
            used = measured(rng, days, demand, product_id)
            if not BY_ID[product_id].name.startswith("Business"):
                yield Series(customer.profile.account_id, product_id, site_id, days, used, committed)
            else:
                nothing = np.full(len(days), NO_COMMITMENT, np.int32)
                yield Series(customer.profile.account_id, product_id, site_id, days, used, nothing)


def _together(customer: Customer) -> dict[tuple[str, str], list[ServiceLine]]:
    """The measured lines by site and product, the earliest first."""
    found: dict[tuple[str, str], list[ServiceLine]] = {}
    for line in customer.lines:
        if BY_ID[line.product_id].measured:
            found.setdefault((line.site.site_id, line.product_id), []).append(line)
    return found


def _runs(lines: list[ServiceLine]) -> Iterator[list[ServiceLine]]:
    """Lines that follow each other without a gap; a customer who came back has two such runs."""
    run: list[ServiceLine] = []
    for line in sorted(lines, key=lambda line: line.starts_on):
        if run and run[-1].ends_on != line.starts_on:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


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
