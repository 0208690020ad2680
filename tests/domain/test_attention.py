"""How accounts are ranked: each reason once, what presses for more, nothing by the order of lines."""

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from steward.domain.attention import AttentionRules, counted, score
from steward.domain.reasons import Reason
from steward.plans.internal.attention import attention_rules

TODAY = date(2026, 10, 8)
RULES = AttentionRules({"person left": 20, "renewal": 8, "no contact": 5}, within_days=7, pressing=2, strategic=1.5)
DAYS = st.none() | st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))
Line = tuple[str, date | None]
LINES = st.lists(st.tuples(st.sampled_from([str(one) for one in Reason]), DAYS), max_size=9)


def test_points_worked_by_hand() -> None:
    """Two renewals, one due in a week: 8 twice, as one reason; somebody left: 20. (16 + 20) × 1.5 = 54."""
    lines = [("renewal", TODAY + timedelta(days=7)), ("renewal", None), ("person left", None)]
    found = counted(lines, RULES, TODAY)
    assert [(one.reason, one.points, one.presses) for one in found] == [
        ("person left", 20, False), ("renewal", 16, True)
    ]  # fmt: skip
    assert score(found, RULES, strategic=True) == 54
    assert score(found, RULES, strategic=False) == 36


def test_a_day_further_away_does_not_press_and_one_gone_by_does() -> None:
    [far] = counted([("renewal", TODAY + timedelta(days=8))], RULES, TODAY)
    [late] = counted([("renewal", TODAY - timedelta(days=300))], RULES, TODAY)
    assert (far.points, late.points) == (8, 16)


def test_a_reason_without_points_counts_for_nothing() -> None:
    assert score(counted([("opportunity stalled", None)], RULES, TODAY), RULES, strategic=True) == 0


def test_what_comes_with_us_has_points_for_every_reason_and_more_for_a_breach_than_for_a_near_miss(
    tmp_path: Path,
) -> None:
    points = attention_rules(tmp_path).rules.points
    assert set(points) == {str(one) for one in Reason}
    assert points["service level breached"] > points["near miss"] > 0


@given(LINES, LINES)
def test_more_lines_never_count_for_less_and_their_order_is_nothing(some: list[Line], more: list[Line]) -> None:
    once, all_of_them = counted(some, RULES, TODAY), counted(some + more, RULES, TODAY)
    assert score(all_of_them, RULES, strategic=False) >= score(once, RULES, strategic=False)
    assert counted(more + some, RULES, TODAY) == all_of_them
    assert len({one.reason for one in all_of_them}) == len(all_of_them)


@given(LINES)
def test_the_same_lines_twice_count_once(some: list[Line]) -> None:
    assert counted(some + some, RULES, TODAY) == counted(some, RULES, TODAY)
