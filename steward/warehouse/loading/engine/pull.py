"""Brings the months of usage here: those that are new, that changed where they lie, and the last two in any case."""

import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pyarrow as pa

from steward.errors import LoadFailed
from steward.warehouse.loading.engine.kept import keep_month, kept_months, let_go, letters
from steward.warehouse.loading.engine.months import KeptMonth, Pulled, Totals, Undated
from steward.warehouse.loading.engine.settings import Engine
from steward.warehouse.relations import text_of
from steward.workspace import Workspace

AGAIN = 2
"""Of the last months readings still come in, and some are put right."""
LONGEST = 130
"""Months, back from this one: the calendar of the pages reaches ten years."""
Progress = Callable[[str, float], None]


def pull(workspace: Workspace, engine: Engine, today: date, told: Progress) -> Pulled:
    """Have every month here that the engine has. Raises LoadFailed; months that were brought until then stay."""
    # Imported here: only who asks an engine has what it takes.
    from steward.warehouse.loading.engine.spark import NOT_INSTALLED, spark

    try:
        from steward.warehouse.loading.engine.portable import readings_of
    except ImportError as problem:
        raise LoadFailed(NOT_INSTALLED.format(engine.spoken)) from problem
    started = time.perf_counter()
    told(f"Asking {engine.spoken} for usage", 0.0)
    timezone, folder = workspace.settings.timezone, workspace.usage
    this_month = today.replace(day=1)
    earliest = this_month.replace(year=this_month.year - LONGEST // 12)
    since = max(engine.since or earliest, earliest)
    with spark(engine) as session:
        readings = readings_of(engine, columns_of(session.table(f"select * from {engine.table} limit 0")), timezone)
        texts = [text_of(f"rollup.{name}") for name in ("usage_month", "usage_totals")]
        key = letters(engine.name, engine.remote, readings, texts)
        counted = _counted(session.table(readings.rows(since)))
        there = sorted(month for month in counted if month and month <= this_month)
        kept = kept_months(folder, key)
        wanted = [one for one in there if one in there[-AGAIN:] or not _stands(kept.get(one), counted[one])]
        for number, month in enumerate(wanted):
            told(f"Usage of {month:%B %Y} from {engine.spoken}, {number + 1} of {len(wanted)}", number / len(wanted))
            until = _next(month)
            totals = _totals(session.table(readings.totals(month, until)))
            kept[month] = keep_month(folder, key, month, session.table(readings.months(month, until)), totals)
        undated = _undated(session.table(readings.undated())) if None in counted else ()
    months = tuple(kept[one] for one in there)
    let_go(folder, (one.path for one in months))
    later = sum(count for month, count in counted.items() if month and month > this_month)
    seconds = time.perf_counter() - started
    return Pulled(engine, months, _missing(there, engine.since), undated, later, len(wanted), seconds)


def _stands(kept: KeptMonth | None, readings: int) -> bool:
    return kept is not None and kept.agrees and kept.totals.readings == readings


def columns_of(nothing: pa.Table) -> dict[str, str]:
    """The columns of a table with their types, as DuckDB calls those that matter."""
    return {each.name: _type(each.type) for each in nothing.schema}


def _type(held: Any) -> str:
    if pa.types.is_string(held) or pa.types.is_large_string(held):
        return "varchar"
    if pa.types.is_float64(held):
        return "double"
    if pa.types.is_timestamp(held) and held.tz:
        return "timestamp with time zone"
    return "date" if pa.types.is_date32(held) else "other"


def _counted(rows: pa.Table) -> dict[date | None, int]:
    return dict(zip(rows["month_start"].to_pylist(), rows["readings"].to_pylist(), strict=True))


def _undated(rows: pa.Table) -> tuple[Undated, ...]:
    names = ("account_id", "product_id", "site_id")
    return tuple((*(row[name] for name in names), row["readings"] + row["without_use"]) for row in rows.to_pylist())


def _totals(rows: pa.Table) -> Totals:
    """Of one month; none where its readings went away meanwhile."""
    found: list[Mapping[str, Any]] = rows.to_pylist()
    if not found:
        return Totals(0, 0, Decimal(0), Decimal(0))
    row = found[0]
    return Totals(row["readings"], row["of_use"], row["used"] or Decimal(0), row["committed"] or Decimal(0))


def _missing(there: list[date], since: date | None) -> tuple[date, ...]:
    if not there:
        return ()
    month, found = min(since or there[0], there[0]), []
    while month <= there[-1]:
        if month not in there:
            found.append(month)
        month = _next(month)
    return tuple(found)


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
