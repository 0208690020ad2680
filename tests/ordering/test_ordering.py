"""The formulas of orders on rows worked by hand, and what holds for any lines."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from steward.domain.ordering import billing, first_invoice
from steward.domain.ordering.accepted import AcceptedLine, Placed, beyond, is_placed
from steward.domain.ordering.booking import Age, Booking, age, booking
from steward.domain.ordering.first_invoice import Billed, Outcome, check, due
from steward.domain.ordering.lateness import at_risk, days_late, expected_on, on_time, on_time_share
from steward.domain.ordering.states import order_state
from steward.warehouse.canonical import ORDER_STATES
from tests.ordering.test_sql_agrees import TODAY, Line, lines


def day(text: str) -> date | None:
    """`25 Sep` of 2026; None where nothing is said."""
    months = {"Jul": 7, "Aug": 8, "Sep": 9, "Oct": 10}
    number, _, month = text.partition(" ")
    return date(2026, months[month], int(number)) if text else None


@pytest.mark.parametrize(
    ("states", "found"),
    [
        ("completed completed", "completed"), ("completed failed", "partial"), ("completed cancelled", "partial"),
        ("cancelled cancelled", "cancelled"), ("failed cancelled", "failed"), ("rejected rejected", "rejected"),
        ("completed held", "held"), ("partial", "partial"), ("", "not known"),
    ],
)  # fmt: skip
def test_an_order_is_what_its_lines_are(states: str, found: str) -> None:
    assert order_state(states.split()) == found


@given(some.lists(some.sampled_from(ORDER_STATES), min_size=1))
def test_an_order_is_partial_only_where_something_is_there_and_something_will_not_be(states: list[str]) -> None:
    over = set(states) <= {"completed", "cancelled", "failed", "rejected", "partial"}
    mixed = "partial" in states or ("completed" in states and set(states) != {"completed"})
    assert (order_state(states) == "partial") == (over and mixed)


@pytest.mark.parametrize(
    ("first", "delivered", "state", "late", "kept"),
    [
        ("25 Sep", "", "in progress", 13, None), ("25 Sep", "28 Sep", "completed", 3, False),
        ("25 Oct", "", "in progress", 0, None), ("25 Sep", "", "cancelled", 0, None), ("", "", "held", 0, None),
        ("25 Sep", "25 Sep", "completed", 0, True),
    ],
)  # fmt: skip
def test_late_is_counted_from_the_first_promise(
    first: str, delivered: str, state: str, late: int, kept: bool | None
) -> None:
    assert days_late(day(first), day(delivered), state, TODAY) == late
    assert on_time(day(first), day(delivered)) is kept


def test_a_line_goes_on_with_the_delay_it_has() -> None:
    behind = expected_on(5, day("3 Oct"), day("20 Oct"), TODAY)
    assert behind == day("25 Oct")
    assert at_risk(day("20 Oct"), behind, "in progress", TODAY)
    assert not at_risk(day("25 Oct"), behind, "in progress", TODAY)
    assert not at_risk(day("20 Oct"), behind, "completed", TODAY)
    assert not at_risk(day("7 Oct"), behind, "in progress", TODAY), "it is late, no longer at risk"
    assert expected_on(-4, day("20 Oct"), day("20 Oct"), TODAY) == day("20 Oct"), "early is no reason to be earlier"
    assert expected_on(9, None, date.max, TODAY) == date.max, "no day comes after the last"
    assert on_time_share(6, 8) == 75 and on_time_share(0, 0) is None


def test_what_is_lost_and_what_was_taken_too_soon_is_a_months_price_for_thirty_days() -> None:
    assert billing.leak(300_000, day("9 Aug"), False, TODAY) == 600_000
    assert billing.leak(300_000, day("9 Aug"), True, TODAY) == 0
    from_foc = billing.bills_from("FOC", day("1 Sep"), day("24 Sep"), None)
    assert billing.days_early(day("1 Sep"), from_foc, TODAY) == 0
    assert billing.days_early(day("1 Sep"), billing.bills_from("install", None, day("24 Sep"), None), TODAY) == 23
    assert billing.days_early(day("1 Sep"), billing.bills_from("acceptance", None, day("24 Sep"), None), TODAY) == 37
    assert billing.billed_early(300_000, 37) == 370_000


FROM_13_AUG = Billed(494_500, 0, 10, day("13 Aug"), day("13 Aug"), day("31 Aug"), None)


@pytest.mark.parametrize(
    ("line", "charged", "outcome"),
    [
        (FROM_13_AUG, 303_081, Outcome.MATCHED), (FROM_13_AUG, 304_000, Outcome.MATCHED),
        (FROM_13_AUG, 327_327, Outcome.PRICE), (FROM_13_AUG, 494_500, Outcome.START_DATE),
        (FROM_13_AUG, 363_697, Outcome.QUANTITY), (FROM_13_AUG, None, Outcome.MISSING),
        (FROM_13_AUG._replace(quantity=1000), 363_697, Outcome.PRICE),
        (FROM_13_AUG._replace(nrc=50_000), 353_081, Outcome.MATCHED),
        (FROM_13_AUG._replace(month=day("30 Sep")), 797_581, Outcome.MATCHED),
        (FROM_13_AUG._replace(month=day("30 Sep")), 494_500, Outcome.START_DATE),
        (FROM_13_AUG._replace(dead=True), 303_081, Outcome.UNEXPECTED),
        (FROM_13_AUG._replace(dead=True), None, Outcome.NOT_DUE),
        (FROM_13_AUG._replace(due_from=None), 303_081, Outcome.START_DATE),
        (FROM_13_AUG._replace(due_from=None), None, Outcome.NOT_DUE),
        (FROM_13_AUG._replace(due_from=day("2 Sep")), None, Outcome.NOT_DUE),
        (FROM_13_AUG._replace(month=None), None, Outcome.NOT_DUE),
    ],
)  # fmt: skip
def test_one_thing_is_wrong_with_a_first_invoice(line: Billed, charged: int | None, outcome: Outcome) -> None:
    assert check(line._replace(charged=charged)) is outcome


@given(some.integers(0, 10**9), some.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_month_is_its_days_and_months_follow_on(mrc: int, begins: date) -> None:
    last = due(mrc, 0, begins, date(2026, 12, 31))
    assert due(mrc, 7, begins, date(2027, 1, 31)) == last + mrc + 7
    assert due(mrc, 0, begins.replace(day=1), date(2026, 12, 31)) == mrc * (13 - begins.month)
    assert 0 <= due(mrc, 0, begins, begins) <= mrc


@given(some.lists(lines()))
def test_booked_is_billed_and_not_billed_and_cancelled_and_failed(found: list[Line]) -> None:
    parts = Counter[Booking]()
    not_billed = Counter[Age]()
    for one in found:
        parts[booking(one.state, one.billed, TODAY)] += one.mrc
        if booking(one.state, one.billed, TODAY) is Booking.NOT_BILLED:
            not_billed[age(one.signed_on, TODAY)] += one.mrc
    assert sum(parts.values()) == sum(one.mrc for one in found)
    assert sum(not_billed.values()) == parts[Booking.NOT_BILLED]


@given(some.integers(), some.integers(0, 400), some.integers(1, 400))
def test_a_share_and_its_opposite_are_as_large_and_within_half_a_cent(cents: int, part: int, whole: int) -> None:
    found = billing.share(cents, part, whole)
    assert billing.share(-cents, part, whole) == -found
    assert abs(2 * found * whole - 2 * cents * part) <= whole


ASKED = (AcceptedLine("1", "SWG", "S1", 690_000), AcceptedLine("2", "SDW", "S2", 100_000))


@pytest.mark.parametrize(
    ("placed", "why"),
    [
        ((Placed("a", "1", "SWG", "S1", 690_000), Placed("b", "", "SDW", "S2", 100_000)), {}),
        ((Placed("a", "1", "SWG", "S1", 710_000),), {"a": "another price"}),
        ((Placed("a", "3", "FWM", "S1", 100_000),), {"a": "not in the quote"}),
        ((Placed("a", "", "SWG", "S1", 690_000), Placed("b", "", "SWG", "S1", 690_000)), {"b": "not in the quote"}),
    ],
)
def test_what_is_placed_is_what_was_accepted(placed: tuple[Placed, ...], why: dict[str, str]) -> None:
    assert dict(beyond(placed, ASKED)) == why


def test_an_order_is_known_by_its_number_or_by_the_quote_it_names() -> None:
    assert is_placed("O-7", "A1-Q1", "Q1", [("O-6", None), ("O-7", None)])
    assert is_placed("", "A1-Q1", "Q1", [("O-6", "A1-Q1")])
    assert not is_placed("", "A1-Q1", "Q1", [("O-6", None), ("", "A1-Q2")])
    assert first_invoice.expected(FROM_13_AUG) == 303_081
