"""Months that were brought from an engine, judged like the rows of a file: whose they are, of what, what is odd.

A month stands for its readings: what is turned down and told is counted in these."""

import csv
from collections.abc import Iterator, Set
from dataclasses import asdict
from pathlib import Path

import duckdb

from steward.warehouse.canonical import BY_NAME
from steward.warehouse.loading.engine.months import Pulled
from steward.warehouse.loading.invisible import shown
from steward.warehouse.loading.report import Problem
from steward.warehouse.loading.sqltext import literal
from steward.warehouse.loading.tables.rejects import LEADING
from steward.warehouse.loading.tables.table import TableOutcome
from steward.warehouse.loading.tables.validate import SHOWN, SINGULAR
from steward.warehouse.loading.typing.columns import typed
from steward.warehouse.loading.typing.value_formats import USUAL

USAGE = BY_NAME["usage"]
HELD, REFUSED = "memory.main.usage_month", "memory.main.usage_refused"
IDS = ("account_id", "product_id", "site_id")
AMOUNTS = ("used", "used_of_committed", "committed")
COUNTS = (
    "readings", "readings_near_limit", "days_as_bits", "without_use", "negative_readings", "negative_commitments",
)  # fmt: skip
NO_USE = "is missing, or is or goes with a number that is none or beyond what can be added up"
NO_DAY = "is missing or is no day"
NOTHING = ", ".join(
    [
        "select " + ", ".join(f"null::varchar as {name}" for name in IDS),
        "null::date as month_start, null::date as first_day, null::date as last_day",
        *(f"0 as {name}" for name in (*AMOUNTS, *COUNTS)),
    ]
) + " where false"  # fmt: skip
Refused = tuple[str, str, str | None, str | None, str | None, str | None, int]
"""Column, reason, account, product, site, month, readings."""


def stage_months(
    connection: duckdb.DuckDBPyConnection, pulled: Pulled, rejects: Path, present: Set[str]
) -> TableOutcome:
    """Make `staging.usage_month` of them, and `staging.usage` of a row for each month, as the last day of it."""
    files = ", ".join(literal(str(path)) for path in pulled.paths)
    _hold(connection, f"read_parquet([{files}])" if files else f"({NOTHING})")
    _refuse(connection)
    for one in pulled.undated:
        connection.execute(f"insert into {REFUSED} values (-1, 'day', 'day {NO_DAY}', ?, ?, ?, null, ?, false)", [*one])
    read = _sum(connection, "readings + without_use", HELD) + sum(one[-1] for one in pulled.undated)
    refused = list(_rejected(connection, rejects, pulled))
    _note_unread(connection)
    warned = list(_warnings(connection, pulled, present))
    connection.execute(f"delete from {HELD} where rowid in (select row from {REFUSED} where whole)")
    connection.execute(f"create view staging.usage_month as from {HELD}")
    connection.execute(
        "create view staging.usage as select account_id, product_id, last_day as day, used::double as used,"
        " committed::double as committed, site_id from staging.usage_month"
    )
    _compare(connection, pulled, files)
    first, last = connection.execute(f"select min(first_day), max(last_day) from {HELD}").fetchall()[0]
    return TableOutcome(
        USAGE,
        True,
        _called(pulled),
        read=read,
        loaded=_sum(connection, "readings", HELD),
        rejected=_sum(connection, "rows", REFUSED),
        problems=(*refused, *warned, *_notes(connection, pulled)),
        seconds=pulled.seconds,
        span=(first, last),
    )


def let_go(connection: duckdb.DuckDBPyConnection, pulled: Pulled | None) -> None:
    """Their relations are made."""
    connection.execute("drop view staging.usage_month")
    if pulled:
        connection.execute("drop view staging.usage")


def _called(pulled: Pulled) -> str:
    return f"{pulled.engine.table} of {pulled.engine.spoken}"


def _hold(connection: duckdb.DuckDBPyConnection, months: str) -> None:
    """The months by ids as they are read of a file: what differs by spaces alone is one."""
    kinds = {field.name: field for field in USAGE.fields}
    ids = [f"{typed(kinds[name], name, USUAL, null_words=True, scrub=True)} as {name}" for name in IDS]
    sums = [f"sum({name})::decimal(38, 6) as {name}" for name in AMOUNTS]
    counts = [f"sum({name})::bigint as {name}" for name in COUNTS]
    days = ["min(first_day) as first_day", "max(last_day) as last_day"]
    connection.execute(
        f"create or replace table {HELD} as select {', '.join([*ids, 'month_start', *sums, *counts, *days])}"
        f" from {months} group by 1, 2, 3, 4"
    )


def _refuse(connection: duckdb.DuckDBPyConnection) -> None:
    """Which months nobody can use, for the first reason that a row of a file would have; `whole`: not only some of
    their readings."""
    unknown = "account_id not in (select account_id from staging.accounts)"
    connection.execute(f"""
        create or replace table {REFUSED} as
        with judged as (
            select rowid as row, *, case
                when account_id is null then 'account_id' when product_id is null then 'product_id'
                when readings = 0 then null when {unknown} then 'account_id'
            end as col, readings + without_use as rows
            from {HELD}
        )
        select row, col, case
                when account_id is null then 'account_id is missing'
                when product_id is null then 'product_id is missing'
                else {_quoted("account_id")} || ' is not a known account'
            end as reason, account_id, product_id, site_id, month_start, rows, true as whole
        from judged where col is not null
        union all
        select row, 'used', 'used {NO_USE}', account_id, product_id, site_id, month_start, without_use, readings = 0
        from judged where col is null and without_use > 0""")


def _rejected(connection: duckdb.DuckDBPyConnection, folder: Path, pulled: Pulled) -> Iterator[Problem]:
    """Write them to the file of rejects, and tell of each reason with its readings."""
    sql = f"""select col, reason, account_id, product_id, site_id, strftime(month_start, '%Y-%m'), rows
        from {REFUSED} order by all"""
    found: list[Refused] = connection.execute(sql).fetchall()
    if not found:
        return
    with (folder / "usage.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([*LEADING, *IDS, "month", "readings"])
        writer.writerows([_called(pulled), "", *row] for row in found)
    sums: dict[tuple[str, str], int] = {}
    for row in found:
        sums[row[0], row[1]] = sums.get((row[0], row[1]), 0) + row[-1]
    for (column, reason), count in sums.items():
        yield Problem("usage", _called(pulled), None, column, reason, "rejected", count)


def _note_unread(connection: duckdb.DuckDBPyConnection) -> None:
    """What a figure about these accounts and months does not know."""
    connection.execute(
        "insert into staging.unread select account_id, 'usage', month_start, last_day(month_start), sum(rows),"
        " null, null"
        f" from {REFUSED} where account_id is not null group by all"
    )


def _warnings(connection: duckdb.DuckDBPyConnection, pulled: Pulled, present: Set[str]) -> Iterator[Problem]:
    """What is odd about the readings that are kept."""
    kept = f"{HELD} where rowid not in (select row from {REFUSED} where whole)"
    flagged = {rule.column: rule.reason for rule in USAGE.rules if rule.flagged}
    asked = [
        ("used", flagged["used"], "sum(negative_readings)"),
        ("committed", flagged["committed"], "sum(negative_commitments)"),
    ]
    for column, other in USAGE.should_exist.items():
        if other in present:
            unknown = f"{column} is not null and {column} not in (select {BY_NAME[other].key} from staging.{other})"
            asked.append((column, f"is not a known {SINGULAR[other]}", f"sum(readings) filter (where {unknown})"))
    counts = connection.execute(f"select {', '.join(sql for _, _, sql in asked)} from {kept}").fetchall()[0]
    for (column, reason, _), count in zip(asked, counts, strict=True):
        if count:
            yield Problem("usage", _called(pulled), None, column, reason, "warning", count)
    if pulled.later:
        said = "lies in a month that has not begun, and is not read"
        yield Problem("usage", _called(pulled), None, "day", said, "warning", pulled.later)


def _notes(connection: duckdb.DuckDBPyConnection, pulled: Pulled) -> Iterator[Problem]:
    """How it was read."""
    said = f"added up by {pulled.engine.spoken}: {len(pulled.months)} months lie here, {pulled.asked} brought just now"
    yield Problem("usage", _called(pulled), None, "", said, "note", 0)
    twice = _sum(connection, "(bit_count(days_as_bits) < readings)::int", HELD)
    if twice:
        said = f"{twice:,} sums over a month hold a day twice; whether rows repeat each other was not asked"
        yield Problem("usage", _called(pulled), None, "", said, "note", 0)


def _compare(connection: duckdb.DuckDBPyConnection, pulled: Pulled, files: str) -> None:
    """Set what the months came to where they lie beside what they come to here."""
    connection.execute(
        "create temp table brought as select month_start, sum(readings + without_use) as readings, sum(readings) as"
        f" of_use, sum(used) as used, sum(committed) as committed from read_parquet([{files}]) group by month_start"
        if files
        else "create temp table brought as select null::date as month_start, 0 as readings, 0 as of_use, 0 as used,"
        " 0 as committed where false"
    )
    rows = [(one.month, *asdict(one.totals).values()) for one in pulled.months]
    rows += [(month, 0, 0, 0, 0) for month in pulled.missing]
    if rows:
        lists = [[str(value) for value in column] for column in zip(*rows, strict=True)]
        connection.execute(
            "insert into meta.usage_months select t.month, t.readings, t.of_use, t.used, t.committed,"
            " coalesce(b.readings, 0), coalesce(b.of_use, 0), coalesce(b.used, 0), coalesce(b.committed, 0) from ("
            "select unnest(?)::date as month, unnest(?)::bigint as readings, unnest(?)::bigint as of_use,"
            " unnest(?)::decimal(38, 6) as used, unnest(?)::decimal(38, 6) as committed) as t"
            " left join brought as b on b.month_start = t.month order by t.month",
            lists,
        )
    connection.execute("drop table brought")


def _quoted(column: str) -> str:
    """SQL for a value between quotation marks, cut where it is long."""
    return f"'“' || left({shown(column)}, {SHOWN}) || '”'"


def _sum(connection: duckdb.DuckDBPyConnection, what: str, table: str) -> int:
    return int(connection.execute(f"select coalesce(sum({what}), 0) from {table}").fetchall()[0][0])
