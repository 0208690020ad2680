"""The roll-up of usage is written once: in words that every engine has, and that come to the same in each."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlglot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlglot import exp

from benchmarks.scale import FIRST, UNTIL, make_odd, make_usage, the_same
from steward.warehouse.canonical import BY_NAME
from steward.warehouse.files import SQL
from steward.warehouse.loading.engine.portable import Readings, readings_of
from steward.warehouse.loading.engine.pull import columns_of
from steward.warehouse.loading.engine.settings import Engine
from steward.warehouse.loading.engine.spark import Spark, spark
from tests.examples import times
from tests.sail import sail

FILES = sorted((SQL / "rollup").glob("*.sql"))
WORDS = (
    exp.Select, exp.From, exp.Table, exp.Group, exp.Column, exp.Identifier, exp.Alias, exp.Literal, exp.DataType,
    exp.DataTypeParam, exp.Sum, exp.Min, exp.Max, exp.Count, exp.Case, exp.If, exp.Cast, exp.DateTrunc,
    exp.TimestampTrunc, exp.Var, exp.Star, exp.Paren, exp.And, exp.Not, exp.Is, exp.Null, exp.GT, exp.GTE, exp.LT,
    exp.Add, exp.Sub, exp.Mul, exp.Day, exp.BitwiseLeftShift, exp.With, exp.CTE, exp.TableAlias,
)  # fmt: skip
"""Sums, extremes, counts, cases, casts, months, comparisons; and the bit of a day, for COUNT(DISTINCT) costs four times
as much."""
ZONE = ZoneInfo("Europe/Berlin")
BERLIN = ZONE.key


def _wrong(sql: str) -> list[str]:
    """What of a query is not for every engine."""
    tree = sqlglot.parse_one(sql, read="duckdb")
    found = [type(node).__name__ for node in tree.walk() if type(node) not in WORDS]
    found += [f"sum of {one.this.sql()}" for one in tree.find_all(exp.Sum) if not _exact(one.this)]
    found += [
        f"truncated to {one.unit}" for one in tree.find_all(exp.DateTrunc, exp.TimestampTrunc) if _unit(one) != "MONTH"
    ]
    group = tree.args.get("group")
    plain = {one.unalias().sql() for one in tree.selects if not one.find(exp.AggFunc)}
    by = {one.sql() for one in group.expressions} if group else set()
    return [*found, *([] if plain == by else [f"grouped by {sorted(by)}, not by {sorted(plain)}"])]


def _exact(summed: exp.Expr) -> bool:
    """Whether the order in which it is added cannot be told: decimals and whole numbers. A column is what it is made
    of before it is grouped."""
    told = summed if isinstance(summed, exp.Cast) else summed.find(exp.Cast)
    if told is None:
        made = {one.alias: one.this for one in summed.root().find_all(exp.Alias) if not one.find(exp.AggFunc)}
        columns = [summed] if isinstance(summed, exp.Column) else [one.args["true"] for one in summed.find_all(exp.If)]
        return all(one.name in made and _exact(made[one.name]) for one in columns)
    return told.to.this in (exp.DataType.Type.DECIMAL, exp.DataType.Type.BIGINT)


def _unit(one: Any) -> str:
    return str(one.unit.name).upper()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_roll_up_is_in_words_that_every_engine_has(path: Path) -> None:
    assert _wrong(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("was", "is_now", "told"),
    [
        ("sum(exactly_used) as used", "sum(used) as used", "sum of used"),
        ("then exactly_used end) as used_of", "then used end) as used_of", "sum of CASE"),
        ("cast(used as decimal(28, 6)) as exactly_used", "used as exactly_used", "sum of exactly_used"),
        ("count(used) as readings", "quantile_cont(used, 0.95) as readings", "PercentileCont"),
        ("count(used) as readings", "count(*) filter (where used > 0) as readings", "Filter"),
        ("count(used) as readings", "count(distinct day) as readings", "Distinct"),
        ("group by account_id, product_id", "group by product_id", "grouped by"),
        ("'month', day) as date) as month_start", "'week', day) as date) as month_start", "truncated to"),
        ("min(case", "any_value(case", "AnyValue"),
    ],
)
def test_a_word_that_some_engine_takes_for_another_is_told(was: str, is_now: str, told: str) -> None:
    sql = next(text for path in FILES if was in (text := path.read_text(encoding="utf-8")))
    assert told in " ".join(_wrong(sql.replace(was, is_now)))


@pytest.fixture(scope="module")
def asked() -> Iterator[Spark]:
    """A session of Sail."""
    with sail() as address, spark(Engine("spark", address, "none")) as session:
        yield session


numbers = st.one_of(
    st.none(),
    st.integers(-(10**8), 10**8).map(float),
    st.decimals(-(10**6), 10**6, places=6).map(float),
    st.sampled_from([0.9, 90.0, 99.9, 0.000001, -0.0, float("nan"), float("inf"), 1e30, -1e19, 5.7e11]),
)
"""Beyond 9 billion with six decimals, and 576 billion as whole numbers, a double has no digits left for a decimal of
six, and each engine rounds as it does."""
days = st.one_of(
    st.sampled_from([date(2024, 2, 29), date(2024, 2, 28), date(2024, 3, 1), date(2023, 12, 31), date(2024, 1, 31)]),
    st.dates(date(2023, 12, 1), date(2024, 4, 30)),
)
moments = st.one_of(
    st.sampled_from([datetime(2024, 3, 31, 0, 59, 59), datetime(2024, 1, 31, 23, 30), datetime(2024, 2, 29, 22, 59)]),
    st.datetimes(datetime(2023, 12, 1), datetime(2024, 4, 30)),
).map(lambda told: told.replace(tzinfo=UTC, microsecond=0))
ids = st.sampled_from([None, "A-1", "a-1", "Ä 1", ""])


def readings(day: st.SearchStrategy[Any]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Rows of a table of an engine."""
    one = st.fixed_dictionaries(
        {"account_id": ids, "product_id": ids, "site_id": ids, "day": st.one_of(st.none(), day),
         "used": numbers, "committed": numbers}
    )  # fmt: skip
    return st.lists(one, min_size=1, max_size=25)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        pytest.param(days, pa.date32(), id="days"),
        pytest.param(moments, pa.timestamp("us", tz="UTC"), id="moments", marks=pytest.mark.every),
    ],
)
def test_duckdb_and_sail_come_to_the_same_rows(
    tmp_path: Path, asked: Spark, day: st.SearchStrategy[Any], kind: pa.DataType
) -> None:
    schema = pa.schema([*((name, pa.string()) for name in ("account_id", "product_id", "site_id")), ("day", kind),
                        ("used", pa.float64()), ("committed", pa.float64())])  # fmt: skip
    number = iter(range(10**6))

    @settings(max_examples=times(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(readings(day))
    def holds(rows: list[dict[str, Any]]) -> None:
        path = tmp_path / f"{next(number)}.parquet"
        # Sail takes a column for a constant whose statistics have one value, and these leave out what is no number.
        pq.write_table(pa.Table.from_pylist(rows, schema), path, write_statistics=False)
        there = columns_of(asked.table(f"select * from parquet.`{path}` limit 0"))
        of_sail = readings_of(Engine("spark", "sc://x", f"parquet.`{path}`"), there, BERLIN)
        with closing(duckdb.connect()) as connection:
            in_berlin = [row | {"day": row["day"] and _day(row["day"])} for row in rows]
            connection.register("told", pa.Table.from_pylist(in_berlin, schema.set(3, pa.field("day", pa.date32()))))
            columns = {**of_sail.columns, "day": ("day", "date")}
            _compare(rows, of_sail, asked, Readings("told", "duckdb", columns), connection)

    holds()


def _compare(
    rows: list[dict[str, Any]], there: Readings, asked: Spark, here: Readings, connection: duckdb.DuckDBPyConnection
) -> None:
    first, until = date(2023, 11, 1), date(2024, 6, 1)
    for name in ("months", "totals"):
        sql, same = getattr(there, name)(first, until), getattr(here, name)(first, until)
        assert _sorted(asked.table(sql)) == _sorted(connection.sql(same).to_arrow_table())
    months = asked.table(there.months(first, until)).to_pylist()
    dated = [row for row in rows if row["day"] is not None]
    assert sum(row["readings"] + row["without_use"] for row in months) == len(dated)
    sound = [row for row in dated if _sound(row)]
    assert sum(row["readings"] for row in months) == len(sound)
    assert sum(row["used"] or 0 for row in months) == sum(Decimal(repr(row["used"])) for row in sound)
    assert {row["month_start"] for row in months} == {_day(row["day"]).replace(day=1) for row in dated}
    for row in months:
        twice = [_day(one["day"]) for one in sound if _group(one) == tuple(row[name] for name in GROUP)]
        assert (row["days_as_bits"] or 0).bit_count() < row["readings"] or len(set(twice)) == len(twice)


GROUP = ("account_id", "product_id", "site_id", "month_start")


def _group(row: dict[str, Any]) -> tuple[object, ...]:
    return (*(row[name] for name in GROUP[:3]), _day(row["day"]).replace(day=1))


def _day(told: date | datetime) -> date:
    return told.astimezone(ZONE).date() if isinstance(told, datetime) else told


def _sound(row: dict[str, Any]) -> bool:
    used, committed = row["used"], row["committed"]
    return used is not None and abs(used) <= 1e18 and (committed is None or abs(committed) <= 1e18)


def _sorted(rows: pa.Table) -> list[str]:
    return sorted(repr(list(row.values())) for row in rows.to_pylist())


def test_every_day_is_taken_once(asked: Spark, tmp_path: Path) -> None:
    """The roll-up of each month, one after the other, is that of all of them."""
    path, table = tmp_path / "days.parquet", BY_NAME["usage"]
    told = "select 'A' as account_id, 'p' as product_id, date '2023-12-30' + i::int as day, i * 1.0 as used"
    duckdb.execute(f"copy ({told} from range(70) t(i)) to '{path}'")
    there = columns_of(asked.table(f"select * from parquet.`{path}` limit 0"))
    of_sail = readings_of(Engine("spark", "sc://x", f"parquet.`{path}`"), there, BERLIN)
    starts = [date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)]
    parts = [asked.table(of_sail.months(one, two)) for one, two in pairwise(starts)]
    assert [part.num_rows for part in parts] == [1, 1, 1, 1]
    assert _sorted(pa.concat_tables(parts)) == _sorted(asked.table(of_sail.months(starts[0], starts[-1])))
    assert [row["readings"] for part in parts for row in part.to_pylist()] == [2, 31, 29, 8]
    assert parts[1].to_pylist()[0]["last_day"] - parts[1].to_pylist()[0]["first_day"] == timedelta(days=30)
    assert set(of_sail.columns) < set(table.columns)
    assert re.search(r"CAST\(NULL AS DOUBLE\) AS committed", of_sail.months(*starts[:2]))


def test_what_make_scale_asks_of_spark_is_the_same_by_sail(asked: Spark, tmp_path: Path) -> None:
    for folder in (make_odd(tmp_path / "odd"), make_usage(tmp_path / "usage", 20_000)):
        with duckdb.connect() as connection:
            connection.execute(f"create view told as from '{folder}/*.parquet'")
            columns = columns_of(connection.sql("from told limit 0").to_arrow_table())
            here = readings_of(Engine("spark", "sc://x", "told"), columns, "UTC")
            months = Readings("told", "duckdb", here.columns).months(FIRST, UNTIL)
            expected = connection.sql(months).to_arrow_table()
        there = readings_of(Engine("spark", "sc://x", f"parquet.`{folder}`"), columns, "UTC")
        found = asked.table(there.months(FIRST, UNTIL))
        assert the_same(found, expected)
        assert not the_same(found.slice(1), expected)
