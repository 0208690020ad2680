"""How many rows without a key repeat another in every column. Only rows whose hashes are alike need to be compared."""

import duckdb

from steward.warehouse.canonical import Canonical
from steward.warehouse.loading.sqltext import listed
from steward.warehouse.loading.typing.columns import EARLIEST


def identical(connection: duckdb.DuckDBPyConnection, table: Canonical) -> int:
    """Of a table as it is loaded. Rows that all have a key are told apart by it."""
    if table.key and not _some(connection, f"staging.{table.name} where {table.key} is null"):
        return 0
    rows = f"(from staging.{table.name}" + (f" where {table.key} is null)" if table.key else ")")
    return _repeated(connection, table, _of_one_day(table, table.happened, rows) if table.happened else rows)


def identical_of_months(connection: duckdb.DuckDBPyConnection, table: Canonical) -> int:
    """Of daily rows whose months are made: repeated are rows of a month with more readings than days. Of days outside
    the calendar no months are made, so theirs are counted here. Mostly there are none, and nothing is gone through
    again."""
    first, last = connection.execute("select min(month_start), max(month_end) from staging.calendar").fetchall()[0]
    rows, day = f"staging.{table.name}", table.happened
    columns = "account_id, product_id, site_id"
    crowded = (
        f"(select hash({columns}, month_end) from customer.{table.name}_monthly where repeated_readings > 0"
        f" union all select hash({columns}, last_day({day})) from {rows}"
        f" where {day} < date '{first}' or {day} > date '{last}' group by {columns}, last_day({day})"
        f" having count(*) > bit_count(bit_or(1::uinteger << day({day})::uinteger)))"
    )
    if not connection.execute(f"select count(*) from {crowded}").fetchall()[0][0]:
        return 0
    doubted = f"select {listed(table.columns)} from {rows} where hash({columns}, last_day({day})) in {crowded}"
    return _repeated(connection, table, f"({doubted})")


def _some(connection: duckdb.DuckDBPyConnection, rows: str) -> bool:
    return connection.execute(f"select 1 from {rows} limit 1").fetchone() is not None


def _repeated(connection: duckdb.DuckDBPyConnection, table: Canonical, rows: str) -> int:
    columns = listed(table.columns)
    alike = f"select hash({columns}) as h from {rows} group by h having count(*) > 1"
    among = f"select * from {rows} where hash({columns}) in ({alike})"
    exact = f"select coalesce(sum(n - 1), 0) from (select count(*) as n from ({among}) group by {columns})"
    return int(connection.execute(exact).fetchall()[0][0])


def _of_one_day(table: Canonical, happened: str, rows: str) -> str:
    """SQL for the rows that may share their day with another of the same account, product and site: those of a block
    of 64 days with more rows than days. It spares the comparing of millions of daily readings with each other."""
    about = [name for name in (*table.must_exist, *table.should_exist) if name in table.columns]
    number = f"({happened}::date - date '{EARLIEST}')"
    group = f"hash({listed([*about])}, {number} >> 6)"
    days = f"bit_count(bit_or(1::ubigint << ({number} & 63)::ubigint))"
    full = f"select {group} as g from {rows} group by g having count(*) > {days} or count({happened}) < count(*)"
    return f"(from {rows} where {group} in ({full}))"
