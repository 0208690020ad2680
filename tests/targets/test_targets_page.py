"""The page of targets: a year handed down and taken back, set by a manager, and books moved without a trace."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.plans.company.targets import PersonTarget, TargetFile, TargetFiles, open_targets
from steward.plans.files.store import COMPANY
from steward.workspace import Workspace
from tests.access.signed_in import page_of, person, rules
from tests.homes import home, loaded_once
from tests.html_tables import prose_of
from tests.targets.test_targets_are_set import ACCOUNTS, WRITTEN
from tests.targets.test_the_past_stays import TABLES

PAGE = "pages/internal/targets.py"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    found = loaded_once(home(tmp_path, accounts=ACCOUNTS, **TABLES))
    TargetFiles.within(found).edit(TargetFile, "targets.toml", COMPANY, lambda _: WRITTEN, "Mona")
    return found


def pressed(test: AppTest, label: str) -> AppTest:
    next(one for one in test.button if one.label == label).click().run()
    assert not test.exception and not test.error, [one.value for one in (*test.exception, *test.error)]
    return test


def tables(test: AppTest) -> str:
    """Every cell of every table, long ones wrapped or not."""
    return str([*(one.value.to_csv() for one in test.dataframe), *prose_of(test)]).replace("\\", "")


def headline(test: AppTest) -> str:
    """What the page says first."""
    return str(test.markdown[0].value).replace("\\", "")


def test_a_year_is_handed_down_at_one_press_and_taken_back_at_another(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    test = page_of(workspace.home, "", PAGE, monkeypatch, alone=True, part="set", you="M")
    assert not test.exception and "over-assigned by" in tables(test)
    pressed(test, "Hand down what is left of 2027")
    assert ("P2", 700) in [(one.person, one.new_mrr) for one in open_targets(workspace.plans).plan.people]
    pressed(test, "Undo the last save")
    assert open_targets(workspace.plans).plan == WRITTEN


def test_a_manager_sets_what_one_of_theirs_is_to_win(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    rules(workspace.home, person("boss@x.example", "manager", more='person = "M"'))
    test = page_of(workspace.home, "boss@x.example", PAGE, monkeypatch, part="set")
    assert not test.exception and "Northwind" not in tables(test)
    next(one for one in test.selectbox if one.label == "Whose").set_value("P2").run()
    next(one for one in test.number_input if one.label == "New MRR in the year").set_value(900.0).run()
    pressed(test, "Save")
    assert open_targets(workspace.plans).plan.people[-1] == PersonTarget(year="2027", person="P2", new_mrr=900)
    assert "900" in tables(test)


@pytest.mark.every
def test_an_account_manager_sees_their_own_and_sets_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules(workspace.home, person("ben@x.example", "account manager", more='person = "P2"'))
    test = page_of(workspace.home, "ben@x.example", PAGE, monkeypatch, part="set")
    assert not test.exception and "Ida" not in tables(test)
    assert any("set by managers" in str(one.value) for one in test.caption)


def test_books_are_tried_with_accounts_at_others_and_nothing_is_saved(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(path.name for path in workspace.plans.rglob("*"))
    test = page_of(workspace.home, "", PAGE, monkeypatch, alone=True, part="if", you="M")
    next(one for one in test.multiselect if one.label == "Accounts").set_value(["B1"]).run()
    next(one for one in test.selectbox if one.label == "Would be of").set_value("P1").run()
    pressed(test, "Move")
    assert "1 account, €600 MRR, would move" in headline(test)
    pressed(test, "Begin again")
    assert "Nothing is moved yet" in headline(test)
    assert sorted(path.name for path in workspace.plans.rglob("*")) == before
