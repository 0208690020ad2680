"""Rates of several are worked out from their sums; what is empty is not known."""

from dataclasses import fields
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.renewals import ContractState, Due
from steward.domain.team.tally import Tally, total

MONEY = st.integers(0, 10_000).map(lambda cents: Decimal(cents) / 100)
COUNTS = st.integers(0, 50)
OWN = {"Decimal": MONEY, "int": COUNTS, "float": COUNTS.map(float)}
TALLIES = st.builds(
    Tally,
    pairs=st.lists(st.tuples(MONEY, MONEY), max_size=3).map(tuple),
    ahead=st.lists(st.builds(Due, MONEY, st.just(ContractState.OPEN), swing=MONEY), max_size=3).map(tuple),
    **{one.name: OWN[str(one.type)] for one in fields(Tally) if str(one.type) in OWN},
)
ADDS_UP = [one.name for one in fields(Tally) if str(one.type) in OWN]


@given(st.lists(TALLIES, max_size=6), st.integers(0, 6))
def test_the_sum_of_parts_is_that_of_the_leaves_however_they_are_grouped(found: list[Tally], at: int) -> None:
    assert total([total(found[:at]), total(found[at:])]) == total(found)
    assert all(getattr(total(found), name) == sum(getattr(one, name) for one in found) for name in ADDS_UP)


@given(TALLIES)
def test_what_it_came_to_and_what_is_to_do_are_all_of_it(one: Tally) -> None:
    assert total([one.reached, one.to_do]) == one
    assert (one.reached.stake, one.reached.ahead, one.to_do.mrr, one.to_do.pairs) == (0, (), 0, ())


@given(st.lists(TALLIES, min_size=1, max_size=5))
def test_a_rate_lies_between_those_of_its_parts(found: list[Tally]) -> None:
    """Worked out from sums it can be no more than the best and no less than the worst of them."""
    whole = total(found)
    for name in ("growth", "kept_share", "mapped_share"):
        parts = [value for one in found if (value := getattr(one, name)) is not None]
        told = getattr(whole, name)
        empty = name == "growth" and any(one.opening == 0 for one in found)
        if told is not None and parts and not empty and name == "growth":
            assert min(parts) - 1e-6 <= told <= max(parts) + 1e-6


def test_nothing_is_known_of_nothing() -> None:
    none = total([])
    assert none == Tally()
    assert (none.growth, none.base_kept, none.cohort.nrr, none.kept_share, none.rated_mean) == (None,) * 5
    assert (none.renewing.best, none.survey.score, none.held_share, none.mapped_share) == (None,) * 4


@pytest.mark.parametrize(
    ("parts", "nrr", "growth"),
    [
        # 100 → 200 and 900 → 900: the mean of 200 % and 100 % is 150 %, and wrong.
        ([(100, 200), (900, 900)], 110.0, 10.0),
        ([(100, 0), (300, 300)], 75.0, -25.0),
        ([(0, 50), (100, 100)], 100.0 * 150 / 100, 50.0),
    ],
)
def test_a_rate_is_that_of_the_whole(parts: list[tuple[int, int]], nrr: float, growth: float) -> None:
    whole = total(
        Tally(opening=Decimal(start), closing=Decimal(end), pairs=((Decimal(start), Decimal(end)),))
        for start, end in parts
    )
    assert whole.cohort.nrr == nrr
    assert whole.growth == growth


def test_whom_nobody_knows_to_have_been_asked_leaves_the_coverage_unknown() -> None:
    known = Tally(asked=20, promoters=6, detractors=2)
    assert total([known, Tally(promoters=1, not_asked=1)]).survey.asked is None
    assert total([known, Tally(asked=5)]).survey.asked == 25
