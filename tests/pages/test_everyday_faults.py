"""Faults of everyday use, each where a page alone can show it: what opens where, and what stays in an address."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.plans.customer import success_plan as agreed
from steward.plans.customer.success_plan import SuccessPlan
from steward.plans.files.store import Plans
from steward.plans.internal import strategy as ours
from steward.plans.internal.strategy import Position, Strategy
from steward.ui.plans.history import NAMES
from tests.homes import home, loaded_once

ROOT = Path(__file__).parents[2]
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1\nB1 | Beta | P1",
    "people": "person_id | name\nP1 | Ida Falk",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 60000 | 2024-01-01",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    loaded_once(home(tmp_path, **TABLES))
    return tmp_path


def _open(page: str, folder: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"))
    for name, value in query.items():
        test.query_params[name] = value
    return test.switch_page(f"pages/internal/{page}.py").run()


def test_history_opens_on_the_file_that_changed_last(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plans = Plans.whole(folder / "account_plans")
    kept = plans.save(plans.open(Strategy, ours.FILE, "A1"), Strategy(account_id="A1"), "Ida")
    plans.save(plans.open(SuccessPlan, agreed.FILE, "A1"), SuccessPlan(account_id="A1"), "Ida")
    plans.save(plans.open(Strategy, ours.FILE, "B1"), Strategy(account_id="B1"), "Ida")
    test = _open("history", folder, monkeypatch, account="A1")
    assert test.button_group[0].value == agreed.FILE
    test.selectbox(key="account.box").set_value("B1").run()
    assert test.button_group[0].value == ours.FILE
    plans.save(kept, Strategy(account_id="A1", position=Position(ambition="All of it")), "Ida")
    test.selectbox(key="account.box").set_value("A1").run()
    assert test.button_group[0].value == ours.FILE and NAMES[ours.FILE] == "Strategy"
    asked = _open("history", folder, monkeypatch, account="A1", file=agreed.FILE)
    assert asked.button_group[0].value == agreed.FILE and asked.query_params["file"] in (agreed.FILE, [agreed.FILE])


def test_what_no_page_asks_for_leaves_the_address(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The book has filters, an account has none; what is unknown anywhere stays nowhere."""
    test = _open("account", folder, monkeypatch, account="A1", owner="P1", only="A1", slide="summary", utm="mail")
    assert not test.exception
    assert set(test.query_params) == {"account", "quarter"}
    test = _open("book", folder, monkeypatch, account="A1", owner="P1", section="risks")
    assert set(test.query_params) == {"quarter", "owner"}
