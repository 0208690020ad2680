"""NRR and GRR of a cohort."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.retention import Cohort

amounts = st.decimals(-1_000_000, 1_000_000, places=2)
prices = st.decimals(0, 1_000_000, places=2)
cohorts = st.lists(st.tuples(amounts, amounts), max_size=30)


@given(cohorts)
def test_net_is_never_below_gross_and_gross_never_above_a_hundred(pairs: list[tuple[Decimal, Decimal]]) -> None:
    cohort = Cohort.of(pairs)
    if cohort.grr is None or cohort.nrr is None:
        assert sum(start for start, _ in pairs) <= 0
        return
    assert cohort.grr <= 100 + 1e-9
    assert cohort.nrr >= cohort.grr - 1e-9


@given(st.lists(st.tuples(prices, prices), max_size=30))
def test_where_nothing_is_below_zero_nothing_less_than_nothing_is_kept(pairs: list[tuple[Decimal, Decimal]]) -> None:
    grr = Cohort.of(pairs).grr
    assert grr is None or 0 <= grr <= 100


@pytest.mark.parametrize(
    ("discount_after", "nrr", "grr"), [(-50, 100, 100), (0, 200, 100), (-80, 40, 40)],
    ids=["stays as it was", "ends", "grows"],
)  # fmt: skip
def test_a_discount_on_an_account_of_its_own_reduces_what_is_kept_as_it_did_at_the_start(
    discount_after: int, nrr: float, grr: float
) -> None:
    """100 and -50 at the start: 50 in all."""
    cohort = Cohort.of([(Decimal(100), Decimal(100)), (Decimal(-50), Decimal(discount_after))])
    assert (cohort.nrr, cohort.grr) == (nrr, grr)


def test_growth_of_one_account_does_not_hide_the_loss_of_another_from_gross_retention() -> None:
    steadily_growing, quietly_leaving = (Decimal(100), Decimal(150)), (Decimal(100), Decimal(50))
    cohort = Cohort.of([steadily_growing, quietly_leaving])
    assert cohort.nrr == 100
    assert cohort.grr == 75


def test_a_trial_at_the_start_raises_net_retention_only() -> None:
    paying, on_trial = (Decimal(100), Decimal(100)), (Decimal(0), Decimal(50))
    cohort = Cohort.of([paying, on_trial])
    assert cohort.nrr == 150
    assert cohort.grr == 100


def test_logo_retention_counts_accounts() -> None:
    cohort = Cohort.of([(Decimal(9), Decimal(1)), (Decimal(9), Decimal(0))])
    assert cohort.logos == pytest.approx(50)
