"""The runway has one row a contract; where it is a family's, its accounts stand one below the other."""

from datetime import date
from pathlib import Path

from steward.briefings.customer.plans.subject import PlanSubject
from steward.briefings.customer.renewal.runway import Runway, runway
from steward.briefings.customer.subject import Covered, Subject, subject
from steward.charts import figure
from steward.plans.customer.success_plan import SuccessPlan
from steward.warehouse.as_one import as_one
from tests.homes import home, loaded_once, opened_once

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-03-31\n'
TABLES = {
    "accounts": "account_id | name | parent_id\nA1 | Kin | \nA2 | Kin Nordics | A1",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr | starts_on  | contract_id
        s1              | A1         | wan        | 100 | 2024-01-01 | C1
        s2              | A2         | tel        | 100 | 2024-01-01 | C2
        s3              | A1         | tel        | 100 | 2024-01-01 | C3
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on    | notice_days | auto_renews
        C1          | A1         | 2024-01-01 | 2026-12-31 | 90          | true
        C2          | A2         | 2024-01-01 | 2026-09-30 | 30          | false
        C3          | A1         | 2024-01-01 | 2026-06-30 |             |
        """,
}


def _runway(folder: Path, *, together: bool) -> Runway:
    warehouse = opened_once(loaded_once(home(folder, SETTINGS, **TABLES)))
    found: Subject = subject(warehouse, "A1", "2026-Q1")
    if together:
        covers = (Covered("A1", "Kin"), Covered("A2", "Kin Nordics"))
        found = Subject(as_one(warehouse, ("A1", "A2")), found.account, found.quarter, found.as_of, covers)
    return runway(PlanSubject(found, SuccessPlan(account_id="A1")))


def test_a_contract_is_one_row_with_its_last_day_to_decide(tmp_path: Path) -> None:
    timeline = _runway(tmp_path, together=False).timeline
    assert timeline
    assert [(one.label, one.end, one.decide_by, one.detail) for one in timeline.spans] == [
        ("tel", date(2026, 6, 30), None, ""),
        ("wan", date(2026, 12, 31), date(2026, 10, 2), "notice until 2 Oct 2026, then renews by itself"),
    ]
    hollow = [trace for trace in figure(timeline).data if trace.name == "then"]
    assert [len(trace.y) for trace in hollow] == [1]


def test_a_familys_contracts_stand_by_account_and_name_it(tmp_path: Path) -> None:
    found = _runway(tmp_path, together=True)
    assert found.timeline and found.contracts
    assert [one.label for one in found.timeline.spans] == ["Kin: tel", "Kin: wan", "Kin Nordics: tel"]
    assert [column.name for column in found.contracts.columns][:2] == ["Account", "Contract for"]
    assert [row[:2] for row in found.contracts.rows] == [("Kin", "tel"), ("Kin", "wan"), ("Kin Nordics", "tel")]
