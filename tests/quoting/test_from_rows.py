"""Rows of a CPQ in months of the term: what they cost, to the cent, and what of them does not fit."""

from datetime import date
from decimal import Decimal

import pytest

from steward.domain.quoting.comparing import compare
from steward.domain.quoting.lines import Action
from steward.domain.quoting.pairing import paired
from steward.warehouse.rows.internal.imported import ImportedPrice
from tests.quoting.imports import HEAD, cents, one_of, price

NOV, FEB, MAY = date(2026, 11, 1), date(2027, 2, 1), date(2027, 5, 1)
JANUARY_ENDS, APRIL_15 = date(2027, 1, 31), date(2027, 4, 15)
BUT_ONCE = price("1", 4, unit_nrc=Decimal(25))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([price("1", 2, "100")], (20000, 0, 240000), id="the whole term"),
        pytest.param([price("1", None, "100")], (10000, 0, 120000), id="one where nothing is said"),
        pytest.param([price("1", 1, "100", ends_on=JANUARY_ENDS), price("1", 1, "120", starts_on=FEB)],
                     (12000, 0, 3 * 10000 + 9 * 12000), id="a ramp by days"),
        pytest.param([price("1", 1, "100", ends_on=JANUARY_ENDS),
                      price("1", 1, "120", starts_on=FEB, ends_on=date(2027, 10, 31))],
                     (12000, 0, 3 * 10000 + 9 * 12000), id="a ramp by days to the end"),
        pytest.param([price("1", 1, "100", to_month=3), price("1", 1, "120", from_month=4)],
                     (12000, 0, 3 * 10000 + 9 * 12000), id="a ramp by months"),
        pytest.param([price("1", 1, "300", starts_on=MAY)], (30000, 0, 6 * 30000), id="from the seventh month"),
        pytest.param([price("1", 1, "300", ends_on=APRIL_15)], (30000, 0, 5 * 30000 + 15000), id="until mid month"),
        pytest.param([price("1", 1, "300", ends_on=JANUARY_ENDS)], (30000, 0, 3 * 30000), id="three months"),
        pytest.param([price("1", 1, "300", ends_on=date(2028, 10, 31))], (30000, 0, 24 * 30000), id="after the term"),
        pytest.param([price("1", 4, "10"), BUT_ONCE], (4000, 10000, 58000), id="once, of the same units"),
        pytest.param([price("1", 2, "10"), BUT_ONCE], (2000, 10000, 34000), id="once, of others"),
        pytest.param([BUT_ONCE], (0, 10000, 10000), id="nothing but once"),
        pytest.param([price("1", 1, "-10")], (-1000, 0, -12000), id="a credit"),
        pytest.param([price("1", 1, "0", to_month=2), price("1", 1, "10", from_month=3)], (1000, 0, 10000), id="free"),
        pytest.param([price("1", 1, "9", action="disconnect")], (0, 0, 0), id="a disconnect"),
    ],
)  # fmt: skip
def test_rows_as_months(rows: list[ImportedPrice], expected: tuple[int, int, int]) -> None:
    quote = one_of(rows)
    assert (tuple(cents(quote).values()), quote.read.faults) == (expected, ())


@pytest.mark.parametrize(
    ("row", "head", "said"),
    [
        (price("1", 1, "10", starts_on=date(2027, 1, 12)), HEAD,
         "Line 1 begins on 12 Jan 2027, which is no first day of a month of the term."),
        (price("1", 1), HEAD, "Line 1 says no price."),
        (price("1", 1, "10", ends_on=date(2026, 1, 31)), HEAD,
         "Line 1 ends on 31 Jan 2026, before the term begins."),
        (price("1", 1, "10"), HEAD._replace(starts_on=None), "It does not say when it starts."),
        (price("1", 1, "10"), HEAD._replace(term_months=None), "It says no term: 12 months are shown."),
        (price("1", 1, "10", starts_on=date(1, 1, 1), ends_on=date(9999, 12, 31)), HEAD._replace(starts_on=None),
         "It does not say when it starts."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(row: ImportedPrice, head: object, said: str) -> None:
    assert said in one_of([row], head).read.faults  # type: ignore[arg-type]


def test_two_prices_at_once_and_none_at_all_are_told() -> None:
    assert one_of([price("1", 1, "10"), price("1", 1, "20")]).read.faults == ("Line 1 has two prices in month 1.",)
    assert one_of([]).read.faults == ("It has no line.",)


def test_a_term_that_is_not_said_is_that_of_its_lines() -> None:
    rows = [price("1", 1, "10", starts_on=NOV, ends_on=date(2027, 10, 31)), price("2", 1, "5", starts_on=FEB)]
    quote = one_of(rows, HEAD._replace(starts_on=None, term_months=None))
    assert (quote.read.quote.term.starts_on, quote.read.quote.term.months, quote.read.faults) == (NOV, 12, ())
    assert cents(quote) == {"mrr": 1500, "once": 0, "tcv": 12 * 1000 + 9 * 500}


def test_months_before_a_line_begins_are_not_free() -> None:
    later, free = (
        one_of([price("1", 1, "10", starts_on=MAY)]),
        one_of([price("1", 1, "0", to_month=6), price("1", 1, "10", from_month=7)]),
    )
    assert [one.worth.lines[0].free_months for one in (later, free)] == [0, 6]


def test_of_two_quotes_that_name_their_lines_otherwise_what_is_the_same_is_one_line() -> None:
    first = one_of([price("1", 10, "90"), price("2", 1, "5", product_id="VOI")])
    second = one_of([price("77", 10, "85"), price("2", 3, "5", product_id="SEC")])
    ours, theirs = first.read.quote, second.read.quote
    found = compare(ours, paired(ours, theirs, "Q-2"))
    assert [(one.line, one.effect.value, one.cents) for one in found.differences] == [
        ("2", "removed", -6000), ("1", "price", -60000), ("2 of Q-2", "added", 18000),
    ]  # fmt: skip
    assert found.before + sum(one.cents for one in found.differences) == found.after == cents(second)["tcv"]


def test_a_total_of_the_cpq_is_held_against_its_lines_but_for_rounding() -> None:
    """A month of 1,000.00 a year is 83.3333: twelve of them are 999.96 once each is rounded to the cent."""
    rows = [price("1", 1, "83.3333")]
    told = [one_of(rows, HEAD._replace(net_amount=Decimal(said))).total_differs for said in ("1000.00", "1001.00")]
    assert told == [None, 99996 - 100100]


def test_a_modify_and_what_it_replaces() -> None:
    quote = one_of([price("1", 1, "10", action="change", replaces_subscription_id="U1")])
    (line,) = quote.read.quote.lines
    assert (line.action, line.replaces, quote.worth.net_new_mrr) == (Action.MODIFY, ("U1",), None)
