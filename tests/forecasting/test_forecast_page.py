"""The page of the forecast: a seller makes their call, who leads them reads the bridge, adjusts and locks."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.domain.forecasting.items import CallKind
from steward.plans.internal.forecast_states import CallState
from steward.workspace import Workspace
from tests.forecasting.company import company, locked, person, submitted

ROOT = Path(__file__).parents[2]
PAGE = "pages/internal/forecast.py"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return company(tmp_path)


def opened(home: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(home))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    return test.switch_page(PAGE).run()


def press(test: AppTest, label: str) -> None:
    next(one for one in test.button if one.label == label).click().run()
    assert not test.exception


def test_a_seller_begins_answers_and_submits(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    test = opened(workspace.home, monkeypatch, you="P1", call="person:P1")
    assert not test.exception
    press(test, "Make a call")
    test = opened(workspace.home, monkeypatch, you="P1", part="opportunities", opportunity="O1")
    next(one for one in test.text_area if one.label == "Why this quarter?").set_value("Their year ends.")
    press(test, "Save")
    file = person(workspace, "P1").file
    assert file is not None and file.said_of("O1").why_now == "Their year ends."
    test = opened(workspace.home, monkeypatch, you="P1", part="calls", call="person:P1")
    press(test, "Submit")
    one = person(workspace, "P1")
    assert (one.state, one.numbers(CallKind.PIPELINE).commit) == (CallState.SUBMITTED, 25010)
    press(test, "Call it back")
    assert person(workspace, "P1").state is CallState.OPEN


def test_a_manager_adjusts_with_a_reason_and_locks(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    submitted(workspace)
    test = opened(workspace.home, monkeypatch, you="P3", call="person:P1")
    assert [one.label for one in test.button if one.label in ("Submit", "Call it back", "Make a call")] == []
    beside = next(one for one in test.button if one.label == "Say it beside")
    assert beside.disabled, "no reason yet"
    next(one for one in test.number_input if one.label == "Commit").set_value(100.0)
    next(one for one in test.text_input if one.label == "Why").set_value("No date.").run()
    press(test, "Say it beside")
    assert person(workspace, "P1").adjusted(CallKind.PIPELINE).commit == 10000
    press(test, "Lock")
    one = person(workspace, "P1")
    assert (one.state, one.numbers(CallKind.PIPELINE).commit) == (CallState.LOCKED, 25010)
    assert any("locked by Max Boss" in each.value for each in test.caption)


@pytest.mark.every
@pytest.mark.parametrize("part", ["bridge", "opportunities", "accuracy"])
def test_every_view_is_drawn_with_a_locked_call(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    locked(workspace)
    test = opened(workspace.home, monkeypatch, you="P2", part=part, forecast_of="company")
    assert not test.exception
    words = " ".join(one.value for one in (*test.markdown, *test.info, *test.caption))
    expected = {
        "bridge": "Nothing has changed",
        "opportunities": "2 opportunities committed",
        "accuracy": "differs from its",
    }
    assert expected[part] in words
