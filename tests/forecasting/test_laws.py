"""The laws of forecast calls: bridges that add up, one cause each, every level the sum of its leaves."""

import random
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.forecasting.accuracy import CalledQuarter, CallRecord
from steward.domain.forecasting.bridge import BridgeCause, bridge, merged
from steward.domain.forecasting.items import (
    BEYOND,
    CallItem,
    CallKind,
    CallNumber,
    ForecastCategory,
    ItemState,
    Numbers,
    as_called,
    called,
    numbers_of,
    open_of,
    opportunity_counts,
    together,
)
from steward.domain.reporting import Reporting
from tests.forecasting.made import DAY, contracts, managers, numbers, opportunities, states

calls = st.sampled_from(CallNumber)


@given(states(), states(), calls)
def test_the_bridge_leads_exactly_from_what_was_open_to_what_is(
    was: tuple[CallItem, ...], now: tuple[CallItem, ...], number: CallNumber
) -> None:
    found = bridge(was, now, number, DAY)
    assert found.opening == open_of(was).of(number)
    assert found.closing == open_of(now).of(number)
    assert found.opening + sum(one.step for one in found.changes) == found.closing
    assert sum(found.sum_of(cause) for cause in BridgeCause) == found.closing - found.opening


@given(states(), states(), calls)
def test_every_item_that_changed_stands_in_the_bridge_once(
    was: tuple[CallItem, ...], now: tuple[CallItem, ...], number: CallNumber
) -> None:
    before, after = {one.key: one for one in was}, {one.key: one for one in now}
    changed = {
        key
        for key in {**before, **after}
        if key not in before or key not in after or before[key].facts != after[key].facts
    }
    found = bridge(was, now, number, DAY)
    assert sorted(one.key for one in found.changes) == sorted(changed)
    assert sum(map(len, found.by_cause.values())) == len(changed)
    assert all((one.cause is BridgeCause.SAME) == (one.step == 0) for one in found.changes)


@given(states(), states(), calls, st.randoms(use_true_random=False))
def test_the_order_in_which_items_are_told_changes_nothing(
    was: tuple[CallItem, ...], now: tuple[CallItem, ...], number: CallNumber, chance: random.Random
) -> None:
    shuffled = [list(was), list(now)]
    for one in shuffled:
        chance.shuffle(one)
    assert bridge(shuffled[0], shuffled[1], number, DAY) == bridge(was, now, number, DAY)


@given(states(), states(), states(), calls)
def test_two_bridges_one_after_the_other_lead_as_far_as_one(
    first: tuple[CallItem, ...], second: tuple[CallItem, ...], third: tuple[CallItem, ...], number: CallNumber
) -> None:
    whole, parts = bridge(first, third, number), (bridge(first, second, number), bridge(second, third, number))
    assert sum(one.closing - one.opening for one in parts) == whole.closing - whole.opening


@given(st.lists(st.tuples(st.sampled_from("PQR"), states()), max_size=4, unique_by=lambda one: one[0]))
def test_what_people_hold_together_is_the_sum_of_what_each_holds(held: list[tuple[str, tuple[CallItem, ...]]]) -> None:
    found = merged(held)
    assert numbers_of(found) == together(numbers_of(items) for _, items in held)
    assert len({one.key for one in found}) == len(found)


def _deal(
    category: ForecastCategory, amount: int = 100, state: ItemState = ItemState.OPEN, due: bool = True
) -> CallItem:
    counts = opportunity_counts(category, amount, due) if state is ItemState.OPEN else Numbers(amount, amount, amount)
    return CallItem(
        key="d", kind=CallKind.PIPELINE, state=state, category=category.value, amount=amount, due=due, counts=counts,
        close_on=date(2026, 12, 1) if due else date(2027, 2, 1), since=date(2026, 9, 1),
    )  # fmt: skip


C, B, P = ForecastCategory.COMMIT, ForecastCategory.BEST, ForecastCategory.PIPELINE
CASES = [
    (_deal(C), _deal(C, state=ItemState.WON), BridgeCause.WON, -100),
    (_deal(C), _deal(C, 300, state=ItemState.WON, due=False), BridgeCause.WON, -100),
    (_deal(C), _deal(C, state=ItemState.LOST), BridgeCause.LOST, -100),
    (_deal(C), None, BridgeCause.LEFT, -100),
    (None, _deal(C), BridgeCause.BACK, 100),
    (_deal(C, state=ItemState.LOST), _deal(C), BridgeCause.BACK, 100),
    (_deal(B, due=False), _deal(C), BridgeCause.PULLED_IN, 100),
    (replace(_deal(B, due=False), overdue=True), _deal(C), BridgeCause.SLIPPED_IN, 100),
    (_deal(C), _deal(P, due=False), BridgeCause.PUSHED_OUT, -100),
    (_deal(B), _deal(C, 120), BridgeCause.UP, 120),
    (_deal(C), _deal(B, 120), BridgeCause.DOWN, -100),
    (_deal(C), _deal(C, 120), BridgeCause.INCREASED, 20),
    (_deal(C), _deal(C, 80), BridgeCause.DECREASED, -20),
    (_deal(P), _deal(B), BridgeCause.SAME, 0),
]


@pytest.mark.parametrize(("was", "now", "cause", "step"), CASES)
def test_the_first_cause_that_holds_is_the_one(
    was: CallItem | None, now: CallItem | None, cause: BridgeCause, step: int
) -> None:
    (found,) = bridge([was] if was else [], [now] if now else [], CallNumber.COMMIT, date(2026, 9, 15)).changes
    assert (found.cause, found.step) == (cause, step)


def test_what_was_opened_after_the_call_is_new() -> None:
    (found,) = bridge([], [_deal(C)], CallNumber.COMMIT, date(2026, 8, 31)).changes
    assert found.cause is BridgeCause.NEW


@given(states())
def test_commit_is_never_above_most_likely_nor_that_above_best(found: tuple[CallItem, ...]) -> None:
    assert numbers_of(found).in_order


@given(states(), numbers)
def test_what_was_said_is_what_the_items_come_to_with_what_is_beyond_them(
    found: tuple[CallItem, ...], said: Numbers
) -> None:
    for kind in CallKind:
        assert numbers_of(called(found, kind, said)) == said
        assert numbers_of(called(called(found, kind, said), kind, said)) == said
        assert not any(one.key.startswith(BEYOND) for one in called(found, kind, None))


@given(opportunities("a"), contracts("A"), st.sampled_from(ForecastCategory))
def test_the_sellers_category_counts_and_the_crms_stays_beside_it(
    opportunity: CallItem, contract: CallItem, category: ForecastCategory
) -> None:
    own = as_called(opportunity, category)
    assert as_called(contract, category) == contract
    if opportunity.is_open and opportunity.category != category:
        assert (own.category, own.crm) == (category.value, opportunity.category)
        assert own.counts == opportunity_counts(category, opportunity.amount, opportunity.due)
    else:
        assert own == opportunity


@given(managers, st.dictionaries(st.sampled_from("ABCDEFG"), numbers))
def test_every_level_is_the_sum_of_its_leaves(told: dict[str, str], leaves: dict[str, Numbers]) -> None:
    tree = Reporting.of(told)

    def team(person: str) -> Numbers:
        return together(leaves.get(one, Numbers()) for one in tree.team(person))

    for person in told:
        below = together(team(one) for one in tree.below(person))
        assert team(person) == leaves.get(person, Numbers()).plus(below)
    known = together(one for key, one in leaves.items() if key in told)
    assert together(team(one) for one in tree.tops) == known


@given(managers)
def test_nobody_is_above_themselves_and_everybody_stands_in_the_tree_once(told: dict[str, str]) -> None:
    tree = Reporting.of(told)
    assert not any(tree.leads(one, one) for one in told)
    assert sorted(one for top in tree.tops for one in tree.team(top)) == sorted(told)
    assert sorted(one for _, one in tree.walk(told)) == sorted(told)


def test_fewer_than_four_quarters_tell_no_bias() -> None:
    three = [CalledQuarter(f"2026-Q{one}", 100, 90, opportunities=2, slipped=1) for one in (1, 2, 3)]
    assert (CallRecord(tuple(three)).bias, CallRecord(tuple(three)).accuracy) == (None, None)
    record = CallRecord((*three, CalledQuarter("2026-Q4", 100, 110, opportunities=2)))
    assert (record.n, record.bias, record.accuracy, record.slip_rate) == (4, 10.0, 95.0, 37.5)
    assert CallRecord((*three, CalledQuarter("2026-Q4", 0, 110))).bias is None
