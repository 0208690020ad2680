"""One total, whichever way it is added up; and quotes worked out by hand, to the cent."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.quoting.lines import Action, Line, PriceRow, Quote, Term
from steward.domain.quoting.months import Months, last_day, month_begins, months_until
from steward.domain.quoting.schedule import schedule
from tests.quoting.made import quotes

NEW_YEAR = date(2026, 1, 1)


def one(*rows: PriceRow, months: int = 12, starts_on: date = NEW_YEAR, ends_on: date | None = None) -> Quote:
    return Quote(Term(starts_on, months), (Line(line="1", rows=rows, ends_on=ends_on),))


@pytest.mark.parametrize(
    ("quote", "mrr", "one_off", "tcv", "acv"),
    [
        pytest.param(
            one(PriceRow(quantity=Decimal(3), unit_mrc=Decimal("99.90"))), 29970, 0, 359640, 359640, id="plain"
        ),
        pytest.param(
            one(PriceRow(unit_mrc=Decimal(100), unit_nrc=Decimal(250)), months=36),
            10000,
            25000,
            385000,
            120000,
            id="set-up",
        ),
        pytest.param(
            one(PriceRow(unit_mrc=Decimal(0), to_month=3), PriceRow(unit_mrc=Decimal(100), from_month=4)),
            10000,
            0,
            90000,
            90000,
            id="three free months",
        ),
        pytest.param(
            one(
                PriceRow(quantity=Decimal(10), unit_mrc=Decimal(5), to_month=6),
                PriceRow(quantity=Decimal(30), unit_mrc=Decimal(4), from_month=7),
            ),
            12000,
            0,
            102000,
            102000,
            id="ramp",
        ),
        pytest.param(
            one(PriceRow(unit_mrc=Decimal(100), unit_nrc=Decimal(-50))), 10000, -5000, 115000, 120000, id="credit"
        ),
        pytest.param(one(PriceRow(quantity=Decimal(0), unit_mrc=Decimal(100))), 0, 0, 0, 0, id="none of it"),
        pytest.param(
            one(PriceRow(quantity=Decimal(3), unit_mrc=Decimal("0.335")), months=1),
            101,
            0,
            101,
            1212,
            id="rounded once",
        ),
        pytest.param(
            one(PriceRow(unit_mrc=Decimal(310)), months=2, starts_on=date(2026, 1, 15)),
            31000,
            0,
            62000,
            372000,
            id="mid-month",
        ),
        pytest.param(
            # 15 January to 10 February: 27 of the 31 days from 15 January
            one(PriceRow(unit_mrc=Decimal(310)), starts_on=date(2026, 1, 15), ends_on=date(2026, 2, 10)),
            31000,
            0,
            27000,
            372000,
            id="co-term of part of a month",
        ),
        pytest.param(
            Quote(Term(NEW_YEAR, 12), (Line(line="1", action=Action.DELETE, replaces=("S",)),)),
            0,
            0,
            0,
            0,
            id="disconnect",
        ),
    ],
)
def test_worked_out_by_hand(quote: Quote, mrr: int, one_off: int, tcv: int, acv: int) -> None:
    assert not list(quote.faults())
    found = schedule(quote)
    assert (found.mrr, found.one_off, found.tcv, found.acv) == (mrr, one_off, tcv, acv)


def test_a_month_that_begins_on_the_15th_falls_into_two() -> None:
    found = schedule(one(PriceRow(unit_mrc=Decimal(310), unit_nrc=Decimal(20)), months=2, starts_on=date(2026, 1, 15)))
    # 17 of the 31 days from 15 January are in January; 14 of the 28 from 15 February in February
    assert found.by_calendar_month() == {
        date(2026, 1, 1): 17000 + 2000, date(2026, 2, 1): 14000 + 15500, date(2026, 3, 1): 15500,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ((PriceRow(to_month=3), PriceRow(from_month=5)), "no price in month 4"),
        ((PriceRow(to_month=4), PriceRow(from_month=4)), "two prices in month 4"),
        ((PriceRow(from_month=2),), "no price in month 1"),
        ((PriceRow(to_month=13),), "a price for month 13 of 12"),
        ((PriceRow(quantity=Decimal(-1)),), "a quantity below zero"),
        ((PriceRow(from_month=6, to_month=2),), "from month 6 to 2"),
        ((), "no price in month 1"),
    ],
)
def test_what_is_wrong_is_said(rows: tuple[PriceRow, ...], fault: str) -> None:
    assert any(fault in said for said in one(*rows).faults())


def test_a_line_that_ends_something_says_what() -> None:
    lines = (Line(line="1", action=Action.DELETE), Line(line="2", action=Action.MODIFY))
    assert len(list(Quote(Term(NEW_YEAR, 12), lines).faults())) == 2


def test_a_price_of_a_line_that_ends_something_is_in_no_sum_and_said() -> None:
    fee = (PriceRow(unit_nrc=Decimal(5000)),)
    lines = (Line(line="1", action=Action.DELETE, replaces=("S1",), rows=fee), Line(line="2", rows=fee))
    quote = Quote(Term(NEW_YEAR, 12), lines)
    assert schedule(quote).one_off == 500_000
    assert ["line 1" in said.lower() and "in no sum" in said for said in quote.faults()] == [True]


class TestLaws:
    @given(quotes())
    def test_lines_months_and_quote_have_one_total(self, quote: Quote) -> None:
        found = schedule(quote)
        by_line = sum(line.tcv for line in found.lines)
        by_month = sum(found.monthly) + sum(found.once)
        assert by_line == by_month == found.tcv == sum(found.by_calendar_month().values())

    @given(quotes())
    def test_a_made_quote_has_no_fault(self, quote: Quote) -> None:
        assert list(quote.faults()) == []

    @given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 120))
    def test_a_term_is_as_many_whole_months(self, starts_on: date, months: int) -> None:
        assert months_until(starts_on, last_day(starts_on, months)) == Months(months)

    @given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 2000))
    def test_a_day_more_is_longer_by_a_share_of_a_month(self, starts_on: date, days: int) -> None:
        day = starts_on + timedelta(days=days)
        more = months_until(starts_on, day + timedelta(days=1)).length - months_until(starts_on, day).length
        assert 0 < more <= 1 / 28 + 1e-9

    @given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
    def test_months_follow_one_another(self, starts_on: date, month: int) -> None:
        assert month_begins(starts_on, month + 1) - timedelta(days=1) == last_day(starts_on, month)
