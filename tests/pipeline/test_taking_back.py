"""What waits for the CRM taken back on the page Pipeline, and put back again; won and lost chosen there."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steward.errors import AlreadyBegun, PlanChangedMeanwhile
from steward.plans.files.store import Plans
from steward.plans.files.together import take_back
from steward.plans.internal.opportunities import (
    FILE,
    NewOpportunity,
    OpportunityChange,
    OpportunityChanges,
    OpportunityField,
)
from steward.plans.internal.opportunity_edits import begin_opportunity
from steward.workspace import Workspace
from tests.homes import home, loaded_once
from tests.plans.written_by import set_changes, taken_out

ROOT = Path(__file__).parents[2]
TABLES = {
    "accounts": "account_id | name\nA1 | Alpha",
    "people": "person_id | name\nP1 | Ida Falk",
    "subscriptions": "subscription_id | account_id | product_id | mrr | starts_on\ns1 | A1 | wan | 60000 | 2025-01-01",
    "opportunities": """
        opportunity_id | name | stage    | status | amount | account_id | close_on   | next_step | closed_on
        o1             | Big  | proposal | open   | 3000   | A1         | 2026-11-01 | Call      |
        o2             | Old  | signed   | won    | 900    | A1         | 2026-03-31 |           | 2026-03-31
        """,
}
AMOUNT = OpportunityChange(opportunity="o1", field=OpportunityField.AMOUNT, imported="3000", wanted="3500", by="P1")
STEP = OpportunityChange(opportunity="o1", field=OpportunityField.NEXT_STEP, imported="Call", wanted="", by="P1")
BEGUN = NewOpportunity(name="Wi-Fi", product="wifi", stage="proposal", amount=80, close_on=date(2026, 12, 1), by="P1")


@pytest.fixture
def plans(tmp_path: Path) -> Plans:
    loaded_once(home(tmp_path, **TABLES))
    plans = Plans.whole(Workspace.whole(tmp_path).plans)
    set_changes(plans, "A1", "o1", (), (AMOUNT, STEP), "Ida Falk")
    begin_opportunity(plans, "A1", BEGUN, "Ida Falk")
    return plans


def _plan(plans: Plans) -> OpportunityChanges:
    return plans.open(OpportunityChanges, FILE, "A1").plan


def test_another_value_that_somebody_saved_meanwhile_stays_beside_ours(
    plans: Plans, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ben saves another amount while a next step is typed."""
    test = _open(tmp_path, monkeypatch, you="P1", deal="o1")
    next(one for one in test.text_input if one.label == "Next step").set_value("Send the offer").run()
    theirs = replace(AMOUNT, wanted="4000", by="Ben")
    set_changes(plans, "A1", "o1", (AMOUNT, STEP), (theirs, STEP), "Ben")
    test.button(key="deal.save").click().run()
    assert not test.exception and not test.warning
    wanted = {one.field: (one.wanted, one.by) for one in _plan(plans).changes}
    assert wanted == {
        OpportunityField.AMOUNT: ("4000", "Ben"),
        OpportunityField.NEXT_STEP: ("Send the offer", "Ida Falk"),
    }
    test.button(key="deal.undo.button").click().run()
    assert set(_plan(plans).changes) == {theirs, STEP}


def test_what_was_typed_while_somebody_else_saved_is_not_lost(
    plans: Plans, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ben saves another amount while one is typed: both are told, ours stays in the form and out of the file."""
    test = _open(tmp_path, monkeypatch, you="P1", deal="o1")
    test.number_input[0].set_value(3600.0).run()
    theirs = replace(AMOUNT, wanted="4000")
    set_changes(plans, "A1", "o1", (AMOUNT, STEP), (theirs, STEP), "Ben")
    test.button(key="deal.save").click().run()
    assert not test.exception
    assert any("amount €4,000, yours €3,600" in one.value.replace("\\", "") for one in test.warning)
    assert test.number_input[0].value == 3600.0
    assert _plan(plans).changes == (theirs, STEP)
    test.button(key="deal.save.over").click().run()
    wanted = {one.field: one.wanted for one in _plan(plans).changes}
    assert wanted == {OpportunityField.AMOUNT: "3600", OpportunityField.NEXT_STEP: ""}


def test_a_second_one_for_the_same_product_is_refused_while_one_waits(plans: Plans) -> None:
    with pytest.raises(AlreadyBegun, match="waits for the CRM"):
        begin_opportunity(plans, "A1", BEGUN, "Ben")
    arrived = _plan(plans).new
    begin_opportunity(plans, "A1", BEGUN, "Ben", arrived)
    assert [one.id for one in _plan(plans).new] == ["wi-fi", "wi-fi-2"]


def test_only_what_is_there_as_it_was_can_be_taken_back(plans: Plans) -> None:
    (begun,) = _plan(plans).new
    set_changes(plans, "A1", "o1", (AMOUNT, STEP), (replace(AMOUNT, wanted="4000"), STEP), "Ben")
    with pytest.raises(PlanChangedMeanwhile):
        taken_out(plans, "A1", AMOUNT, "Ida")
    taken_out(plans, "A1", replace(AMOUNT, wanted="4000"), "Ida")
    taken_out(plans, "A1", begun, "Ida")
    assert (_plan(plans).changes, _plan(plans).new) == ((STEP,), ())
    taken_out(plans, "A1", begun, "Ben")
    assert (_plan(plans).changes, _plan(plans).new) == ((STEP,), ()), "two took it back"


def test_nothing_is_put_back_over_what_somebody_else_saved(plans: Plans) -> None:
    step = taken_out(plans, "A1", AMOUNT, "Ida")
    taken_out(plans, "A1", STEP, "Ben")
    set_changes(plans, "A1", "o1", (), (replace(AMOUNT, wanted="4000"),), "Ben")
    with pytest.raises(PlanChangedMeanwhile):
        take_back(plans, step, "Ida")
    set_changes(plans, "A1", "o1", (replace(AMOUNT, wanted="4000"),), (), "Ben")
    take_back(plans, step, "Ida")
    assert _plan(plans).changes == (AMOUNT,), "and what Ben took back is not there again"


def _open(folder: Path, monkeypatch: pytest.MonkeyPatch, **query: str) -> AppTest:
    monkeypatch.setenv("STEWARD_HOME", str(folder))
    test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=600)
    for name, value in query.items():
        test.query_params[name] = value
    return test.switch_page("pages/internal/opportunities.py").run()


@pytest.mark.parametrize("chosen", ["o1~amount", "new~A1~wi-fi"])
def test_what_waits_is_taken_back_and_put_back_on_the_page(
    tmp_path: Path, plans: Plans, monkeypatch: pytest.MonkeyPatch, chosen: str
) -> None:
    before = _plan(plans)
    test = _open(tmp_path, monkeypatch, you="P1", waits=chosen)
    assert not test.exception
    test.button(key="waits.drop").click().run()
    left = _plan(plans)
    assert len(left.changes) + len(left.new) == 2
    test.button(key="waits.undo.button").click().run()
    assert not test.exception
    after = _plan(plans)
    assert (set(after.changes), after.new) == (set(before.changes), before.new)


def test_the_page_says_what_hubspot_cannot_empty(tmp_path: Path, plans: Plans, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(tmp_path, monkeypatch, you="P1")
    said = "\n".join(str(one.value) for one in test.warning).replace("\\", "")
    assert "Clear by hand in HubSpot: next step of Big, Alpha." in said
    captions = "\n".join(str(one.value) for one in test.caption).replace("\\", "")
    assert "Without 1 change, see below." in captions
    assert "Use Bulk API" in captions


def test_an_opportunity_is_won_on_the_page(tmp_path: Path, plans: Plans, monkeypatch: pytest.MonkeyPatch) -> None:
    test = _open(tmp_path, monkeypatch, you="P1", deal="o1")
    (stage,) = [one for one in test.selectbox if one.label == "Stage"]
    assert stage.options == ["proposal", "signed (won)"]
    stage.set_value("signed").run()
    test.button(key="deal.save").click().run()
    assert not test.exception
    assert {one.field: one.wanted for one in _plan(plans).changes}[OpportunityField.STAGE] == "signed"


def test_an_opportunity_without_an_amount_is_not_saved(
    tmp_path: Path, plans: Plans, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where somebody wrote a word into the file: the next import would turn the opportunity down."""
    set_changes(plans, "A1", "o1", (AMOUNT, STEP), (replace(AMOUNT, wanted="much"),), "Ida Falk")
    test = _open(tmp_path, monkeypatch, you="P1", deal="o1")
    assert test.button(key="deal.save").disabled
    test.number_input[0].set_value(3600.0).run()
    assert not test.button(key="deal.save").disabled


def test_a_save_says_how_many_changes_wait_now(plans: Plans, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    set_changes(plans, "A1", "o1", (AMOUNT, STEP), (AMOUNT,), "Ida Falk")
    test = _open(tmp_path, monkeypatch, you="P1", deal="o1")
    next(one for one in test.text_input if one.label == "Next step").set_value("Send the offer").run()
    test.button(key="deal.save").click().run()
    assert {one.label: one.value for one in test.metric}["Changes the CRM lacks"] == "3"
    assert any("Changes the CRM lacks 2 → 3" in str(one.value) for one in test.markdown)
