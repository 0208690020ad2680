"""What an option costs more than today: of the sites it serves alone, with what is for all of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from steward.briefings.customer.design.compared import OptionWorth, worth_of
from steward.briefings.customer.design.source import DesignSource
from steward.plans.customer.design import Design, DesignSite, MaterialLine
from tests.design.design_made import ID, design

FOR_ALL = MaterialLine(id="l9", option="dual", product="wan", quantity=2, monthly=2500)
ROME = DesignSite(id="rome", name="Rome", current_mrc=10_000, contract_ends_on=date(2027, 9, 30))


def worth(plan: Design) -> OptionWorth:
    return worth_of(DesignSource(ID, plan, {}), next(one for one in plan.options if one.id == "dual"))


@pytest.mark.parametrize(
    ("sites", "lines", "change", "double"),
    [
        ((), (), ("-309.50", 2, 2), ("2700.00", 1, 2)),
        ((ROME,), (), ("-309.50", 2, 3), ("2700.00", 1, 3)),
        ((ROME,), (FOR_ALL,), ("4690.50", 2, 3), ("2700.00", 1, 3)),
        ((), (replace(FOR_ALL, monthly=None),), (None, 0, 2), ("2700.00", 1, 2)),
        ((), (replace(FOR_ALL, site="nowhere"),), ("4690.50", 2, 2), ("2700.00", 1, 2)),
    ],
    ids=["as it is", "a site it leaves", "for all", "for all without a price", "at no site of the table"],
)
def test_sites_it_leaves_cost_nothing_twice_and_what_is_for_all_is_paid(
    sites: tuple[DesignSite, ...],
    lines: tuple[MaterialLine, ...],
    change: tuple[str | None, int, int],
    double: tuple[str, int, int],
) -> None:
    plan = replace(design(), sites=(*design().sites, *sites), lines=(*design().lines, *lines))
    found = worth(plan)
    amount, *of = change
    assert found.change == (None if amount is None else Decimal(amount))
    assert [found.saving.counted, found.saving.of] == of
    assert found.double_running == (Decimal(double[0]), *double[1:])


def test_an_option_with_lines_for_all_sites_alone_serves_all_of_them() -> None:
    found = worth(replace(design(), lines=(FOR_ALL,)))
    assert found.double_running == (Decimal("2700.00"), 1, 2)
    assert (found.change, found.saving.counted) == (None, 0)
