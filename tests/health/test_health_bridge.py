"""What moved a score: the steps drawn lead from the one to the other, whatever the months and whatever was known."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from steward.briefings.internal.health.history import History, history, scored_table
from steward.briefings.internal.health.one_account import TENTH, health_bridge, weakest
from steward.briefings.internal.scope.book import Book, book_of
from steward.domain.health import Group, PointScale, Rules, Signal
from steward.exhibits import Bridge
from steward.plans.internal.health import shipped
from steward.plans.internal.health_rules import rules_of
from steward.warehouse.rows.internal.health import HealthTable
from steward.workspace import Workspace
from tests.homes import ACCOUNTS, loaded, opened_once

THEN, NOW = date(2026, 8, 31), date(2026, 9, 30)
ONE_EACH = {
    Group.SERVICE: Signal.SLA_BUDGET,
    Group.ADOPTION: Signal.UTILISATION,
    Group.RELATIONSHIP: Signal.FREQUENCY,
    Group.COMMERCIAL: Signal.MRR_CHANGE,
    Group.SUPPORT: Signal.TICKET_RATING,
    Group.NPS: Signal.NPS,
}
"""A signal for each group, on a scale on which its value is its group's points."""
Points = tuple[float | None, ...]
"""The points of the six groups in a month, in the order of `Group`."""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    subscriptions = "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 100 | 2026-01-01"
    return book_of(loaded(tmp_path_factory.mktemp("bridge"), accounts=ACCOUNTS, subscriptions=subscriptions))


def told(then: Points, now: Points, weights: Sequence[float] = (25, 20, 20, 15, 10, 10)) -> History:
    """Two months of one account with these points."""
    rules = Rules(dict(zip(Group, weights, strict=True)), {signal: PointScale(0, 100) for signal in ONE_EACH.values()})
    values = {signal: np.full(2, np.nan) for signal in Signal}
    for place, group in enumerate(Group):
        values[ONE_EACH[group]] = np.array([then[place], now[place]], dtype=np.float64)
    numbers = np.arange(2)
    table = HealthTable(["A1"], [None], [THEN, NOW], numbers * 0, numbers, np.array([100.0, 100.0]), values)
    return scored_table(table, rules)


def moved(book: Book, then: Points, now: Points) -> Bridge:
    bridge = health_bridge(book, told(then, now), "A1", THEN, NOW)
    assert bridge is not None
    return bridge


def steps(bridge: Bridge) -> dict[str, float]:
    """What stands between the two scores."""
    return {step.label: round(float(step.value), 3) for step in bridge.steps if not step.total}


def test_a_score_that_fell_worked_by_hand(book: Book) -> None:
    """Service 80 → 40 at 25 of 100, voice 60 → 80 at 10, all else 50: 58.5 − 10 + 2 = 50.5."""
    bridge = moved(book, (80, 50, 50, 50, 50, 60), (40, 50, 50, 50, 50, 80))
    assert steps(bridge) == {"Service": -10, "Voice": 2}
    assert [float(bridge.steps[place].value) for place in (0, -1)] == [pytest.approx(58.5), pytest.approx(50.5)]
    assert bridge.title == "Service moved it most: −10.0, Aug 2026 to Sep 2026"


def test_a_group_that_appears_takes_weight_from_the_others(book: Book) -> None:
    """Service 80 alone; then support 30 at 10 of 35: service gives 80 × 25 / 35 = 57.143 of 80, support 8.571."""
    bridge = moved(book, (80, None, None, None, None, None), (80, None, None, None, 30, None))
    assert steps(bridge) == {"Service": -22.857, "Support": 8.571}
    assert steps(moved(book, (80, None, None, None, 30, None), (80, None, None, None, None, None))) == {
        "Service": 22.857, "Support": -8.571,
    }  # fmt: skip


def test_groups_that_hardly_moved_are_one_step_where_they_add_up_to_one(book: Book) -> None:
    """Adoption and relationship + 0.2 at 20, commercial + 0.3 at 15: 0.125 together, none of them a tenth."""
    bridge = moved(book, (50, 50, 50, 50, 50, 50), (60, 50.2, 50.2, 50.3, 50, 50))
    assert steps(bridge) == {"Service": 2.5, "Other groups": 0.125}


def test_groups_that_hardly_moved_and_cancel_are_no_step(book: Book) -> None:
    assert steps(moved(book, (50, 50, 50, 50, 50, 50), (60, 50.2, 49.8, 50, 50, 50))) == {"Service": 2.5}


def test_two_groups_that_cancel_did_move_it(book: Book) -> None:
    """Adoption + 10 at 20, relationship − 10 at 20: the score stays, and the title names both."""
    bridge = moved(book, (50, 50, 50, 50, 50, 50), (50, 60, 40, 50, 50, 50))
    assert steps(bridge) == {"Adoption": 2, "Relationship": -2}
    assert bridge.title.startswith("Adoption and Relationship moved it most: by 2.0 each")
    still = moved(book, (50, 50, 50, 50, 50, 50), (50, 50, 50, 50, 50, 50))
    assert still.title == "Nothing moved it, Aug 2026 to Sep 2026"


def test_without_a_score_in_one_of_the_months_there_is_no_bridge(book: Book) -> None:
    nothing: Points = (None,) * 6
    found = told(nothing, (50,) * 6)
    assert health_bridge(book, found, "A1", THEN, NOW) is None
    assert health_bridge(book, told((50,) * 6, nothing), "A1", THEN, NOW) is None
    assert health_bridge(book, found, "A1", date(2026, 7, 31), NOW) is None


def adds_up(bridge: Bridge, first: float, last: float) -> None:
    """From the first score to the last, to half of the tenth that is shown."""
    opening, *between, closing = (float(step.value) for step in bridge.steps)
    assert (opening, closing) == (pytest.approx(first), pytest.approx(last))
    assert abs(opening + sum(between) - closing) < TENTH + 1e-9
    assert [step.total for step in bridge.steps] == [True, *[False] * len(between), True]
    assert all(abs(value) >= TENTH for value in between)


POINTS = st.tuples(*[st.one_of(st.none(), st.floats(0, 100))] * 6)
HARDLY = st.tuples(*[st.floats(-0.5, 0.5)] * 6)
WEIGHTS = st.lists(st.floats(0, 100), min_size=6, max_size=6)


@given(POINTS, POINTS, WEIGHTS)
def test_the_steps_lead_from_one_score_to_the_other(
    book: Book, then: Points, now: Points, weights: list[float]
) -> None:
    found = told(then, now, weights)
    bridge = health_bridge(book, found, "A1", THEN, NOW)
    first, last = found.total
    assert (bridge is None) == bool(np.isnan(first) or np.isnan(last))
    if bridge:
        adds_up(bridge, first, last)


@given(st.tuples(*[st.floats(1, 99)] * 6), HARDLY)
@example((50.0,) * 6, (0.19, 0.24, 0.24, 0.3, 0.4, 0.4))
def test_steps_too_small_to_draw_do_not_break_the_sum(book: Book, then: Points, change: tuple[float, ...]) -> None:
    now = tuple((point or 0) + step for point, step in zip(then, change, strict=True))
    found = told(then, now)
    bridge = health_bridge(book, found, "A1", THEN, NOW)
    assert bridge is not None
    adds_up(bridge, *found.total)


@cache
def of_the_sample(home: Path) -> tuple[Book, History]:
    book = book_of(opened_once(Workspace.whole(home)))
    return book, history(book, rules_of(shipped()))


def test_the_steps_of_every_account_lead_from_month_to_month(sample_home: Path) -> None:
    book, found = of_the_sample(sample_home)
    seen = 0
    for account_id in sorted(found.accounts):
        known = [(one.month_end, one.score) for one in found.of(account_id) if one.score is not None]
        for (since, first), (until, last) in [*pairwise(known), (known[0], known[-1])]:
            bridge = health_bridge(book, found, account_id, since, until)
            assert bridge is not None
            adds_up(bridge, first, last)
            seen += 1
    assert seen > 1000


@given(st.data())
def test_the_steps_lead_between_any_two_months_of_the_sample(sample_home: Path, data: st.DataObject) -> None:
    book, found = of_the_sample(sample_home)
    account_id = data.draw(st.sampled_from(sorted(found.accounts)))
    known = [(one.month_end, one.score) for one in found.of(account_id) if one.score is not None]
    (since, first), (until, last) = data.draw(st.sampled_from(known)), data.draw(st.sampled_from(known))
    bridge = health_bridge(book, found, account_id, since, until)
    assert bridge is not None
    adds_up(bridge, first, last)


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ((90, 80, 70, 60, 50, 40), "Voice is the weakest group: 40 of 100"),
        ((90, 40, 70, 60, 50, 40), "Adoption and Voice are weakest: 40 of 100 each"),
        ((40, 40, 70, 60, 50, 40), "3 groups are weakest: 40 of 100 each"),
        ((40,) * 6, "All 6 groups with data have 40 of 100"),
        ((None, None, None, None, None, 100), "Voice alone has data: 100 of 100"),
    ],
)
def test_the_weakest_group_is_one_of_several_with_data(points: Points, said: str) -> None:
    state = told(points, points).at("A1", NOW)
    assert state is not None and weakest(state) == said
