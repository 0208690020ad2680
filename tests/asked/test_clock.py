"""The laws of the two clocks: minutes at work in the turns that are ours, beside those on the wall."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.requests.record import TurnSpan
from steward.domain.requests.words import Turn
from steward.workflow.clock import Calendar, business_minutes
from steward.workflow.request_clock import RequestClock, ServiceLevel, clock_of, worked_minutes

CALENDARS = st.sampled_from(
    [
        Calendar(),
        Calendar("Europe/Berlin", country="DE", region="BE"),
        Calendar("America/New_York", time(8), time(18), (0, 1, 2, 3, 4, 5), "US"),
        Calendar(opens=time.min, closes=time.max, weekdays=tuple(range(7))),
    ]
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))
TURNS = st.sampled_from([Turn.US, Turn.CUSTOMER, Turn.CARRIER, None])
NOW = datetime(2027, 1, 1, tzinfo=UTC)


@st.composite
def courses(draw: st.DrawFn) -> tuple[TurnSpan, ...]:
    """Turns one after another, the last of which goes on."""
    moments = sorted(draw(st.lists(MOMENTS, min_size=1, max_size=6)))
    turns = [draw(TURNS) for _ in moments]
    return tuple(
        TurnSpan(since, until, turn) for since, until, turn in zip(moments, [*moments[1:], None], turns, strict=True)
    )


def day_by_day(begin: datetime, end: datetime, calendar: Calendar) -> Iterator[timedelta]:
    """The same as plainly as it can be said."""
    zone = ZoneInfo(calendar.zone)
    day = begin.astimezone(zone).date()
    while day <= end.astimezone(zone).date():
        if calendar.at_work(day):
            opens, closes = calendar.hours(day)
            yield max(timedelta(), min(end, closes) - max(begin, opens))
        day += timedelta(days=1)


@given(MOMENTS, MOMENTS, CALENDARS)
def test_counted_by_whole_months_or_day_by_day_it_is_the_same(
    begin: datetime, end: datetime, calendar: Calendar
) -> None:
    plainly = sum(day_by_day(begin, end, calendar), timedelta()) if end > begin else timedelta()
    assert business_minutes(begin, end, calendar) == pytest.approx(plainly.total_seconds() / 60)


class TestLaws:
    @given(courses(), CALENDARS, st.frozensets(st.sampled_from(list(Turn))), st.sampled_from(list(Turn)))
    def test_a_turn_that_counts_no_more_takes_minutes_away_and_never_below_none(
        self, course: tuple[TurnSpan, ...], calendar: Calendar, pauses: frozenset[Turn], more: Turn
    ) -> None:
        worked = worked_minutes(course, pauses, calendar, NOW)
        assert 0 <= worked_minutes(course, pauses | {more}, calendar, NOW) <= worked

    @given(courses(), CALENDARS, MOMENTS, MOMENTS)
    def test_going_on_never_lowers_what_has_passed(
        self, course: tuple[TurnSpan, ...], calendar: Calendar, one: datetime, other: datetime
    ) -> None:
        earlier, later = sorted((one, other))
        pauses = frozenset({Turn.CUSTOMER})
        assert worked_minutes(course, pauses, calendar, earlier) <= worked_minutes(course, pauses, calendar, later)

    @given(courses(), CALENDARS)
    def test_ours_is_never_more_than_theirs(self, course: tuple[TurnSpan, ...], calendar: Calendar) -> None:
        level = ServiceLevel(calendar, 1, 8, frozenset({Turn.CUSTOMER}))
        clock = clock_of(course, level, NOW, None, None)
        assert clock.worked <= clock.waited + 1e-6

    @given(courses(), CALENDARS, st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    def test_a_further_holiday_never_raises_it(
        self, course: tuple[TurnSpan, ...], calendar: Calendar, day: date
    ) -> None:
        fewer = replace(calendar, closed=calendar.closed | {day})
        assert worked_minutes(course, (), fewer, NOW) <= worked_minutes(course, (), calendar, NOW)

    @given(courses(), CALENDARS, MOMENTS)
    def test_splitting_a_turn_changes_nothing(
        self, course: tuple[TurnSpan, ...], calendar: Calendar, at: datetime
    ) -> None:
        split: list[TurnSpan] = []
        for one in course:
            inside = one.since < at < (one.until or NOW)
            split += [replace(one, until=at), replace(one, since=at)] if inside else [one]
        assert worked_minutes(split, (), calendar, NOW) == pytest.approx(worked_minutes(course, (), calendar, NOW))

    @given(courses(), CALENDARS, st.sampled_from(["Asia/Tokyo", "America/Lima", "Europe/Paris"]))
    def test_one_instant_has_one_answer_in_any_zone(
        self, course: tuple[TurnSpan, ...], calendar: Calendar, zone: str
    ) -> None:
        place = ZoneInfo(zone)
        there = [
            replace(one, since=one.since.astimezone(place), until=one.until and one.until.astimezone(place))
            for one in course
        ]
        assert worked_minutes(there, (), calendar, NOW) == worked_minutes(course, (), calendar, NOW)

    @given(courses(), CALENDARS, st.floats(1, 400), st.sampled_from([0.5, 0.75, 1.0]))
    def test_the_moment_a_share_is_reached_is_that_at_which_it_is_used(
        self, course: tuple[TurnSpan, ...], calendar: Calendar, hours: float, share: float
    ) -> None:
        level = ServiceLevel(calendar, None, hours, frozenset({Turn.CUSTOMER}))
        clock = clock_of(course, level, NOW, None, None)
        at = clock.reaches(share)
        if at is None:
            assert not clock.runs or (clock.used or 0) >= share
        else:
            then = clock_of(course, level, at, None, None)
            assert then.used == pytest.approx(share, abs=1e-3)


def clock_at(now: str, *course: tuple[str, Turn | None]) -> RequestClock:
    """The clock at a moment of a request whose turns began at these."""
    moments = [datetime.fromisoformat(at).replace(tzinfo=UTC) for at, _ in course]
    spans = [
        TurnSpan(since, until, turn)
        for since, until, (_, turn) in zip(moments, [*moments[1:], None], course, strict=True)
    ]
    level = ServiceLevel(Calendar(), 4, 16, frozenset({Turn.CUSTOMER}))
    return clock_of(spans, level, datetime.fromisoformat(now).replace(tzinfo=UTC), None, None)


@pytest.mark.parametrize(
    ("now", "course", "worked", "waited", "runs"),
    [
        ("2026-10-05 11:00", [("2026-10-05 09:00", Turn.US)], 2, 2, True),
        ("2026-10-05 11:00", [("2026-10-02 16:00", Turn.US)], 3, 67, True),  # over a weekend
        ("2026-10-12 09:00", [("2026-10-05 09:00", Turn.US), ("2026-10-05 10:00", Turn.CUSTOMER)], 1, 168, False),
        ("2026-10-06 12:00", [("2026-10-05 09:00", Turn.US), ("2026-10-05 10:00", Turn.CARRIER)], 11, 27, True),
        ("2026-10-06 12:00", [("2026-10-05 09:00", Turn.US), ("2026-10-05 17:00", None)], 8, 27, False),
    ],
)
def test_both_clocks_by_hand(
    now: str, course: list[tuple[str, Turn | None]], worked: float, waited: float, runs: bool
) -> None:
    found = clock_at(now, *course)
    assert (found.worked / 60, found.waited / 60, found.runs) == (worked, waited, runs)
