"""A figure of amounts that came in another currency says at which rates they were converted, and only its own."""

from pathlib import Path

import pytest

from steward.briefings.customer.reviews.figures import customer_figures
from steward.briefings.customer.subject import subject
from steward.plans.files.store import Plans
from steward.services.data.lineage import Rate, lineage_of
from steward.ui.kit.lineage import MOST_RATES, _lines
from steward.warehouse.reader import Warehouse
from tests.homes import loaded

MONTHS = range(1, 10)
CHARGES = "account_id | month | amount | currency\n" + "\n".join(
    f"{account} | 2026-{month:02} | {amount} | {money}"
    for month in MONTHS
    for account, amount, money in (("A1", 1000, "USD"), ("A2", 500, "GBP"), ("A3", 90, "EUR"))
)
RATES = "currency | month | rate\nGBP | 2025-12 | 1.25\n" + "\n".join(
    f"USD | 2026-{month:02} | 0.9{month}" for month in MONTHS
)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    accounts = "account_id | name\nA1 | Alder\nA2 | Birch\nA3 | Cedar"
    return loaded(tmp_path_factory.mktemp("rates"), accounts=accounts, charges=CHARGES, exchange_rates=RATES)


def _spend(company: Warehouse, account_id: str, folder: Path) -> tuple[list[Rate], str]:
    figure = next(one for one in customer_figures(subject(company, account_id)) if one.id == "spend.quarter")
    found = lineage_of(company, Plans.whole(folder), figure.receipt, account_id)
    return list(found.rates), "\n".join(_lines(found))


def test_a_figure_says_the_rates_of_its_own_account(company: Warehouse, tmp_path: Path) -> None:
    rates, said = _spend(company, "A2", tmp_path)
    assert [(one.feed, one.currency, one.rate, f"{one.month:%Y-%m}") for one in rates] == [
        ("charges", "GBP", 1.25, "2025-12")
    ]
    assert "Charges in GBP were converted at 1.25 of Dec 2025." in said


def test_many_rates_are_cut_and_counted(company: Warehouse, tmp_path: Path) -> None:
    rates, said = _spend(company, "A1", tmp_path)
    assert [one.rate for one in rates] == [float(f"0.9{month}") for month in MONTHS]
    assert f"and {len(rates) - MOST_RATES} more rates." in said and "GBP" not in said


def test_amounts_in_our_own_currency_have_none(company: Warehouse, tmp_path: Path) -> None:
    rates, said = _spend(company, "A3", tmp_path)
    assert rates == [] and "converted" not in said
