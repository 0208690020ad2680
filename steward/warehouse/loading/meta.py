"""What the warehouse says about itself, in schema `meta`; `report.py` reads it back."""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple
from datetime import datetime
from functools import cache, partial
from pathlib import Path

import duckdb

from steward import __version__
from steward.warehouse.another import Free, one_thread, several
from steward.warehouse.files import SQL
from steward.warehouse.loading.data_span import DataSpan
from steward.warehouse.loading.report import FileReport, Problem, TableReport
from steward.warehouse.loading.tables.exchange import RateUsed
from steward.workspace import Settings

MOST_ROWS_SHOWN = 20
AT_ONCE = 2


def create_meta(connection: duckdb.DuckDBPyConnection) -> None:
    """The empty tables."""
    connection.execute((SQL / "meta.sql").read_text(encoding="utf-8"))


def write_load(
    connection: duckdb.DuckDBPyConnection, settings: Settings, span: DataSpan, basis: str, now: datetime
) -> None:
    """The one row of `meta.load`, which the relations read; `now` on the clocks of the workspace, as all times are."""
    connection.execute(
        "insert into meta.load values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
        [
            now,
            settings.company,
            settings.currency,
            settings.fiscal_year_starts,
            settings.strategic_threshold,
            settings.timezone,
            span.as_of,
            span.first_month,
            basis,
            __version__,
        ],
    )


def write_crm(connection: duckdb.DuckDBPyConnection, settings: Settings, amount_from: str) -> None:
    """The one row of `meta.crm`. `amount_from`: the SQL that makes our amounts, empty where a column is taken as is."""
    values = [settings.crm_pipeline, settings.crm_amount_months, amount_from]
    connection.execute("insert into meta.crm values (?, ?, ?)", values)


def write_rates(connection: duckdb.DuckDBPyConnection, rates: Sequence[RateUsed]) -> None:
    """At which rates amounts in other currencies were turned into the company's."""
    _append(connection, "meta.rates", rates)


def write_reports(
    connection: duckdb.DuckDBPyConnection,
    tables: Sequence[TableReport],
    files: Sequence[FileReport],
    problems: Sequence[Problem],
) -> None:
    """Per table, per file, per problem."""
    for name, rows in (("tables", tables), ("files", files), ("problems", problems)):
        _append(connection, f"meta.{name}", [astuple(row) for row in rows])


def _append(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Many rows at once: one list per column."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        lists = ", ".join("unnest(?)" for _ in columns)
        connection.execute(f"insert into {table} select {lists}", columns)


def run_checks(connection: duckdb.DuckDBPyConnection, checks: Iterable[Path]) -> None:
    """Keep which checks found rows that offend, how many, and the first of them. Each looks at little, so two look at
    the same time."""
    if one_thread(connection):
        found = [_checked(connection, path) for path in checks]
    else:
        with several(connection, AT_ONCE) as free, ThreadPoolExecutor(AT_ONCE) as pool:
            found = list(pool.map(partial(_checked_by_one, free), checks))
    _append(connection, "meta.checks", found)


def _checked_by_one(free: Free, path: Path) -> tuple[object, ...]:
    connection = free.get()
    try:
        return _checked(connection, path)
    finally:
        free.put(connection)


def _checked(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[object, ...]:
    about, asks = _check(path)
    found = connection.execute(asks).fetchall()
    shown = "\n".join(", ".join(str(value) for value in row) for row in found[:MOST_ROWS_SHOWN])
    return path.stem, about, len(found), shown


@cache
def _check(path: Path) -> tuple[str, duckdb.Statement]:
    """What a check is about, and its query: parsed once, for every load of this process."""
    sql = path.read_text(encoding="utf-8")
    return sql.splitlines()[0].removeprefix("--").strip(), duckdb.extract_statements(sql)[0]


def write_seconds(connection: duckdb.DuckDBPyConnection, seconds: float) -> None:
    """How long the load took."""
    connection.execute("update meta.load set seconds = ?", [seconds])
