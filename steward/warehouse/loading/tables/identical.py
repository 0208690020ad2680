"""How many rows without a key repeat another in every column. Only rows whose hashes are alike need to be compared."""

import duckdb

from steward.warehouse.canonical import Canonical
from steward.warehouse.loading.sqltext import listed
from steward.warehouse.loading.typing.columns import EARLIEST


def identical(connection: duckdb.DuckDBPyConnection, table: Canonical) -> int:
    """Of a table as it is loaded."""
    rows = f"(from staging.{table.name}" + (f" where {table.key} is null)" if table.key else ")")
    return _repeated(connection, table, _of_one_day(table, table.happened, rows) if table.happened else rows)


def identical_of_months(connection: duckdb.DuckDBPyConnection, table: Canonical) -> int:
    """Of daily rows whose months are made: repeated are rows of a month with more readings than days, and rows outside
    of the calendar, of which no months are made. Mostly there are neither, and nothing is gone through again."""
    first, last = connection.execute("select min(month_start), max(month_end) from staging.calendar").fetchall()[0]
    rows, columns = f"select {listed(table.columns)} from staging.{table.name}", "account_id, product_id, site_id"
    doubted = [f"{rows} where {table.happened} < date '{first}' or {table.happened} > date '{last}'"]
    full = f"from customer.{table.name}_monthly where repeated_readings > 0"
    if connection.execute(f"select count(*) {full}").fetchall()[0][0]:
        months = f"select hash({columns}, month_end) {full}"
        doubted.append(
            f"{rows} where {table.happened} between date '{first}' and date '{last}'"
            f" and hash({columns}, last_day({table.happened})) in ({months})"
        )
    return _repeated(connection, table, f"({' union all '.join(doubted)})")


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
