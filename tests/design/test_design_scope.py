"""Designs are seen, changed and taken out by who may: nobody comes to another's by an address or a name of a file."""

from dataclasses import replace
from pathlib import Path

import pytest

from steward.domain.access.scope import Accounts, Role, Scope
from steward.errors import AccountNotFound, ChangeNotAllowed, PlanNotFound
from steward.plans.customer.design import Design, file_of
from steward.plans.files.store import Plans
from steward.services.design.files import begin, bill_of_materials, design_ids, open_design
from steward.services.design.shown import opened
from steward.services.design.steps import DesignEvent, take_step
from tests.access.signed_in import page_of, person, rules
from tests.design.design_made import ID, company, design, put
from tests.html_tables import prose_of

MINE = Accounts(frozenset({"B1"}))


def plans_of(folder: Path, **scope: Accounts) -> Plans:
    return Plans(folder / "account_plans", Scope(**scope))  # type: ignore[arg-type]


def test_outside_of_a_scope_there_is_no_design(tmp_path: Path) -> None:
    put(tmp_path, design())
    plans = plans_of(tmp_path, read=MINE, change=MINE)
    for asks in (
        lambda: design_ids(plans, "A1"),
        lambda: open_design(plans, "A1", ID),
        lambda: opened(plans, "A1", ID),
        lambda: bill_of_materials(plans, "A1", ID),
        lambda: begin(plans, "A1", "Mine", (), "Bo Lind"),
    ):
        with pytest.raises(AccountNotFound):
            asks()


def test_who_may_only_read_takes_no_step_and_begins_nothing(tmp_path: Path) -> None:
    put(tmp_path, design("B1"))
    plans = plans_of(tmp_path, read=MINE)
    held = open_design(plans, "B1", ID)
    with pytest.raises(ChangeNotAllowed):
        take_step(plans, held, DesignEvent.INTERVIEW, "Bo Lind", {})
    with pytest.raises(ChangeNotAllowed):
        begin(plans, "B1", "Another", (), "Bo Lind")
    with pytest.raises(ChangeNotAllowed):
        file = plans.open(Design, file_of(ID), "B1")
        plans.save(file, replace(file.plan, about=replace(file.plan.about, need="Else.")), "Bo Lind")
    assert open_design(plans, "B1", ID).ledger.events == ()


@pytest.mark.parametrize("design_id", ["..", "../../A1/designs/branches", "", "branches/", "BRANCHES"])
def test_a_name_leads_to_no_other_folder(tmp_path: Path, design_id: str) -> None:
    put(tmp_path, design())
    with pytest.raises(PlanNotFound):
        open_design(Plans.whole(tmp_path / "account_plans"), "A1", design_id)


@pytest.mark.parametrize("page", ["internal/discovery", "customer/design"])
def test_an_address_leads_to_nobody_elses_design(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    company(tmp_path)
    put(tmp_path, design())
    rules(tmp_path, person("bo@x.example", Role.ACCOUNT_MANAGER, more='person = "P2"'))
    test = page_of(tmp_path, "bo@x.example", f"pages/{page}.py", monkeypatch, account="A1", design=ID)
    told = "".join(str(one.value) for one in (*test.markdown, *test.error, *test.caption, *test.info))
    told += str(prose_of(test))
    assert "There is no account" in told and "Branches" not in told
    own = page_of(tmp_path, "bo@x.example", f"pages/{page}.py", monkeypatch, account="B1")
    assert not own.exception and not own.error


def test_a_sales_engineer_changes_and_takes_nothing_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    company(tmp_path)
    put(tmp_path, design())
    granted = '[[grants]]\nemail = "bo@x.example"\naccounts = ["A1"]\nuntil = 2099-01-01\n'
    rules(tmp_path, person("bo@x.example", Role.SALES_ENGINEER, more='person = "P2"') + granted)
    test = page_of(tmp_path, "bo@x.example", "pages/internal/discovery.py", monkeypatch, account="A1")
    assert not test.exception, test.exception
    held = {one.label: one.disabled for one in test.button}
    assert held["Start the interviews"] is False
    offered = {one.proto.label: one.proto.disabled for one in test.get("download_button")}
    assert offered and all(offered.values()), offered
