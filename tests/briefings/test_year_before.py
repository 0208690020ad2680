"""Where the data knows the year before, a chart of the customer shows it pale; where it does not, nothing stands for
it."""

from pathlib import Path

import pytest

from steward.briefings.customer.material.material import Material, material
from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.subject import subject
from steward.exhibits import Role, SeriesChart
from steward.plans.customer.success_plan import SuccessPlan
from tests.homes import ACCOUNTS, loaded

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'
LONG, SHORT = "2024-01-01", "2025-11-01"
USAGE = "account_id | product_id | site_id | day | used | committed\n"
OUTAGES = "incident_id | account_id | product_id | started_at | restored_at\n"
TICKETS = "ticket_id | account_id | opened_at | priority\n"


def _material(folder: Path, since: str) -> Material:
    """Two services since a day, on which one was down for the first time; used, down and asked about in March of this
    year and, where they ran, of the last."""
    years = [year for year in (2025, 2026) if f"{year}-03-31" > since]
    lines = "subscription_id | account_id | product_id | site_id | mrr | starts_on\n" + "".join(
        f"{product} | A1 | {product} | | 100 | {since}\n" for product in ("wan", "tel")
    )
    tables = {
        "subscriptions": lines,
        "usage": USAGE + "".join(f"A1 | wan | | {year}-03-15 | {year - 1980} | 100\n" for year in years),
        "service_levels": "product_id | availability_target\nwan | 99.9\ntel | 99.9",
        "incidents": OUTAGES
        + f"first | A1 | wan | {since} 10:00 | {since} 10:05\n"
        + "".join(
            f"{product}{year} | A1 | {product} | {year}-03-02 10:00 | {year}-03-02 10:30\n"
            for year in years
            for product in ("wan", "tel")
        ),
        "tickets": TICKETS + "".join(f"t{year} | A1 | {year}-03-02 10:00 | low\n" for year in years),
    }
    warehouse = loaded(folder, SETTINGS, accounts=ACCOUNTS, **tables)
    return material(PlanSubject(subject(warehouse, "A1", "2026-Q1"), SuccessPlan(account_id="A1")))


def _charts(found: Material) -> dict[str, SeriesChart | None]:
    return {
        "usage": found.adoption.utilisation, "downtime": found.service.budget, "tickets": found.service.tickets,
        "spend": found.spend.by_product,
    }  # fmt: skip


def _earlier(chart: SeriesChart | None) -> list[object]:
    assert chart
    return [value for one in chart.series if one.role is Role.EARLIER for value in one.values]


@pytest.mark.parametrize("of", ["usage", "downtime", "tickets", "spend"])
def test_what_was_a_year_before_is_shown_where_it_is_known(of: str, tmp_path: Path) -> None:
    now, then = _charts(_material(tmp_path / "long", LONG))[of], _charts(_material(tmp_path / "short", SHORT))[of]
    values = _earlier(now)
    assert values[-1 if of != "downtime" else 0] == {
        "usage": 45.0, "downtime": pytest.approx(23.1, abs=0.1), "tickets": 1, "spend": 200,
    }[of]  # fmt: skip
    assert _earlier(then) == []
    assert then and "year before" not in then.note and (of == "downtime" or "year before" in now.note)  # type: ignore[union-attr]
