"""The laws of the business clock, and hours worked by hand."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.workflow.clock import Calendar, after_business_hours, business_minutes

BERLIN = Calendar("Europe/Berlin", country="DE", region="BE")
CALENDARS = st.sampled_from(
    [Calendar(), BERLIN, Calendar("America/New_York", time(8), time(18), (0, 1, 2, 3, 4, 5), "US")]
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


def at(text: str, zone: str = "Europe/Berlin") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize(
    ("begin", "end", "minutes"),
    [
        ("2026-06-01 10:00", "2026-06-01 11:30", 90),  # Monday
        ("2026-06-01 07:00", "2026-06-01 22:00", 480),
        ("2026-05-29 16:00", "2026-06-01 10:00", 120),  # over a weekend
        ("2026-05-22 16:00", "2026-05-26 10:00", 120),  # over Whit Monday
        ("2026-03-27 09:00", "2026-03-30 17:00", 960),  # over the night the clocks change
        ("2026-06-06 09:00", "2026-06-07 17:00", 0),  # a weekend
        ("2026-06-02 10:00", "2026-06-01 10:00", 0),  # backwards
    ],
)
def test_minutes_by_hand(begin: str, end: str, minutes: float) -> None:
    assert business_minutes(at(begin), at(end), BERLIN) == minutes


@pytest.mark.parametrize(
    ("begin", "hours", "end"),
    [
        ("2026-06-01 10:00", 2, "2026-06-01 12:00"),
        ("2026-06-01 16:00", 2, "2026-06-02 10:00"),
        ("2026-05-22 16:00", 8, "2026-05-26 16:00"),
        ("2026-06-06 11:00", 1, "2026-06-08 10:00"),
        ("2026-06-01 09:00", 8, "2026-06-01 17:00"),
    ],
)
def test_deadlines_by_hand(begin: str, hours: float, end: str) -> None:
    assert after_business_hours(at(begin), hours, BERLIN) == at(end)


def test_a_calendar_that_is_never_at_work_has_no_deadline() -> None:
    assert after_business_hours(at("2026-06-01 09:00"), 1, replace(BERLIN, weekdays=())) is None


class TestLaws:
    @given(MOMENTS, MOMENTS, MOMENTS, CALENDARS)
    def test_splitting_an_interval_changes_nothing(
        self, one: datetime, other: datetime, third: datetime, calendar: Calendar
    ) -> None:
        begin, middle, end = sorted((one, other, third))
        parts = business_minutes(begin, middle, calendar) + business_minutes(middle, end, calendar)
        assert parts == pytest.approx(business_minutes(begin, end, calendar), abs=1e-6)

    @given(MOMENTS, MOMENTS, CALENDARS)
    def test_it_is_never_more_than_the_time_on_the_wall(
        self, begin: datetime, end: datetime, calendar: Calendar
    ) -> None:
        assert 0 <= business_minutes(begin, end, calendar) <= max(0.0, (end - begin).total_seconds() / 60)

    @given(MOMENTS, MOMENTS, CALENDARS, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    def test_a_further_holiday_never_adds(self, begin: datetime, end: datetime, calendar: Calendar, day: date) -> None:
        fewer = replace(calendar, closed=calendar.closed | {day})
        assert business_minutes(begin, end, fewer) <= business_minutes(begin, end, calendar)

    @given(MOMENTS, MOMENTS, CALENDARS, st.sampled_from(["Asia/Tokyo", "America/Lima", "Europe/Paris"]))
    def test_one_instant_has_one_answer_in_any_zone(
        self, begin: datetime, end: datetime, calendar: Calendar, zone: str
    ) -> None:
        there = begin.astimezone(ZoneInfo(zone))
        assert business_minutes(there, end, calendar) == business_minutes(begin, end, calendar)

    @given(MOMENTS, st.floats(0.1, 200), CALENDARS)
    def test_a_deadline_is_so_many_hours_away(self, begin: datetime, hours: float, calendar: Calendar) -> None:
        due = after_business_hours(begin, hours, calendar)
        assert due is not None
        assert business_minutes(begin, due, calendar) == pytest.approx(hours * 60, abs=0.01)
        assert business_minutes(begin, due - timedelta(minutes=1), calendar) < hours * 60
