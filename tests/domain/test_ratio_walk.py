"""From one ratio to the next: steps that add up exactly, whoever came, went or moved."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.ratio_walk import RatioPart, RatioWalk

amounts = st.decimals(-1_000_000, 1_000_000, places=2)
parts = st.builds(RatioPart, amounts, st.decimals(0, 1_000_000, places=2))
members = st.dictionaries(st.integers(0, 40), parts, max_size=30)


def ratio(held: dict[int, RatioPart]) -> Fraction:
    return Fraction(sum(Fraction(one.above) for one in held.values())) / sum(
        Fraction(one.below) for one in held.values()
    )


def walk(then: str, now: str) -> RatioWalk[str]:
    """`a 10/10, b 5/10`: who, above and below."""
    return RatioWalk(_parts(then), _parts(now))


def _parts(said: str) -> dict[str, RatioPart]:
    found = (one.split() for one in said.split(",") if one.strip())
    return {who: RatioPart(*map(Decimal, held.split("/"))) for who, held in found}


@pytest.mark.parametrize(
    ("then", "now", "steps"),
    [
        ("a 10/10", "a 8/10", {"a": -20}),
        ("a 10/10, b 10/10", "a 10/10, b 0/10", {"a": 0, "b": -50}),
        ("a 10/10", "a 10/10, b 5/5", {"a": 0, "b": 0}),
        ("a 10/10", "a 10/10, b 0/10", {"a": 0, "b": -50}),
        ("a 10/10, b 0/10", "a 10/10", {"a": 0, "b": 50}),
        ("a 12/10", "a 12/10, b 10/10", {"a": 0, "b": -10}),
        ("a 10/10", "a 10/20", {"a": -50}),
        ("a 10/10, b 10/10", "a 15/10, b 5/10", {"a": 25, "b": -25}),
        ("a 10/10", "b 9/10", {"a": 0, "b": -10}),
    ],
    ids=[
        "shrinks", "is lost", "comes at the ratio of then", "comes below it", "who was lost is counted no more",
        "comes below a ratio over a hundred", "its base grows", "one up, one down", "one for another",
    ],
)  # fmt: skip
def test_steps_by_hand(then: str, now: str, steps: dict[str, int]) -> None:
    assert walk(then, now).steps == steps


@pytest.mark.parametrize(("then", "now"), [("", "a 1/1"), ("a 1/1", ""), ("a 1/0", "a 1/1"), ("a 1/1", "a 1/-1")])
def test_without_two_ratios_there_is_no_step(then: str, now: str) -> None:
    assert not walk(then, now).known
    assert walk(then, now).steps == {}


@given(members, members)
def test_steps_add_up_to_the_difference_exactly(then: dict[int, RatioPart], now: dict[int, RatioPart]) -> None:
    found = RatioWalk(then, now)
    if found.known:
        assert found.difference == (ratio(now) - ratio(then)) * 100
        assert found.steps.keys() == then.keys() | now.keys()


@given(members, members)
def test_who_is_the_same_takes_no_step(then: dict[int, RatioPart], now: dict[int, RatioPart]) -> None:
    steps = RatioWalk(then, now).steps
    assert all(not steps[one] for one in steps if then.get(one) == now.get(one))


@given(members, members, st.randoms())
def test_the_order_changes_nothing(then: dict[int, RatioPart], now: dict[int, RatioPart], chance: Random) -> None:
    shuffled = [dict(chance.sample(list(held.items()), len(held))) for held in (then, now)]
    assert RatioWalk(*shuffled).steps == RatioWalk(then, now).steps


@given(members, members, st.sets(st.integers(0, 40)))
def test_several_taken_as_one_take_their_steps_together(
    then: dict[int, RatioPart], now: dict[int, RatioPart], several: set[int]
) -> None:
    together = RatioWalk(_merged(then, several), _merged(now, several))
    alone = RatioWalk(then, now)
    if alone.known:
        assert together.steps.get(-1, 0) == sum((alone.steps[one] for one in several & alone.steps.keys()), Fraction())


def _merged(held: dict[int, RatioPart], several: set[int]) -> dict[int, RatioPart]:
    inside = [one for who, one in held.items() if who in several]
    others = {who: one for who, one in held.items() if who not in several}
    if not inside:
        return others
    sums = RatioPart(sum(Fraction(one.above) for one in inside), sum(Fraction(one.below) for one in inside))
    return {**others, -1: sums}
