"""The day an allowance is used up, held against counting day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.sla import Burn

AFTER, UNTIL = date(2026, 9, 30), date(2026, 12, 31)


@pytest.mark.parametrize(
    ("used", "allowed", "pace", "day"),
    [
        (0, 100, 10, date(2026, 10, 11)),
        (0, 95, 10, date(2026, 10, 10)),
        (60, 100, 10, date(2026, 10, 5)),
        (101, 100, 10, AFTER),
        (0, 920, 10, None),
        (0, 919, 10, UNTIL),
        (50, 100, 0, None),
    ],
)
def test_minutes_add_up_day_by_day_until_more_is_lost_than_allowed(
    used: float, allowed: float, pace: float, day: date | None
) -> None:
    """At 10 minutes a day, 100 are reached on the tenth day and passed on the eleventh; 92 days hold 920."""
    assert Burn(used, allowed, pace, AFTER, UNTIL).breach_on == day


@given(st.integers(0, 200), st.integers(1, 200), st.integers(1, 40))
def test_it_is_the_first_day_over_the_limit(used: int, allowed: int, pace: int) -> None:
    found = Burn(used, allowed, pace, AFTER, UNTIL).breach_on
    days = (AFTER + timedelta(n) for n in range((UNTIL - AFTER).days + 1))
    assert found == next((day for day in days if used + pace * (day - AFTER).days > allowed), None)
