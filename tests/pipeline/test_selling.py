"""Coverage, attainment, pace and what closes a gap: small tables, worked by hand."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.selling import age_band, attainment, closing, coverage, elapsed, limit_of_days, pace


@pytest.mark.parametrize(
    ("open_amount", "target", "won", "expected"),
    [(300, 100, 0, 3.0), (300, 100, 50, 6.0), (300, 100, 100, None), (300, 100, 120, None), (300, None, 0, None),
     (0, 100, 0, 0)],
)  # fmt: skip
def test_coverage(open_amount: float, target: float | None, won: float, expected: float | None) -> None:
    assert coverage(open_amount, target, won) == expected


@pytest.mark.parametrize(
    ("won", "target", "share", "attained", "kept_pace"),
    [(30, 90, 1 / 3, 100 / 3, 100), (30, 90, 2 / 3, 100 / 3, 50), (75, 100, 1, 75, 75), (10, None, 0.5, None, None)],
)
def test_attainment_and_pace(
    won: float, target: float | None, share: float, attained: float | None, kept_pace: float | None
) -> None:
    assert attainment(won, target) == (None if attained is None else pytest.approx(attained))
    assert pace(won, target, share) == (None if kept_pace is None else pytest.approx(kept_pace))


@pytest.mark.parametrize(
    ("day", "share"),
    [(date(2026, 6, 30), 0), (date(2026, 7, 1), 1 / 92), (date(2026, 9, 30), 1), (date(2027, 1, 1), 1)],
)
def test_how_much_of_a_quarter_is_over(day: date, share: float) -> None:
    assert elapsed(date(2026, 7, 1), date(2026, 9, 30), day) == pytest.approx(share)


def test_before_a_quarter_begins_there_is_no_pace() -> None:
    assert pace(0, 100, 0) is None


def test_the_likeliest_opportunities_close_a_gap() -> None:
    """100 to win: a 80 at 0.9, then b 60 at 0.5; c is not needed."""
    found = closing(Decimal(100), [("c", Decimal(40), 0.2), ("a", Decimal(80), 0.9), ("b", Decimal(60), 0.5)])
    assert (found.opportunities, found.still_missing) == (("a", "b"), 0)


def test_what_is_missing_even_then_is_said() -> None:
    found = closing(Decimal(100), [("b", Decimal(20), None), ("a", Decimal(30), 0.9)])
    assert (found.opportunities, found.still_missing) == (("a", "b"), 50)


AMOUNTS = st.lists(st.tuples(st.integers(1, 1000), st.one_of(st.none(), st.floats(0, 1))), max_size=12)


@given(st.integers(0, 3000), AMOUNTS)
def test_a_gap_is_closed_or_everything_is_taken(gap: int, opportunities: list[tuple[int, float | None]]) -> None:
    found = closing(
        Decimal(gap), [(place, Decimal(amount), share) for place, (amount, share) in enumerate(opportunities)]
    )
    taken = sum(opportunities[place][0] for place in found.opportunities)
    assert found.still_missing == max(gap - taken, 0)
    assert found.still_missing == 0 or len(found.opportunities) == len(opportunities)


@pytest.mark.parametrize(
    ("median", "timed", "days"), [(30, 5, 60), (30, 4, 60), (40, 9, 80), (3, 9, 14), (None, 0, 60)]
)
def test_when_an_opportunity_is_stalled(median: float | None, timed: int, days: int) -> None:
    assert limit_of_days(median, timed) == days


@pytest.mark.parametrize(
    ("days", "band"), [(0, "up to 30 days"), (30, "up to 30 days"), (31, "31 to 60"), (181, "over 180")]
)
def test_ages(days: int, band: str) -> None:
    assert age_band(days) == band
