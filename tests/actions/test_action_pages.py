"""The list of actions where people work: done in one press, taken back, moved in place; a play begun."""

from datetime import date
from pathlib import Path

import pytest
from actions_made import company
from streamlit.testing.v1 import AppTest

from steward.domain.identifiers import slug
from steward.plans.customer.success_plan import FILE as AGREED
from steward.plans.customer.success_plan import Kept, SuccessPlan
from steward.plans.files.store import Plans
from steward.plans.internal.strategy import FILE, Strategy

ROOT = Path(__file__).parents[2]
FIBRE = "A1~commitment~~fibre"


def opened(folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in {"you": "P1", **query}.items():
        test.query_params[name] = value
    test.switch_page(page).run()
    assert not test.exception and not test.error
    return test


def status(folder: Path) -> Kept:
    plan = Plans.whole(folder / "account_plans").open(SuccessPlan, AGREED, "A1").plan
    return next(one.status for one in plan.commitments if one.id == "fibre")


def test_one_press_does_it_and_one_takes_it_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company(tmp_path)
    test = opened(tmp_path, monkeypatch, "pages/internal/actions.py", person="everybody", action=FIBRE)
    assert [one.value for one in test.metric if one.label == "Open actions"] == ["12"]
    test.button(key="actions.finish").click().run()
    assert not test.exception and not test.error
    assert status(tmp_path) is Kept.KEPT
    assert [one.value for one in test.metric if one.label == "Open actions"] == ["11"]
    test.button(key="actions.undo").click().run()
    assert status(tmp_path) is Kept.OPEN
    assert [one.value for one in test.metric if one.label == "Open actions"] == ["12"]


def test_it_is_moved_where_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company(tmp_path)
    test = opened(tmp_path, monkeypatch, "pages/internal/actions.py", person="P2", reach="team", action=FIBRE)
    assert [one.value for one in test.metric if one.label == "Open actions"] == ["12"], "Ida reports to Bo"
    test.date_input(key=f"typed.commitments.{slug('A1')}.{slug('fibre')}.due").set_value(date(2026, 7, 30)).run()
    test.button(key="action.save").click().run()
    assert not test.exception and not test.error
    plan = Plans.whole(tmp_path / "account_plans").open(SuccessPlan, AGREED, "A1").plan
    assert next(one.due for one in plan.commitments if one.id == "fibre") == date(2026, 7, 30)


def test_a_play_is_begun_on_the_accounts_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company(tmp_path)
    test = opened(tmp_path, monkeypatch, "pages/internal/account_actions.py", account="A1")
    next(one for one in test.button if one.label == "Begin “From price to worth”").click().run()
    assert not test.exception and not test.error
    plan = Plans.whole(tmp_path / "account_plans").open(Strategy, FILE, "A1").plan
    assert sum(one.risk == "price" for one in plan.actions) == 4
    test.button(key="actions.undo").click().run()
    plan = Plans.whole(tmp_path / "account_plans").open(Strategy, FILE, "A1").plan
    assert sum(one.risk == "price" for one in plan.actions) == 1
