"""A call logged from the head of an account and from Touches; who waits, what is there twice, and the CRM's files."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.plans.internal.activities import CrmSystem, steward_id
from steward.workspace import Workspace
from tests.examples import first
from tests.pages.files_offered import files_offered
from tests.touches.made import CALL, log_of, logging, made

ROOT = Path(__file__).parents[2]
ACCOUNT, TOUCHES, TIMELINE = (f"pages/internal/{name}.py" for name in ("account", "touches", "timeline"))


def _open(folder: Path, monkeypatch: pytest.MonkeyPatch, page: str, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in {"you": "P1", **query}.items():
        test.query_params[name] = value
    test.switch_page(page).run()
    assert not test.exception
    return test


def _press(test: AppTest, key: str) -> AppTest:
    test.button(key=key).click().run()
    assert not test.exception
    return test


def _said(test: AppTest) -> str:
    kinds = (test.markdown, test.caption, test.info, test.error, test.warning, test.toast)
    return "\n".join(str(one.value) for found in kinds for one in found).replace("\\", "")


def _days(test: AppTest) -> str:
    return next(one.value for one in test.metric if one.label == "Days since last contact")


def test_a_call_is_logged_by_two_presses_and_counts_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Today, by me, with the champion: nothing has to be typed."""
    made(tmp_path)
    test = _open(tmp_path, monkeypatch, ACCOUNT, account="A1")
    before = _days(test)
    _press(_press(test, "log.open"), "log.save")
    (one,) = log_of(_home(tmp_path)).logged
    assert (one.subject, one.people, one.ours, one.by) == ("Call with Lee Wood", ("K2",), "P1", "Ida Falk")
    assert (one.on, one.logged_on) == (date(2026, 9, 30), date(2026, 9, 30))
    assert (before.startswith("10"), _days(test).startswith("0")) == (True, True)
    assert "Call: Call with Lee Wood" in _said(test)
    _press(test, "log.undo")
    assert log_of(_home(tmp_path)).logged == () and _days(test) == before


def test_what_is_typed_is_there_in_the_next_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path)
    test = _press(_open(tmp_path, monkeypatch, ACCOUNT, account="A1"), "log.open")
    next(one for one in test.text_input if one.label == "About").set_value("New rates").run()
    again = _open(tmp_path, monkeypatch, TIMELINE, account="A1")
    assert next(one.value for one in again.text_input if one.label == "About") == "New rates"
    _press(again, "log.save")
    assert [one.subject for one in log_of(_home(tmp_path)).logged] == ["New rates"]
    third = _open(tmp_path, monkeypatch, ACCOUNT, account="A1")
    assert not [one for one in third.text_input if one.label == "About"], "what was saved is no draft"


WRONG = [("At", "noonish", "no time of day"), ("Day", date(2026, 10, 5), "still to come")]


@pytest.mark.parametrize(("label", "value", "said"), first(1, WRONG))
def test_what_cannot_be_is_not_logged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, label: str, value: object, said: str
) -> None:
    made(tmp_path)
    test = _press(_open(tmp_path, monkeypatch, ACCOUNT, account="A1"), "log.open")
    field = next(one for one in (*test.text_input, *test.date_input) if one.label == label)
    field.set_value(value).run()  # type: ignore[arg-type]
    button = test.button(key="log.save")
    assert button.disabled and said in button.help
    assert log_of(_home(tmp_path)).logged == ()


def test_touches_tells_who_waits_and_what_to_speak_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made(tmp_path)
    test = _open(tmp_path, monkeypatch, TOUCHES, touch="A1/K1")
    assert "1 person waits for us, first Jo Marsh at Alpha" in _said(test)
    assert "economic buyer: every 45 days, last on 1 Jun 2026, 121 days ago" in _said(test)
    with files_offered() as files:
        test.run()
    assert b"jo@alpha.example" in next(make for name, make in files.items() if name.endswith(".eml"))()
    _press(test, "log.save")
    assert log_of(_home(tmp_path)).logged[0].people == ("K1",)
    assert "Everybody with a place on a map has heard from us in time" in _said(test)


def test_what_is_logged_is_changed_beside_its_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the note of the table says; all else of it stays."""
    workspace = made(tmp_path)
    logging(workspace)
    test = _open(tmp_path, monkeypatch, TOUCHES, view="logged", logged=log_key())
    [field] = [one for one in test.text_input if one.label.startswith("Subject")]
    assert field.value == "Rollout"
    field.set_value("Rollout at the plants").run()
    _press(test, "touch.entry.save")
    assert log_of(workspace).logged == (replace(CALL, subject="Rollout at the plants"),)


@pytest.mark.parametrize(
    ("day", "said"),
    [(None, "Say on which day it was."), (date(2031, 1, 2), "It is logged once it was: its day is still to come.")],
)
def test_what_is_logged_keeps_a_day_that_was_and_nothing_typed_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, day: date | None, said: str
) -> None:
    workspace = made(tmp_path)
    logging(workspace)
    test = _open(tmp_path, monkeypatch, TOUCHES, view="logged", logged=log_key())
    [subject] = [one for one in test.text_input if one.label.startswith("Subject")]
    subject.set_value("Rollout at the plants").run()
    [field] = [one for one in test.date_input if one.value == CALL.on]
    field.set_value(day).run()
    assert said in _said(test) and test.button(key="touch.entry.save").disabled
    assert log_of(workspace).logged == (CALL,)
    assert [one.value for one in test.text_input if one.label.startswith("Subject")] == ["Rollout at the plants"]


@pytest.mark.every
def test_a_pair_is_joined_by_a_press_and_parted_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = made(tmp_path)
    logging(workspace, replace(CALL, on=date(2026, 9, 20), at="14:10", people=("K2",)))
    key = f"{log_key()}|c2"
    test = _open(tmp_path, monkeypatch, TOUCHES, view="logged", twice=key)
    _press(test, "twice.join")
    assert log_of(workspace).logged[0].same_as == "c2"
    _press(test, "touches.undo")
    assert log_of(workspace).logged[0].same_as == ""


def test_the_files_for_a_crm_are_taken_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = made(tmp_path)
    logging(workspace)
    with files_offered() as files:
        test = _open(tmp_path, monkeypatch, TOUCHES, view="crm")
        content = files["activities-salesforce.zip"]()
    assert zipfile.ZipFile(BytesIO(content)).namelist() == ["Task.csv"]
    (noted,) = log_of(workspace).exported
    assert (noted.what, noted.system, noted.by) == ("one", CrmSystem.SALESFORCE, "Ida Falk")
    test.run()
    assert "No records wait:" in _said(test) and "1 record waits:" in _said(test), "HubSpot has none of it"
    assert "exports.jsonl" in {path.name for path in (tmp_path / "account_plans" / "_company").iterdir()}


def log_key() -> str:
    """What the first call is exported under."""
    return steward_id("A1", CALL.id)


def _home(folder: Path) -> Workspace:
    return Workspace.whole(folder)
