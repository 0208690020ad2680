"""Fiscal quarters: where they start, end, and what they are called."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.quarters import Quarter, last_complete_month, month_end, months_back
from steward.errors import QuarterUnknown

months = st.integers(1, 12)
days = st.dates(date(1990, 1, 1), date(2080, 12, 31))


@given(days, months)
def test_every_day_lies_in_the_quarter_that_contains_it(day: date, year_starts: int) -> None:
    quarter = Quarter.containing(day, year_starts)
    assert quarter.start <= day <= quarter.end


@given(days, months)
def test_quarters_follow_each_other_without_a_gap(day: date, year_starts: int) -> None:
    quarter = Quarter.containing(day, year_starts)
    assert quarter.previous.end + timedelta(days=1) == quarter.start
    assert quarter.shifted(4).previous.shifted(-3) == quarter


@given(days, months)
def test_a_quarter_reads_back_from_its_label(day: date, year_starts: int) -> None:
    quarter = Quarter.containing(day, year_starts)
    assert Quarter.parse(str(quarter), year_starts) == quarter


def test_a_fiscal_year_is_named_after_the_calendar_year_it_ends_in() -> None:
    assert str(Quarter.containing(date(2026, 2, 1), 2)) == "2027-Q1"
    assert str(Quarter.containing(date(2026, 1, 31), 2)) == "2026-Q4"
    assert str(Quarter.containing(date(2026, 9, 30), 1)) == "2026-Q3"


@pytest.mark.parametrize("label", ["2026", "2026-Q5", "Q3 2026", "", "2026-Q3; drop table", "9999-Q1", "２０２６-Q3x"])
def test_what_is_no_quarter_is_refused_in_one_line(label: str) -> None:
    with pytest.raises(QuarterUnknown) as refusal:
        Quarter.parse(label)
    assert "\n" not in str(refusal.value)


@given(days)
def test_the_last_complete_month_ends_on_or_before_the_day(day: date) -> None:
    last = last_complete_month(day)
    assert last <= day < month_end(last + timedelta(days=1)) or last == day
    assert last == month_end(last)


def test_a_year_back_from_a_leap_day_is_the_end_of_february() -> None:
    assert months_back(date(2024, 2, 29), 12) == date(2023, 2, 28)
