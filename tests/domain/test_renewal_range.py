"""What may come of a contract that ends: tables by hand, and laws."""

import doctest
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from steward.domain import renewals
from steward.domain.renewals import (
    WINDOWS,
    Category,
    ContractState,
    Due,
    RenewalRange,
    entered,
    expected,
    kept_of,
    netted,
    swing,
    uplift,
)

MONEY = some.decimals(0, 1_000_000, places=2)
MONEY_OR_DISCOUNT = some.decimals(-1_000_000, 1_000_000, places=2)
MAYBE = some.none() | MONEY
CATEGORY = some.none() | some.sampled_from(Category)


def money(amount: int | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)


def test_the_examples_hold() -> None:
    assert doctest.testmod(renewals).failed == 0


@pytest.mark.parametrize(
    ("category", "remaining", "by_hand", "said", "can_be_won"),
    [
        (Category.WILL_RENEW, None, None, 100, 100),
        (Category.CONTRACT_ACTIONABLE, 70, None, 70, 100),
        (Category.CONTRACT_ACTIONABLE, 120, None, 100, 100),
        (Category.CONTRACT, 70, None, 70, 70),
        (Category.CONTRACT, None, None, None, 100),
        (Category.CHURN_ACTIONABLE, None, None, 0, 100),
        (Category.CHURN_ACTIONABLE, None, 40, 0, 40),
        (Category.WILL_CHURN, None, None, 0, 0),
        (Category.WILL_CHURN, None, 500, 0, 100),
        (None, None, None, None, 100),
        (None, None, -5, None, 0),
    ],
)
def test_what_a_category_expects_and_leaves_to_be_won(
    category: Category | None, remaining: int | None, by_hand: int | None, said: int | None, can_be_won: int
) -> None:
    assert expected(Decimal(100), category, money(remaining)) == said
    assert swing(Decimal(100), category, money(remaining), money(by_hand)) == can_be_won


def test_a_range_by_hand() -> None:
    """ATR 500: 90 of A signed; B can be won whole, of C 60; D is lost."""
    found = RenewalRange.of(
        [
            Due(Decimal(100), ContractState.WON, won=Decimal(90)),
            Due(Decimal(200), ContractState.OPEN, swing=Decimal(200), expected=Decimal(200)),
            Due(Decimal(100), ContractState.OPEN, swing=Decimal(60), expected=Decimal(0)),
            Due(Decimal(100), ContractState.LOST),
        ]
    )
    assert (found.atr, found.won, found.open, found.lost, found.swing) == (500, 90, 300, 110, 260)
    assert (found.worst, found.best, found.forecast, found.without_forecast) == (18.0, 70.0, 290, 0)


def test_without_a_contract_there_is_no_rate() -> None:
    assert (RenewalRange.of([]).worst, RenewalRange.of([]).best) == (None, None)


@pytest.mark.parametrize(("renewed", "won"), [(104, 100), (80, 80), (None, 100), (-3, 0)])
def test_an_uplift_is_no_renewal_of_more(renewed: int | None, won: int) -> None:
    assert kept_of(Decimal(100), money(renewed)) == won


def test_uplift_by_hand() -> None:
    assert uplift(Decimal(100), Decimal(104)) == 4.0
    assert uplift(Decimal(0), Decimal(104)) is None
    assert uplift(None, Decimal(104)) is None


@pytest.mark.parametrize(
    ("left", "windows"),
    [(181, []), (180, [180]), (91, [180, 120]), (90, [180, 120, 90]), (30, [180, 120, 90, 60, 30]), (-5, None)],
)
def test_the_windows_a_contract_has_entered(left: int, windows: list[int] | None) -> None:
    as_of = date(2026, 9, 30)
    found = [window.days for window in entered(date.fromordinal(as_of.toordinal() + left), as_of)]
    assert found == ([window.days for window in WINDOWS] if windows is None else windows)


@given(some.lists(some.tuples(MONEY, some.sampled_from(ContractState), MAYBE, CATEGORY, MAYBE, MAYBE), max_size=8))
def test_worst_never_exceeds_best_and_best_never_the_whole(
    contracts: list[tuple[Decimal, ContractState, Decimal | None, Category | None, Decimal | None, Decimal | None]],
) -> None:
    found = RenewalRange.of(
        Due(
            atr,
            state,
            won=kept_of(atr, renewed),
            swing=swing(atr, category, remaining, by_hand),
            expected=expected(atr, category, remaining),
        )
        for atr, state, renewed, category, remaining, by_hand in contracts
    )
    assert found.won + found.open + found.lost == found.atr
    assert min(found.lost, found.swing, found.without_forecast) >= 0
    assert found.forecast <= found.won + found.open - found.without_forecast
    if found.worst is not None and found.best is not None:
        assert 0 <= found.worst <= found.best <= 100.000001


def test_a_discount_under_a_contract_of_its_own_is_taken_off_the_others_of_its_account() -> None:
    """A 60 renewed whole, B 40 renewed at 20, and -40: ATR 60, of which 36 and 12 are kept."""
    found = RenewalRange.of(
        netted(
            [
                Due(Decimal(60), ContractState.WON, won=Decimal(60)),
                Due(Decimal(40), ContractState.WON, won=Decimal(20)),
                Due(Decimal(-40), ContractState.LOST),
            ]
        )
    )
    assert (found.atr, found.won, found.lost, found.worst, found.best) == (60, 48, 12, 80.0, 80.0)


@given(
    some.lists(
        some.tuples(
            MONEY_OR_DISCOUNT, some.sampled_from(ContractState), some.none() | MONEY_OR_DISCOUNT, CATEGORY, MAYBE, MAYBE
        ),
        max_size=8,
    )
)
def test_with_discounts_worst_never_exceeds_best_and_best_never_the_whole(
    contracts: list[tuple[Decimal, ContractState, Decimal | None, Category | None, Decimal | None, Decimal | None]],
) -> None:
    dues = [
        Due(
            atr, state, won=kept_of(atr, renewed), swing=swing(atr, category, remaining, by_hand),
            expected=expected(atr, category, remaining),
        )
        for atr, state, renewed, category, remaining, by_hand in contracts
    ]  # fmt: skip
    found = RenewalRange.of(netted(dues))
    assert len(found.dues) == len(dues)
    assert float(found.atr) == pytest.approx(max(float(sum(due.atr for due in dues)), 0), abs=1e-6)
    if found.worst is not None and found.best is not None:
        assert 0 <= found.worst <= found.best <= 100.000001


@pytest.mark.parametrize(
    ("atr", "after", "percent"),
    [(100, 104, 4.0), (100, 80, -20.0), (100, None, None), (None, 104, None), (0, 100, None), (-100, 1500, None)],
)
def test_an_uplift_is_known_of_what_brought_something(
    atr: int | None, after: int | None, percent: float | None
) -> None:
    given = [None if amount is None else Decimal(amount) for amount in (atr, after)]
    assert uplift(*given) == percent
