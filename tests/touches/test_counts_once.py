"""What is logged counts at once, and once: whatever is exported, imported and imported again."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from steward.briefings.internal.scope.book import acting_book
from steward.briefings.internal.scope.filters import EVERYTHING
from steward.briefings.internal.touches.logged import CrmState
from steward.briefings.internal.touches.touches import TouchBook
from steward.domain.access.scope import Accounts, Scope
from steward.domain.health import Signal
from steward.errors import PlanNotFound, PlanNotSaved
from steward.plans.files.plan_cache import PlanCache
from steward.plans.internal.activities import ActivityKind, CrmSystem, ExportKind, steward_id
from steward.services.touches import crm_files, desk, log
from steward.warehouse.rows.internal import book, health, opportunities, renewals, week
from steward.warehouse.rows.internal.timeline import contacted
from steward.workspace import Workspace
from tests.touches.made import CALL, changed, exported, from_task, imported, known, log_of, logging, made, plans

TODAY = date(2026, 9, 30)


def _brief(workspace: Workspace) -> TouchBook:
    return desk.brief(acting_book(known(workspace)), EVERYTHING, PlanCache(plans(workspace)))


def _figure(workspace: Workspace, key: str) -> float | None:
    value = next(one.value for one in _brief(workspace).figures if one.id == f"touches.{key}")
    return None if value is None else float(value)


def _activities(workspace: Workspace) -> int:
    return len(contacted(known(workspace), "A1", date(2020, 1, 1), TODAY))


def test_it_stands_at_once_wherever_a_last_contact_stands(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    assert book.last_activity(known(workspace), "A1", TODAY).happened_on == date(2026, 9, 20)
    logging(workspace)
    warehouse = known(workspace)
    days = {
        book.last_activity(warehouse, "A1", TODAY).happened_on,
        week.last_touches(warehouse, TODAY)["A1"].day,
        renewals.account_signs(warehouse, "2026-Q3", TODAY)["A1"].last_contact,
        {one.contact_id: one.day for one in book.last_contacts(warehouse, TODAY, "A1")}["K1"],
        contacted(warehouse, "A1", TODAY.replace(day=1), TODAY)[0].happened_at.date(),
    }
    assert days == {date(2026, 9, 28)}
    assert opportunities.open_opportunities(warehouse, "2026-Q3", TODAY) == []
    table = health.health_table(warehouse, TODAY)
    last = {table.accounts[number]: place for place, number in enumerate(table.account_of)}
    assert [table.values[Signal.RECENCY][last[key]] for key in ("A1", "B1")] == [2, 148]
    assert table.values[Signal.FREQUENCY][last["A1"]] == 2


def test_taken_out_it_never_was(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    warehouse = known(workspace)
    before = (book.last_activity(warehouse, "A1", TODAY), health.health_table(warehouse, TODAY).values[Signal.RECENCY])
    logging(workspace)
    log.taken_out(plans(workspace), "A1", "one", "Ida Falk")
    warehouse = known(workspace)
    assert book.last_activity(warehouse, "A1", TODAY) == before[0]
    assert_array_equal(health.health_table(warehouse, TODAY).values[Signal.RECENCY], before[1])


def test_a_scope_counts_what_is_logged_at_its_own_accounts_alone(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    logging(workspace)
    logging(workspace, replace(CALL, people=("K3",), id="two"), account_id="B1")
    mine = replace(workspace, scope=Scope(read=Accounts(frozenset({"B1"}))))
    warehouse = known(mine)
    assert set(week.last_touches(warehouse, TODAY)) == {"B1"}
    assert warehouse.rows(_one, "select account_id from known.logged") == [("B1",)]


def _one(value: str) -> tuple[str]:
    return (value,)


def test_it_is_exported_once_and_an_import_of_it_leaves_every_count_as_it_was(tmp_path: Path) -> None:
    """Law: export, then import, then import once more: as many activities as before, and nothing waits."""
    workspace = made(tmp_path)
    logging(workspace)
    count = _activities(workspace)
    files = exported(workspace)
    (row,) = files["Task.csv"]
    assert (
        row["Subject"] == "Rollout" and row["CallDurationInSeconds"] == "1200" and row["ActivityDate"] == "2026-09-28"
    )
    assert (row["WhoId"], row["WhatId"], row["OwnerId"], row["Status"]) == ("K1", "A1", "P1", "Completed")
    assert _brief(workspace).logged[0].state is CrmState.EXPORTED
    with pytest.raises(PlanNotFound):
        exported(workspace)
    imported(workspace, from_task(row, 1))
    assert _activities(workspace) == count
    told = _brief(workspace)
    assert (told.logged[0].state, told.logged[0].arrived, told.candidates) == (CrmState.CONFIRMED, "00T001", ())
    assert _figure(workspace, "logged_share") == 100
    imported(workspace)
    assert _activities(workspace) == count
    with pytest.raises(PlanNotFound):
        exported(workspace)


def test_each_system_has_it_once(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    logging(
        workspace, CALL, replace(CALL, id="m", kind=ActivityKind.MEETING), replace(CALL, id="n", kind=ActivityKind.MAIL)
    )
    assert set(exported(workspace)) == {"Task.csv", "Event.csv"}
    files = exported(workspace, CrmSystem.HUBSPOT)
    assert {name: len(rows) for name, rows in files.items()} == {"calls.csv": 1, "meetings.csv": 1, "notes.csv": 1}
    assert files["calls.csv"][0]["hs_timestamp"] == "2026-09-28T08:00:00Z", "Berlin is two hours ahead in September"
    found = [(one.what, one.system) for one in log_of(workspace).exported]
    assert len(found) == len(set(found)) == 6


def test_a_day_at_an_end_of_the_calendar_stops_no_export(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    held = replace(CALL, kind=ActivityKind.MEETING, minutes=None)
    over_the_change = replace(held, id="night", on=date(2026, 10, 25), at="01:30", minutes=180)
    ends = [replace(held, id="a", on=date.min, at="00:10"), replace(held, id="z", on=date.max, at="23:50")]
    logging(workspace, *ends, over_the_change)
    told = {one["Steward_Id__c"]: one["EndDateTime"] for one in exported(workspace)["Event.csv"]}
    assert len(told) == 3 and told[steward_id("A1", "night")] == "2026-10-25T02:30:00Z", "two hours ahead, then one"
    assert len(exported(workspace, CrmSystem.HUBSPOT)["meetings.csv"]) == 3


@pytest.mark.every
def test_a_change_after_the_export_goes_out_once_more_marked(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    logging(workspace)
    (first,) = exported(workspace)["Task.csv"]
    imported(workspace, from_task(first, 1))
    changed(workspace, note="They agree, from June on.")
    assert _brief(workspace).logged[0].state is CrmState.CORRECT
    (again,) = exported(workspace)["Task.csv"]
    assert again["Subject"] == "[correct in CRM] Rollout" and again["Steward_Id__c"] == first["Steward_Id__c"]
    told = log_of(workspace).exported
    assert [one.kind for one in told] == [ExportKind.FIRST, ExportKind.CORRECTION]
    assert (told[0].external_id, told[0].confirmed_on) == ("00T001", TODAY)
    with pytest.raises(PlanNotFound):
        exported(workspace)


@pytest.mark.every
def test_a_file_that_never_arrived_can_be_made_again(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    logging(workspace)
    first = exported(workspace)
    crm_files.once_more(plans(workspace), "A1", "one", "Ida Falk")
    assert exported(workspace) == first


def test_who_is_in_no_crm_goes_there_as_a_contact_once(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    plan = (
        '[[people]]\nid = "board"\nname = "Eva Maria Holt"\ntitle = "Chair"\n[[people]]\nid = "K1"\nname = "Jo Marsh"\n'
    )
    (plans(workspace).of("A1") / "success_plan.toml").write_text(f'account_id = "A1"\n{plan}', encoding="utf-8")
    assert _brief(workspace).to_export[CrmSystem.SALESFORCE] == {"A1": 1}
    (row,) = exported(workspace)["Contact.csv"]
    assert (row["FirstName"], row["LastName"], row["AccountId"]) == ("Eva Maria", "Holt", "A1")
    assert _brief(workspace).to_export[CrmSystem.SALESFORCE] == {}


def test_a_likeness_is_for_a_person_to_settle(tmp_path: Path) -> None:
    """It counts twice until somebody says that it is one; told apart it is asked no more."""
    workspace = made(tmp_path)
    logging(workspace, replace(CALL, on=date(2026, 9, 20), at="14:10", people=("K2",), subject="Money"))
    (pair,) = _brief(workspace).candidates
    assert (pair.with_id, _activities(workspace)) == ("c2", 3)
    log.told_apart(plans(workspace), pair, "Ida Falk")
    assert _brief(workspace).candidates == () and _activities(workspace) == 3
    log.joined(plans(workspace), pair, "Ida Falk")
    told = _brief(workspace)
    assert (told.logged[0].state, told.candidates, _activities(workspace)) == (CrmState.JOINED, (), 2)
    with pytest.raises(PlanNotFound):
        exported(workspace)


@pytest.mark.every
def test_two_that_are_logged_and_alike_are_a_pair_too(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    logging(workspace, CALL, replace(CALL, id="two", subject="Re: Rollout", at=""))
    (pair,) = _brief(workspace).candidates
    assert pair.fed is None
    log.joined(plans(workspace), pair, "Ida Falk")
    assert _activities(workspace) == 3
    assert len(exported(workspace)["Task.csv"]) == 1


UIDS = st.lists(st.sampled_from(["<a@x>", "<b@x>", "<c@x>"]), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(UIDS)
def test_logging_the_same_mails_any_number_of_times_logs_each_once(tmp_path: Path, uids: list[str]) -> None:
    """Law: importing twice is importing once."""
    folder = tmp_path / str(abs(hash(tuple(uids))))
    workspace = Workspace.whole(folder)
    new = [replace(CALL, id=f"{place}", uid=uid, kind=ActivityKind.MAIL) for place, uid in enumerate(uids)]
    for one in (*new, *new):
        log.log(plans(workspace), "A1", [one], "Ida Falk")
    assert sorted(one.uid for one in log_of(workspace).logged) == sorted(set(uids))


@pytest.mark.every
def test_a_mail_that_the_crm_knows_by_its_message_id_is_the_crms(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    logging(workspace, replace(CALL, kind=ActivityKind.MAIL, uid="<1@alpha>"))
    count = _activities(workspace)
    row = {
        "activity_id": "e1",
        "account_id": "A1",
        "happened_at": "2026-09-28 10:00",
        "kind": "mail",
        "uid": "<1@alpha>",
    }
    imported(workspace, row)
    assert _activities(workspace) == count
    with pytest.raises(PlanNotFound):
        exported(workspace)


@pytest.mark.parametrize("lacking", [{"kind": None}, {"on": None}, {"subject": " "}])
def test_what_no_crm_could_take_is_not_logged(tmp_path: Path, lacking: dict[str, object]) -> None:
    workspace = Workspace.whole(tmp_path)
    with pytest.raises(PlanNotSaved):
        logging(workspace, replace(CALL, **lacking))  # type: ignore[arg-type]
    assert log_of(workspace).logged == ()


def test_nobody_exports_without_a_name(tmp_path: Path) -> None:
    workspace = made(tmp_path)
    logging(workspace)
    exporter = crm_files.Exporter(known(workspace), plans(workspace), "UTC", " ")
    with pytest.raises(PlanNotSaved):
        exporter.export(["A1"], CrmSystem.SALESFORCE)
    assert log_of(workspace).exported == ()


def test_a_company_without_a_feed_has_what_it_logs(tmp_path: Path) -> None:
    workspace = made(tmp_path, activities="activity_id | account_id | happened_at")
    assert "activities" not in known(workspace).feeds and _brief(workspace).missing
    logging(workspace)
    assert "activities" in known(workspace).feeds and _brief(workspace).missing == ()
    assert book.last_activity(known(workspace), "A1", TODAY).happened_on == date(2026, 9, 28)
    assert _figure(workspace, "logged_share") == 0


def test_who_waits_is_told_by_role_and_the_debt_adds_up(tmp_path: Path) -> None:
    """The buyer was called 121 days ago and is to be every 45; the champion 10 days ago and every 21."""
    workspace = made(tmp_path)
    told = _brief(workspace)
    assert [(one.person.id, one.days, one.over, one.debt) for one in told.waiting] == [("K1", 121, 76, 228)]
    assert _figure(workspace, "debt") == 228 == told.debt_of("A1")
    own = plans(workspace).folder / "_company" / "touch_plan.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text('account_id = "_company"\n[[rules]]\nrole = "champion"\nevery_days = 5\n', encoding="utf-8")
    assert [one.person.id for one in _brief(workspace).waiting] == ["K1", "K2"]
    logging(workspace)
    assert [one.person.id for one in _brief(workspace).waiting] == ["K2"]
