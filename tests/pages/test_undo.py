"""Whatever was saved can be taken back in the same way, also the save that began a file."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.plans.customer import success_plan as agreed
from steward.plans.files.store import Plans
from steward.plans.internal import debrief
from steward.plans.internal import strategy as ours
from steward.plans.internal.debrief import Debrief
from tests.homes import home, loaded_once

ROOT = Path(__file__).parents[2]
TABLES = {
    "accounts": "account_id | name | owner_id\nA1 | Alpha | P1",
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


def _undo(test: AppTest) -> None:
    assert not test.exception
    assert not test.button(key="plan.undo.button").disabled
    test.button(key="plan.undo.button").click().run()
    assert not test.exception and not test.error


def test_a_plan_that_was_started_is_taken_back_with_both_its_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = _open("plan", folder, monkeypatch, account="A1", you="P1")
    next(one for one in test.button if one.label == "Start the plan").click().run()
    held = Plans.whole(folder / "account_plans").of("A1")
    assert (held / ours.FILE).exists() and (held / agreed.FILE).exists()
    _undo(test)
    assert not (held / ours.FILE).exists() and not (held / agreed.FILE).exists()
    assert any(one.label == "Start the plan" for one in test.button)


def test_the_first_word_of_a_debrief_is_taken_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open("debrief", folder, monkeypatch, account="A1", quarter="2026-Q3", you="P1")
    assert test.button(key="plan.undo.button").disabled
    test.text_area[0].set_value("They liked the map").run()
    test.button(key="debrief.save").click().run()
    plans = Plans.whole(folder / "account_plans")
    assert plans.open(Debrief, debrief.file_of("2026-Q3"), "A1").plan.notes.went_well == "They liked the map"
    _undo(test)
    assert not plans.open(Debrief, debrief.file_of("2026-Q3"), "A1").exists
    assert test.text_area[0].value == ""
    assert test.button(key="plan.undo.button").disabled


def test_what_a_save_moved_is_never_told_from_another_accounts_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that ends early, because there is no plan yet, is held against no page of before."""
    more = {"accounts": TABLES["accounts"] + "\nA2 | Beta | P1",
            "subscriptions": TABLES["subscriptions"] + "\ns2 | A2 | wan | 999 | 2024-01-01"}  # fmt: skip
    loaded_once(home(tmp_path, **{**TABLES, **more}))
    test = _open("plan", tmp_path, monkeypatch, account="A1", you="P1")
    next(one for one in test.button if one.label == "Start the plan").click().run()
    assert not test.exception
    test.selectbox(key="account.box").select("A2").run()
    next(one for one in test.button if one.label == "Start the plan").click().run()
    assert not test.exception
    assert any("Beta" in str(one.value) for one in test.caption)
    assert [str(one.value) for one in (*test.caption, *test.markdown) if "→" in str(one.value)] == []
