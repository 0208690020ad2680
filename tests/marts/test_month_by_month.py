"""What is counted from one time to the next, or added up at once: who looks back from a month's end finds the same."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from steward.domain.nps import Survey, leaning
from steward.warehouse.formulas import define_formulas
from steward.warehouse.relations import text_of
from tests.examples import times

MONTHS = [
    (date(2023 + n // 12, 1 + n % 12, 1), date(2023 + (n + 1) // 12, 1 + (n + 1) % 12, 1) - timedelta(1))
    for n in range(30)
]
DAYS = st.one_of(
    st.sampled_from([day for month in MONTHS[3:18] for day in month]), st.dates(date(2022, 10, 1), date(2025, 9, 1))
)
ENDS = st.sampled_from(
    [day for start, end in (*MONTHS[3:5], *MONTHS[14:18]) for day in (start, end, end - timedelta(9))]
)
ACCOUNTS = st.sampled_from(["A", "B"])
PEOPLE = st.sampled_from([None, "p", "q", "r", "s", "t", "u"])


@pytest.fixture(scope="module")
def made() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        define_formulas(connection)
        for schema in ("staging", "customer", "internal"):
            connection.execute(f"create schema {schema}")
        lists = [list(column) for column in zip(*MONTHS, strict=True)]
        connection.execute(
            """create table staging.calendar as select *, day(month_end)::integer * 1440 as minutes,
            year(month_end) || '-Q' || quarter(month_end) as quarter
            from (select unnest(?) as month_start, unnest(?) as month_end)""",
            lists,
        )
        connection.execute("create table staging.accounts as from (values ('A'), ('B')) t (account_id)")
        yield connection


def _holds(made: duckdb.DuckDBPyConnection, table: str, types: str, rows: list[tuple[Any, ...]]) -> None:
    made.execute(f"create or replace table {table} ({types})")
    if rows:
        made.executemany(f"insert into {table} values ({', '.join('?' * len(rows[0]))})", rows)


def _law(examples: int) -> settings:
    return settings(
        max_examples=times(examples), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )


@_law(60)
@given(st.lists(st.tuples(ACCOUNTS, PEOPLE, ENDS, st.integers(0, 10)), min_size=25, max_size=60))
def test_nps_is_of_the_last_answer_of_each_within_the_year(
    made: duckdb.DuckDBPyConnection, told: list[tuple[str, str | None, date, int]]
) -> None:
    rows = [(account, who, f"r{n:03}", None, day, score) for n, (account, who, day, score) in enumerate(told)]
    _holds(
        made, "staging.nps_responses",
        "account_id varchar, contact_id varchar, response_id varchar, answered_on date, sent_on date, score double",
        rows,
    )  # fmt: skip
    expected = {}
    for account in "AB":
        for _, end in MONTHS:
            year = [row for row in rows if row[0] == account and _year_before(end) < row[4] <= end]
            last = {row[1] or row[2]: leaning(row[5]) for row in sorted(year, key=lambda row: (row[4], row[2]))}
            if last:
                survey = Survey(None, *(list(last.values()).count(one) for one in (1, 0, -1)))
                expected[account, end] = survey.score
    found = made.execute(f"select account_id, month_end, nps from ({text_of('internal.health_nps')})").fetchall()
    assert {row[:2]: row[2] for row in found if row[2] is not None or row[:2] in expected} == pytest.approx(expected)


def _year_before(end: date) -> date:
    return date(end.year - 1, end.month, min(end.day, 28 if end.month == 2 else 31))


@_law(60)
@given(st.lists(st.tuples(ACCOUNTS, PEOPLE, st.sampled_from(["", "q; r", "p"]), DAYS), min_size=1, max_size=40))
def test_people_in_touch_are_those_met_within_ninety_days(
    made: duckdb.DuckDBPyConnection, told: list[tuple[str, str | None, str, date]]
) -> None:
    rows = [(account, datetime(day.year, day.month, day.day, 9), "call", who, also) for account, who, also, day in told]
    _holds(
        made, "staging.activities",
        "account_id varchar, happened_at timestamp, kind varchar, contact_id varchar, participants varchar", rows,
    )  # fmt: skip
    _holds(made, "staging.contacts", "title varchar", [("CFO",)])
    _holds(made, "internal.executives", "account_id varchar, contact_id varchar", [("A", "q"), ("B", "p"), ("B", "t")])
    sql = f"""select account_id, month_end, people_in_touch, executives_in_touch, contacts_in_ninety_days
        from ({text_of("internal.health_relationship")})"""
    for account, end, people, executives, contacts in made.execute(sql).fetchall():
        lately = [one for one in told if one[0] == account and end - timedelta(90) < one[3] <= end]
        met = {who.strip() for one in lately for who in (one[1] or "", *one[2].split(";")) if who.strip()}
        chiefs = met & ({"q"} if account == "A" else {"p", "t"})
        assert (people, executives, contacts) == (len(met), len(chiefs), len(lately))


@_law(60)
@given(
    st.lists(st.tuples(ACCOUNTS, st.sampled_from([None, "x"]), DAYS, st.one_of(st.none(), DAYS)), max_size=12),
    st.lists(
        st.tuples(ACCOUNTS, st.sampled_from([None, "x", "y"]), DAYS, st.integers(0, 10**7)), max_size=12
    ),
)  # fmt: skip
def test_every_line_and_every_outage_is_in_the_minutes_of_its_months(
    made: duckdb.DuckDBPyConnection,
    lines: list[tuple[str, str | None, date, date | None]],
    outages: list[tuple[str, str | None, date, int]],
) -> None:
    _holds(
        made, "staging.subscriptions",
        "account_id varchar, product_id varchar, site_id varchar, starts_on date, ends_on date",
        [(account, product, None, since, until) for account, product, since, until in lines],
    )  # fmt: skip
    began = [(one[0], one[1], datetime(one[2].year, one[2].month, one[2].day), one[3]) for one in outages]
    _holds(
        made, "staging.incidents",
        "account_id varchar, product_id varchar, site_id varchar, started_at timestamp, restored_at timestamp",
        [(account, product, None, since, since + timedelta(seconds=long)) for account, product, since, long in began],
    )  # fmt: skip
    _holds(made, "staging.service_levels", "account_id varchar, product_id varchar, availability_target double", [])
    _holds(made, "staging.products", "product_id varchar, name varchar", [])
    _holds(made, "staging.sites", "site_id varchar, name varchar", [])
    expected: dict[tuple[str, str | None, date], list[float]] = {}
    for start, end in MONTHS:
        first, past = (datetime(day.year, day.month, day.day) for day in (start, end + timedelta(1)))
        for account, product, since, until in lines:
            if since <= end and (until is None or until > end):
                expected.setdefault((account, product, end), [0, 0])[0] += end.day * 1440
        for account, product, at, long in began:
            over = at + timedelta(seconds=long)
            if at < past and over > first:
                down = (min(over, past) - max(at, first)).total_seconds() / 60
                expected.setdefault((account, product, end), [0, 0])[1] += down
    sql = f"""select account_id, product_id, month_end, line_minutes, downtime_minutes
        from ({text_of("customer.availability_monthly")})"""
    found = {row[:3]: list(row[3:]) for row in made.execute(sql).fetchall()}
    assert found.keys() == expected.keys()
    assert all(found[key] == pytest.approx(expected[key]) for key in expected)
