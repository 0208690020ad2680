"""What can be looked for by name: who is there, what is open, what runs, each told apart; nothing else."""

from pathlib import Path

import pytest

from steward.services import labels
from tests.homes import loaded

SETTINGS = 'company = "Northwind"\ncurrency = "EUR"\nas_of = 2026-09-30\ntoday = 2026-10-08\n'
TABLES = {
    "accounts": "account_id | name\nA1 | Big\nA2 | Small",
    "subscriptions": """
        subscription_id | account_id | product_id | mrr   | starts_on
        s1              | A1         | wan        | 60000 | 2025-01-01
        s2              | A2         | wan        | 500   | 2025-01-01
        """,
    "contacts": """
        contact_id | account_id | name    | left_on
        K1         | A1         | Mo Hill |
        K2         | A1         | Mo Hill |
        K3         | A1         | Al Gone | 2026-10-01
        K4         | A2         | Mo Hill |
        """,
    "contracts": """
        contract_id | account_id | starts_on  | ends_on
        C1          | A1         | 2024-02-01 | 2027-01-31
        C0          | A1         | 2022-02-01 | 2026-10-07
        """,
    "opportunities": """
        opportunity_id | account_id | name | stage | status | amount | opened_on  | close_on
        O1             | A2         | More | won   | won    | 900    | 2026-06-01 | 2026-07-20
        O2             | A2         | Less | offer | open   | 900    | 2026-06-01 | 2026-12-20
        """,
}


def test_what_is_there_can_be_found_and_is_told_apart(tmp_path: Path) -> None:
    found = labels.things(loaded(tmp_path, SETTINGS, **TABLES))
    assert [(one.kind, one.key, one.account_id) for one in found.values()] == [
        ("contact", "K4", "A2"),
        ("contact", "K1", "A1"),
        ("contact", "K2", "A1"),
        ("opportunity", "O2", "A2"),
        ("contract", "C1", "A1"),
    ]
    assert len(set(found)) == 5
    assert (
        "Mo Hill · contact, Small" in found and "Mo Hill · K1 · contact, Big" in found and "C1 · contract, Big" in found
    )


def test_of_too_many_those_of_the_largest_accounts_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(labels, "MOST", 2)
    found = labels.things(loaded(tmp_path, SETTINGS, **TABLES))
    assert [one.key for one in found.values() if one.kind == "contact"] == ["K1", "K2"]
