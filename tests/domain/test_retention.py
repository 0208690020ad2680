"""NRR and GRR of a cohort."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.domain.retention import Cohort

amounts = st.decimals(0, 1_000_000, places=2)
cohorts = st.lists(st.tuples(amounts, amounts), max_size=30)


@given(cohorts)
def test_net_is_never_below_gross_and_gross_never_above_a_hundred(pairs: list[tuple[Decimal, Decimal]]) -> None:
    cohort = Cohort.of(pairs)
    if cohort.grr is None or cohort.nrr is None:
        assert sum(start for start, _ in pairs) == 0
        return
    assert 0 <= cohort.grr <= 100
    assert cohort.nrr >= cohort.grr - 1e-9


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
