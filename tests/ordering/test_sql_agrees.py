"""What SQL says of many lines of orders is what its Python form says of one: on any lines, to the cent."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from steward.domain.ordering import billing, booking, first_invoice, lateness
from steward.domain.ordering.first_invoice import Billed, Outcome
from steward.domain.ordering.states import NOT_TO_COME
from steward.warehouse.canonical import BY_NAME, ORDER_ACTIONS, ORDER_STATES
from steward.warehouse.formulas import define_formulas
from steward.warehouse.relations import text_of
from tests.examples import times

TODAY = date(2026, 10, 8)
LAST = date(2026, 9, 30)
DAYS = some.dates(date(2026, 5, 1), date(2026, 11, 30))
PERHAPS = some.one_of(some.none(), DAYS)
FIRST_NAMED = date(2026, 9, 1)
MONTHS = some.sampled_from([date(2026, month, 1) for month in range(6, 10)])


CENTS = ("mrc", "nrc", "late_by", "charged", "credited")


class Line(NamedTuple):
    """A line with all that its days and its first invoice are worked out from; money in cents."""

    state: str
    mrc: int
    nrc: int
    quantity: float | None
    basis: str | None
    signed_on: date | None
    first: date | None
    promised: date | None
    completed: date | None
    accepted: date | None
    billed: date | None
    late_by: int
    waits_since: date | None
    ends_planned: date | None
    month: date | None
    charged: int
    credited: int
    credit_month: date | None


@some.composite
def lines(draw: some.DrawFn) -> Line:
    """Any line; of many what is charged is near to what is right, where the checks turn."""
    state = draw(some.sampled_from([*ORDER_STATES, "not known"]))
    basis = draw(some.sampled_from(["foc", "install", "acceptance", None]))
    days = [draw(PERHAPS) for _ in range(6)]
    mrc, nrc = draw(some.integers(0, 900_000)), draw(some.sampled_from([0, 0, 25_000]))
    quantity = draw(some.sampled_from([None, 1.0, 3.0, 10.0, 250.0, 1.5]))
    due = billing.bills_from(basis, days[2], days[3], days[4])
    month = draw(some.one_of(some.none(), MONTHS))
    right = first_invoice.due(mrc, nrc, due, _end(month)) if due and month else 0
    factor = draw(some.sampled_from([0, 50, 90, 99, 100, 100, 101, 108, 110, 120, 200]))
    charged = draw(some.sampled_from([right * factor // 100, right + 100, right + 101, mrc]))
    late, waits, ends = draw(some.integers(-20, 40)), draw(PERHAPS), draw(PERHAPS)
    credited = draw(some.sampled_from([right - charged, right - charged + 100, right - charged - 101, -charged, -500]))
    return Line(
        state, mrc, nrc, quantity, basis, *days, late, waits, ends, month, charged, credited, draw(some.sampled_from([
            None, *(date(2026, number, 1) for number in (6, 8, 9))
        ])),
    )  # fmt: skip


def _end(month: date) -> date:
    return date(month.year, month.month + 1, 1).replace(day=1) - (date(2026, 1, 2) - date(2026, 1, 1))


@pytest.fixture(scope="module")
def sql() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        define_formulas(connection)
        connection.execute("create schema staging")
        for name in ("orders", "order_lines", "charges", "exchange_rates"):
            columns = ", ".join(f"{one.name} {one.kind.value}" for one in BY_NAME[name].fields)
            connection.execute(f"create table staging.{name} ({columns})")
        connection.execute("insert into staging.orders (order_id, account_id) values ('O', 'A')")
        yield connection


def test_each_word_that_a_load_knows_is_one_that_says_what_a_line_does(sql: duckdb.DuckDBPyConnection) -> None:
    asked = "select order_action(word) from (select unnest(?::varchar[]) as word)"
    said = [word for (word,) in sql.execute(asked, [list(ORDER_ACTIONS)]).fetchall()]
    assert sorted(set(said)) == ["add", "change", "disconnect", "no change"]
    assert sql.execute("select order_action('swap'), order_action(null)").fetchall() == [("not known", "add")]


ASKED = f"""
select order_booking(state, billed, date '{TODAY}'), order_age(signed_on, date '{TODAY}'),
    order_days_late(first, completed, state, date '{TODAY}'),
    order_expected_on(late_by, waits_since, ends_planned, date '{TODAY}'),
    order_at_risk(promised, order_expected_on(late_by, waits_since, ends_planned, date '{TODAY}'), state,
        date '{TODAY}'),
    order_leak(mrc, accepted, order_booking(state, billed, date '{TODAY}') = 'billed', date '{TODAY}'),
    order_days_early(billed, promised, date '{TODAY}')
from given order by number"""


def _said(line: Line) -> tuple[Any, ...]:
    booked = booking.booking(line.state, line.billed, TODAY)
    expected = lateness.expected_on(line.late_by, line.waits_since, line.ends_planned, TODAY)
    return (
        booked,
        booking.age(line.signed_on, TODAY),
        lateness.days_late(line.first, line.completed, line.state, TODAY),
        expected,
        lateness.at_risk(line.promised, expected, line.state, TODAY),
        billing.leak(line.mrc, line.accepted, booked == "billed", TODAY),
        billing.days_early(line.billed, line.promised, TODAY),
    )


@settings(max_examples=times(60))
@given(given_lines=some.lists(lines(), min_size=1, max_size=30))
def test_what_a_line_is_on_a_day(sql: duckdb.DuckDBPyConnection, given_lines: list[Line]) -> None:
    _register(sql, given_lines)
    assert sql.execute(ASKED).fetchall() == [_said(line) for line in given_lines]


@settings(max_examples=times(60))
@given(given_lines=some.lists(lines(), min_size=1, max_size=30))
def test_what_is_wrong_with_a_first_invoice(sql: duckdb.DuckDBPyConnection, given_lines: list[Line]) -> None:
    _register(sql, given_lines)
    sql.execute("""
        delete from staging.order_lines; delete from staging.charges;
        insert into staging.order_lines (order_line_id, order_id, mrc, nrc, quantity, state, billing_basis,
            committed_on, completed_on, accepted_on, billing_started_on)
        select number::varchar, 'O', mrc / 100, nrc / 100, quantity, state, basis, promised, completed, accepted,
            billed from given;
        insert into staging.charges (account_id, month, amount, order_line_id)
        select 'A', month, charged / 100, number::varchar from given where month is not null;
        insert into staging.charges (account_id, month, amount, order_line_id, kind)
        select 'A', credit_month, credited / 100, number::varchar, 'credit' from given where credit_month is not null;
        insert into staging.charges (account_id, month, amount) values ('A', date '2026-09-01', 1);
        insert into staging.charges (account_id, month, amount, order_line_id)
        values ('A', date '2026-09-01', 1, 'other')
    """)
    found = sql.execute(f"""select expected, outcome from ({text_of("internal.first_invoices")})
        order by order_line_id::integer""").fetchall()
    since = min([FIRST_NAMED, *(line.month for line in given_lines if line.month)])
    told = [_billed(line, since) for line in given_lines]
    assert found == [
        (first_invoice.expected(one), _outcome(line, one)) for line, one in zip(given_lines, told, strict=True)
    ]


def _outcome(line: Line, billed: Billed) -> Outcome:
    found, credited_in = first_invoice.check(billed), line.credit_month and _end(line.credit_month)
    if not found.wrong or billed.charged is None or not credited_in or not line.month or not billed.month:
        return found
    if credited_in < max(billed.month, _end(line.month)):
        return found
    corrected = first_invoice.corrects(billed, _end(line.month), billed.charged, line.credited)
    return Outcome.CORRECTED if corrected else found


def _billed(line: Line, since: date) -> Billed:
    """A line as its charges tell of it: what is charged for nothing is not what goes on, and of what goes on no invoice
    is there yet."""
    due = billing.bills_from(line.basis, line.promised, line.completed, line.accepted)
    goes_on = line.month if line.month and line.charged > 0 else None
    month = _end(line.month) if line.month and (goes_on or not line.mrc) else LAST
    begun = due if due and goes_on and _end(goes_on) == _end(due.replace(day=1)) else goes_on
    return Billed(
        line.mrc, line.nrc, line.quantity, due, line.billed or begun, month, line.charged if line.month else None,
        line.state in NOT_TO_COME, bool(due and due < since),
    )  # fmt: skip


def _register(sql: duckdb.DuckDBPyConnection, given_lines: list[Line]) -> None:
    columns = {name: [getattr(line, name) for line in given_lines] for name in Line._fields}
    kinds = {
        name: pa.string() if name in ("state", "basis") else pa.int64() if name in CENTS
        else pa.float64() if name == "quantity" else pa.date32()
        for name in Line._fields
    }  # fmt: skip
    arrays = {name: pa.array(values, kinds[name]) for name, values in columns.items()}
    sql.register("given", pa.table({"number": pa.array(range(len(given_lines)), pa.int64()), **arrays}))
